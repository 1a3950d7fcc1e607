/** What repricing promises: dues cost what the day says, and what is being paid or was paid stays as it is. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createWorld, cards, type World } from '../../test/support/world.ts';
import { addDiscount, addOfferedDue, addOffers } from '../../test/support/offers.ts';
import { knownDate } from '../core/calendar-date.ts';
import { money } from '../core/money.ts';
import { changeDue } from '../desk/index.ts';
import { addSettled, findDueChanges, findDueDetails, findDues } from '../dues/index.ts';
import { askProvider, cancelAttempt } from '../payments/index.ts';
import { findUsesOfDues, pricesToday, priceToPay, releaseUses, repriceDues } from './index.ts';

const day = 86_400_000;
const pricing = {
  base: '10000',
  by_date: {
    early: { days_before: 10, percent: '10' },
    late: { grace_days: 0, percent_a_year: '36.5' },
  },
};

type Moved = World & {
  readonly reprice: (...ids: string[]) => Promise<bigint[]>;
  readonly goTo: (date: string) => void;
};

async function createMoved(t: TestContext): Promise<Moved> {
  const world = await createWorld(t);
  const { context, organisation, clock } = world;
  await addOffers(world);
  const goTo = (date: string) => clock.set(new Date(`${date}T10:00:00Z`));
  return {
    ...world,
    goTo,
    reprice: async (...ids) => {
      const dues = await context.database.transaction((transaction) =>
        repriceDues(context, transaction, organisation, ids),
      );
      return dues.map((due) => due.amount.minor);
    },
  };
}

/** Receipts and seals are other rooms' work, which nobody does here. */
const wrongPrices = async (world: World) =>
  (await world.broken()).filter((name) => !/receipt|sealed/.test(name));

test('a due costs less before its day and more after it, and each new price is in its history', async (t) => {
  const world = await createMoved(t);
  const { context, organisation } = world;
  world.goTo('2026-11-01');
  const { id } = await addOfferedDue(world, { pricing });
  assert.deepEqual(await world.reprice(id), [9000n]);
  world.goTo('2026-11-21');
  assert.deepEqual(await world.reprice(id), [10_000n]);
  world.goTo('2026-12-10');
  assert.deepEqual(await world.reprice(id), [10_100n]);
  assert.deepEqual(await world.reprice(id), [10_100n]);
  const changes = await findDueChanges(context.database, organisation.id, id);
  assert.deepEqual(
    changes.map(({ kind, before, after }) => [kind, before?.['amount'], after['amount']]),
    [
      ['reprice', '100.00', '90.00'],
      ['reprice', '90.00', '100.00'],
      ['reprice', '100.00', '101.00'],
    ],
  );
  const [detail] = await findDueDetails(context.database, organisation.id, [id]);
  assert.deepEqual(detail?.lines, [
    { text: 'Tassa sui rifiuti 2026', minor: '10000' },
    { text: 'Interessi per pagamento in ritardo', minor: '100', kind: 'late' },
  ]);
});

test('a page sees the price of today without anything being written', async (t) => {
  const world = await createMoved(t);
  const { context, organisation } = world;
  world.goTo('2026-12-10');
  const { id } = await addOfferedDue(world, { pricing });
  const [due] = await findDues(context.database, organisation.id, [id]);
  assert(due);
  const [priced] = await pricesToday(context, context.database, organisation, [due]);
  assert.equal(priced?.due.amount.minor, 10_100n);
  assert.equal(priced.lines.length, 2);
  assert.deepEqual(await findDueChanges(context.database, organisation.id, id), []);
  assert.deepEqual(await world.reprice(id), [10_100n]);
});

test('what somebody is paying keeps the price that they were shown, and has the new one when they leave', async (t) => {
  const world = await createMoved(t);
  const { context, organisation } = world;
  world.goTo('2026-11-20');
  const { id } = await addOfferedDue(world, { pricing });
  await world.reprice(id);
  const { attempt } = await world.begin(id);
  world.goTo('2026-11-21');
  assert.deepEqual(await world.reprice(id), [9000n]);
  await cancelAttempt(context, organisation, attempt, 'payer');
  assert.deepEqual(await world.reprice(id), [10_000n]);
});

