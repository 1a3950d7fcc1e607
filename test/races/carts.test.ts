/** The same due in two carts, and one cart in many hands. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDueToCart, checkOut, findCart, removeItem } from '../../src/carts/index.ts';
import {
  askProvider,
  findAllocations,
  findAttempt,
  findPayment,
  findSuspenseOfAttempts,
  returnSuspense,
  startAttempt,
} from '../../src/payments/index.ts';
import { createHardWorld, minute } from '../crash/hard-world.ts';
import { collect, dueOf, enrol, loadTestOffers, payCart } from '../support/council.ts';
import { cards } from '../support/world.ts';

test('of two carts that hold the same due and are paid at once, one settles it and the other gets its money back', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  await loadTestOffers(world);
  const shared = await dueOf(world, 'meals');
  for (const visitor of ['one', 'two']) {
    await collect(world, visitor, [(await dueOf(world, 'waste')).id, shared.id]);
  }
  const choice = { method: 'card', email: null, language: 'it', termsAccepted: true } as const;
  const begun = await Promise.all(
    ['one', 'two'].map((visitor) => checkOut(context, organisation, { visitor, language: 'it' })),
  );
  const tries = await Promise.allSettled(
    begun.map(async ({ payment }) => {
      return { payment, attempt: await startAttempt(context, organisation, payment, choice) };
    }),
  );
  const [first, ...more] = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  assert(first && more.length === 0, 'one of them holds the due, and the other is told so');
  const loser = tries[0]?.status === 'rejected' ? 'one' : 'two';
  const { items } = await findCart(context, organisation, loser);
  assert.deepEqual(
    items.map(({ state }) => state),
    ['payable', 'in_progress'],
  );
  // The first card is refused, the second cart is paid; then the first charge arrives after all.
  await world.pay(first.attempt, cards.declined);
  await askProvider(context, organisation, first.attempt, 'payer');
  const second = await payCart(world, loser);
  await world.pay(second.attempt, cards.good);
  await world.sandbox.control('POST', `/sessions/${first.attempt.providerReference}/charge-late`);
  await Promise.all([
    askProvider(context, organisation, second.attempt, 'payer'),
    askProvider(context, organisation, first.attempt, 'provider'),
    askProvider(context, organisation, second.attempt, 'provider'),
  ]);
  await world.later(2 * minute);
  let settled = 0n;
  for (const { payment, attempt } of [first, second]) {
    const lines = await findAllocations(context.database, organisation.id, payment.id);
    const applied = lines.map((line) => line.applied.minor);
    settled += lines.find(({ dueId }) => dueId === shared.id)?.applied.minor ?? 0n;
    assert.equal((await findPayment(context.database, organisation.id, payment.id))?.state, 'paid');
    const [item] = await findSuspenseOfAttempts(context.database, organisation.id, [attempt.id]);
    assert.equal(applied[0], 4200n, 'the line of its own is paid either way');
    assert.equal(
      applied[1] === 0n ? item?.amount.minor : item,
      applied[1] === 0n ? 4200n : undefined,
    );
    if (!item) continue;
    await returnSuspense(context, organisation, item.id, { reason: 'paid twice', actor: 'staff' });
  }
  assert.equal(settled, 4200n);
  await world.work();
  const facts = await world.facts();
  assert.deepEqual(
    facts.flatMap(({ refunds }) => refunds.map(({ amount }) => amount)),
    [4200],
  );
  await world.assertRight();
});

test('one cart that is filled, emptied, checked out and paid by many hands at once is paid once', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  await loadTestOffers(world);
  const visitor = 'one';
  const dues = await Promise.all(Array.from({ length: 3 }, () => dueOf(world, 'waste')));
  await collect(
    world,
    visitor,
    dues.map(({ id }) => id),
  );
  await enrol(world, visitor);
  const [item] = (await findCart(context, organisation, visitor)).items;
  const choice = { method: 'card', email: null, language: 'it', termsAccepted: true } as const;
  const pay = async () => {
    const { payment } = await checkOut(context, organisation, { visitor, language: 'it' });
    return startAttempt(context, organisation, payment, choice);
  };
  const done = await Promise.allSettled([
    pay(),
    pay(),
    removeItem(context, organisation, { visitor, itemId: item?.id ?? '' }),
    addDueToCart(context, organisation, { visitor, dueId: dues[0]?.id ?? '' }),
    pay(),
  ]);
  // Whoever only finds the attempt of another may see it before its provider has answered.
  const ids = done.flatMap((one) =>
    one.status === 'fulfilled' && one.value && 'paymentId' in one.value ? [one.value.id] : [],
  );
  assert(ids.length > 0);
  for (const id of new Set(ids)) {
    const attempt = await findAttempt(context.database, organisation.id, id);
    assert(attempt);
    await world.pay(attempt, cards.good);
    await askProvider(context, organisation, attempt, 'payer');
  }
  await world.later(2 * minute);
  await world.assertRight();
});
