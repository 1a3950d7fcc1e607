import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { makePayments } from '../../../test/support/many-payments.ts';
import { createWorld } from '../../../test/support/world.ts';
import { fakeClock } from '../../core/clock.ts';
import { money, type Money } from '../../core/money.ts';
import { sql } from '../../database/sql.ts';
import {
  ages,
  findAttentionFigures,
  findHeldUp,
  findListTotals,
  findTodaysFigures,
  lists,
  parametersOfAge,
  parseSelection,
  type ListName,
} from '../index.ts';

async function openPlace(t: TestContext) {
  const { context, organisation, database } = await createWorld(t);
  await makePayments(database.owner, organisation.id, 240);
  // The payments of the support come every five hours from the new year on: fifty days.
  const clock = fakeClock(new Date('2026-02-05T12:00:00Z'));
  return { context: { ...context, clock }, clock, organisation, database };
}

type Place = Awaited<ReturnType<typeof openPlace>>;

function sumOf(lines: readonly { readonly amount: Money }[], currency: string): Money {
  const minors = lines.filter(({ amount }) => amount.currency === currency);
  return money(
    minors.reduce((sum, { amount }) => sum + amount.minor, 0n),
    currency,
  );
}

/** The sum that a list shows in one of its columns. */
async function listed(
  { context, organisation }: Place,
  name: ListName,
  parameters: readonly (readonly [string, string])[],
  column: string,
) {
  const query = Object.fromEntries(
    parameters.map(([key]) => [key, parameters.filter(([one]) => one === key).map(([, v]) => v)]),
  );
  const result = parseSelection(lists[name], query, { today: (await today(context)).today });
  assert(result.kind === 'selection');
  const totals = await findListTotals(context.database, organisation, result.selection, null);
  return { ...totals, sums: totals.sums.find((one) => one.column === column)?.sums ?? [] };

  function today(inside: Place['context']) {
    return findTodaysFigures(inside, organisation, { services: null, isAnew: false });
  }
}

test('what was collected is what the list of lines adds up to, by day and by service', async (t) => {
  const place = await openPlace(t);
  const { context, organisation } = place;
  const figures = await findTodaysFigures(context, organisation, { services: null, isAnew: false });
  assert.equal(figures.today, '2026-02-05');
  assert.equal(figures.collected.at(0)?.day, '2026-01-07', 'thirty days, today among them');
  const period = [['paid_from', '2026-01-07'], ['paid_to', '2026-02-05'], ['state', 'paid']] as const; // prettier-ignore
  const all = await listed(place, 'allocations', period, 'settled');
  assert.equal(
    all.count,
    figures.collected.reduce((sum, { count }) => sum + count, 0),
  );
  for (const sum of all.sums) assert.deepEqual(sumOf(figures.collected, sum.currency), sum);
  const day = figures.collected.filter((line) => line.day === '2026-01-20');
  const service = day.filter((line) => line.service === 'school');
  const ofDay = await listed(
    place,
    'allocations',
    [
      ['paid_from', '2026-01-20'],
      ['paid_to', '2026-01-20'],
      ['service', 'school'],
      ['state', 'paid'],
    ],
    'settled',
  );
  for (const sum of ofDay.sums) assert.deepEqual(sumOf(service, sum.currency), sum);
  assert.equal(
    ofDay.count,
    service.reduce((sum, { count }) => sum + count, 0),
  );
});

test('what is owed by age is what the list of dues of that age adds up to', async (t) => {
  const place = await openPlace(t);
  const { context, organisation } = place;
  const figures = await findTodaysFigures(context, organisation, { services: null, isAnew: false });
  let compared = 0;
  for (const age of ages) {
    const parameters = parametersOfAge(age, figures.today);
    const lines = figures.owed.filter((line) => line.age === age);
    const { count, sums } = await listed(place, 'dues', parameters, 'outstanding');
    assert.equal(
      count,
      lines.reduce((sum, line) => sum + line.count, 0),
      age,
    );
    for (const sum of sums) assert.deepEqual(sumOf(lines, sum.currency), sum, age);
    compared += count;
  }
  assert(compared > 0);
});

test('a free payment that nobody paid is nothing that is owed, and stands as one in the list of dues', async (t) => {
  const place = await openPlace(t);
  const { context, organisation, database } = place;
  const [known] = await database.owner.query<{ free: number; owed: number }>(sql`
    select count(*) filter (where charge_type_id like '%-free')::integer as free,
      count(*) filter (where charge_type_id is null or charge_type_id like '%-dues')::integer as owed
    from dues where organisation_id = ${organisation.id} and withdrawn_at is null and settled + credited < amount`);
  assert((known?.free ?? 0) > 0);
  const figures = await findTodaysFigures(context, organisation, { services: null, isAnew: false });
  assert.equal(
    figures.owed.reduce((sum, { count }) => sum + count, 0),
    known?.owed,
  );
  const free = await listed(place, 'dues', [['state', 'free']], 'outstanding');
  assert.equal(free.count, known?.free);
  for (const sum of free.sums) assert.equal(sum.minor, 0n);
  await database.owner.query(sql`
    update dues set settled = 1 where organisation_id = ${organisation.id} and charge_type_id like '%-free'
      and withdrawn_at is null and settled = 0 and amount > 1`);
  const begun = await findTodaysFigures(context, organisation, { services: null, isAnew: true });
  assert.equal(
    begun.owed.reduce((sum, { count }) => sum + count, 0),
    (known?.owed ?? 0) + (known?.free ?? 0),
    'of which something is paid, the rest is owed',
  );
});

test('figures stay as they are for five minutes, and say as of when they are', async (t) => {
  const { context, clock, organisation, database } = await openPlace(t);
  const ask = (isAnew = false) =>
    findTodaysFigures(context, organisation, { services: null, isAnew });
  const first = await ask();
  await database.owner.query(sql`
    update payments set paid_on = '2026-02-05', paid_at = ${clock.now()}
    where organisation_id = ${organisation.id} and state = 'paid' and paid_on = '2026-02-19'`);
  clock.advance(4 * 60_000);
  assert.deepEqual(await ask(), first);
  const anew = await ask(true);
  assert.deepEqual(anew.asOf, clock.now());
  assert.notDeepEqual(anew.collected, first.collected);
  clock.advance(6 * 60_000);
  assert.deepEqual((await ask()).asOf, clock.now());
});

test('somebody of one service sees its figures alone', async (t) => {
  const { context, organisation } = await openPlace(t);
  const options = { services: ['school'], isAnew: false };
  const figures = await findTodaysFigures(context, organisation, options);
  assert(figures.collected.length > 0 && figures.owed.length > 0);
  assert([...figures.collected, ...figures.owed].every((line) => line.service === 'school'));
  const attention = await findAttentionFigures(context, organisation, ['school']);
  assert(!attention.some(({ name }) => name === 'failed_mails'));
});

test('what needs a person is counted by the lists that show it', async (t) => {
  const { context, organisation } = await openPlace(t);
  const attention = await findAttentionFigures(context, organisation, null);
  const counts = Object.fromEntries(attention.map(({ name, totals }) => [name, totals.count]));
  assert.deepEqual(counts, {
    money_not_placed: 0,
    second_payments: 0,
    unknown_outcomes: 45,
    refunds_in_doubt: 20,
    disputes: 40,
    failed_mails: 80,
  });
  const heldUp = await findHeldUp(context, organisation);
  assert.deepEqual(heldUp, { mails: 0, receipts: 0, questions: 0, notifications: 0 });
});
