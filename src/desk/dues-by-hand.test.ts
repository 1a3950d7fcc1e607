import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHardWorld } from '../../test/crash/hard-world.ts';
import { createQuietWorld, type QuietWorld } from '../../test/crash/quiet-world.ts';
import { cards } from '../../test/support/world.ts';
import { calendarDate } from '../core/calendar-date.ts';
import { money } from '../core/money.ts';
import { sql } from '../database/sql.ts';
import { addSettled, findDebtor, findDueByToken, findDueChanges, findDues } from '../dues/index.ts';
import { askProvider } from '../payments/index.ts';
import { changeDue, createDue, withdrawDue, type NewDueOrder } from './index.ts';

const order: NewDueOrder = {
  service: 'canteen',
  about: 'Mensa, novembre',
  amount: money(4200n, 'EUR'),
  dueOn: calendarDate('2026-12-31'),
  debtor: { name: 'Chiara Bianchi', taxId: 'BNCCHR80A41H501X', email: null },
  reason: 'asked for by telephone',
  actor: 'staff:one',
};

const by = { reason: 'a meal less', actor: 'staff:two' };

async function dueOf({ context, organisation }: QuietWorld, dueId: string) {
  const [due] = await findDues(context.database, organisation.id, [dueId]);
  assert(due);
  return due;
}

test('a due that is made by hand has its debtor, its page and its history', async (t) => {
  const world = await createQuietWorld(t);
  const { context, organisation } = world;
  const dueId = await createDue(context, organisation, { ...order, key: 'form' });
  assert.equal(await createDue(context, organisation, { ...order, key: 'form' }), dueId);
  const due = await dueOf(world, dueId);
  assert.deepEqual([due.amount.minor, due.service, due.dueOn], [4200n, 'canteen', '2026-12-31']);
  const debtor = await findDebtor(context.database, organisation.id, dueId);
  assert.equal(debtor?.name, 'Chiara Bianchi');
  const token = debtor?.accessToken ?? '';
  assert.equal((await findDueByToken(context.database, organisation.id, token))?.id, dueId);
  const [made] = await findDueChanges(context.database, organisation.id, dueId);
  assert.equal(made?.reason, 'asked for by telephone');
  assert.deepEqual(await world.broken(), []);
});

test('a due without debtor, amount or words is not made', async (t) => {
  const { context, organisation } = await createQuietWorld(t);
  const wrongs: Partial<NewDueOrder>[] = [
    { debtor: { name: ' ', taxId: null, email: null } },
    { amount: money(0n, 'EUR') },
    { about: '' },
    { service: 'Mensa!' },
  ];
  for (const wrong of wrongs) {
    await assert.rejects(createDue(context, organisation, { ...order, ...wrong }), {
      code: 'input_invalid',
    });
  }
});

test('what was changed of a due is kept, before and after', async (t) => {
  const world = await createQuietWorld(t);
  const { context, organisation } = world;
  const dueId = await createDue(context, organisation, order);
  const terms = { about: 'Mensa, novembre (19)', amount: money(3990n, 'EUR'), dueOn: null };
  await changeDue(context, organisation, dueId, { ...by, ...terms });
  const due = await dueOf(world, dueId);
  assert.deepEqual([due.amount.minor, due.reason, due.dueOn], [3990n, terms.about, null]);
  const changes = await findDueChanges(context.database, organisation.id, dueId);
  assert.deepEqual(changes.at(-1)?.before, {
    about: 'Mensa, novembre',
    amount: '42.00',
    currency: 'EUR',
    due_on: '2026-12-31',
  });
  assert.equal(changes.at(-1)?.after['amount'], '39.90');
  assert.deepEqual(await world.broken(), []);
});

test('a due never becomes smaller than what was paid of it', async (t) => {
  const world = await createQuietWorld(t);
  const { context, organisation } = world;
  const dueId = await createDue(context, organisation, order);
  await context.database.transaction((transaction) =>
    addSettled(transaction, organisation.id, [{ dueId, minor: 1000n }]),
  );
  const terms = { about: 'Mensa', amount: money(999n, 'EUR'), dueOn: null };
  await assert.rejects(changeDue(context, organisation, dueId, { ...by, ...terms }), {
    code: 'below_settled',
  });
});

test('a due that somebody is paying cannot be changed, but withdrawn: its money is set aside then', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const dueId = await createDue(context, organisation, order);
  const { attempt } = await world.begin(dueId);
  const terms = { about: 'Mensa', amount: money(100n, 'EUR'), dueOn: null };
  await assert.rejects(changeDue(context, organisation, dueId, { ...by, ...terms }), {
    code: 'due_in_progress',
  });
  await withdrawDue(context, organisation, dueId, by);
  await world.pay(attempt, cards.good);
  await askProvider(context, organisation, attempt, 'payer');
  const items = await world.database.owner.query<{ reason: string }>(
    sql`select reason from suspense_items`,
  );
  assert.deepEqual(items, [{ reason: 'withdrawn' }]);
  await assert.rejects(withdrawDue(context, organisation, dueId, by), { code: 'due_withdrawn' });
  await world.assertRight();
});