test('what was paid early stays paid when the early price has passed', async (t) => {
  const world = await createMoved(t);
  const { context, organisation } = world;
  world.goTo('2026-11-20');
  const { id } = await addOfferedDue(world, { pricing });
  await world.reprice(id);
  const { attempt } = await world.begin(id);
  await world.pay(attempt, cards.good);
  await askProvider(context, organisation, attempt, 'payer');
  world.goTo('2027-05-01');
  assert.deepEqual(await world.reprice(id), [9000n]);
  assert.deepEqual(await wrongPrices(world), []);
});

test('a price is never below what came of the due already', async (t) => {
  const world = await createMoved(t);
  const { context, organisation } = world;
  world.goTo('2026-11-01');
  const { id } = await addOfferedDue(world, { pricing });
  await context.database.transaction((transaction) =>
    addSettled(transaction, organisation.id, [{ dueId: id, minor: 9500n }]),
  );
  assert.deepEqual(await world.reprice(id), [10_000n]);
});

test('dues without a rule are left alone, whatever the day', async (t) => {
  const world = await createMoved(t);
  const dueId = await world.due(4200n);
  assert.deepEqual(await world.reprice(dueId), [4200n]);
  world.goTo('2030-01-01');
  assert.deepEqual(await world.reprice(dueId), [4200n]);
});

test('many who look at the same dues at once write one new price', async (t) => {
  const world = await createMoved(t);
  const { context, organisation } = world;
  world.goTo('2026-12-10');
  const dues = await Promise.all(
    Array.from({ length: 4 }, () => addOfferedDue(world, { pricing })),
  );
  const ids = dues.map(({ id }) => id);
  await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      world.reprice(...(index % 2 ? ids : ids.toReversed())),
    ),
  );
  for (const id of ids) {
    assert.equal((await findDueChanges(context.database, organisation.id, id)).length, 1);
  }
});

test('a discount is kept for whoever is paying, half an hour longer for whoever failed, and for good once it is paid for', async (t) => {
  const world = await createMoved(t);
  const { context, organisation, clock } = world;
  clock.set(new Date());
  const discountId = await addDiscount(world, { mostUses: 1 });
  const { id: dueId } = await addOfferedDue(world, { dueOn: knownDate('2099-01-01') });
  const begin = () =>
    context.database.transaction((transaction) =>
      priceToPay(context, transaction, organisation, [{ dueId, discountId }]),
    );
  const isTaken = async () =>
    (await findUsesOfDues(context.database, organisation.id, [dueId])).length === 1;
  const later = async (minutes: number) => {
    clock.advance(minutes * 60_000);
    await releaseUses(context, organisation);
  };
  await begin();
  const { attempt } = await world.begin(dueId);
  await later(31);
  assert(await isTaken());
  await cancelAttempt(context, organisation, attempt, 'payer');
  await later(29);
  assert(await isTaken());
  await later(2);
  assert(!(await isTaken()));
  await begin();
  const again = await world.begin(dueId, 'two');
  assert.equal(again.payment.total.minor, 9000n);
  await world.pay(again.attempt, cards.good);
  await askProvider(context, organisation, again.attempt, 'payer');
  await later(31);
  clock.advance(400 * day);
  assert.equal(await releaseUses(context, organisation), 0);
  assert(await isTaken());
  const [due] = await findDues(context.database, organisation.id, [dueId]);
  assert.equal(due?.settled.minor, 9000n);
  assert.deepEqual(await wrongPrices(world), []);
});

test('staff who change an amount change what it is without the day; who changes only words does not', async (t) => {
  const world = await createMoved(t);
  const { context, organisation } = world;
  world.goTo('2026-12-10');
  const { id } = await addOfferedDue(world, { pricing });
  assert.deepEqual(await world.reprice(id), [10_100n]);
  const dueOn = knownDate('2026-11-30');
  const change = (about: string, cents: bigint, key: string) =>
    changeDue(context, organisation, id, {
      about,
      amount: money(cents, 'EUR'),
      dueOn,
      reason: 'asked by telephone',
      actor: 'staff:test',
      key,
    });
  await change('Tassa sui rifiuti 2026, seconda casa', 10_100n, 'one');
  assert.deepEqual(await world.reprice(id), [10_100n]);
  await change('Tassa sui rifiuti 2026, seconda casa', 20_000n, 'two');
  assert.deepEqual(await wrongPrices(world), []);
  assert.deepEqual(await world.reprice(id), [20_200n]);
});
