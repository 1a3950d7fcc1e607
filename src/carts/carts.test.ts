import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createHardWorld, type HardWorld } from '../../test/crash/hard-world.ts';
import {
  collect,
  dueOf,
  enrol,
  freeType,
  loadTestOffers,
  payCart,
} from '../../test/support/council.ts';
import { cards } from '../../test/support/world.ts';
import { knownDate } from '../core/calendar-date.ts';
import { money } from '../core/money.ts';
import { sql } from '../database/sql.ts';
import { saveDiscount } from '../discounts/index.ts';
import { findDueDetails, findDues, outstanding, withdrawDues } from '../dues/index.ts';
import {
  askProvider,
  findAllocations,
  findSuspenseOfAttempts,
  startAttempt,
} from '../payments/index.ts';
import { loadOffers } from '../services/index.ts';
import {
  addDueToCart,
  applyCode,
  changeItem,
  checkOut,
  countItems,
  findCart,
  forgetCarts,
  noteTold,
  refillFreeItem,
  removeItem,
} from './index.ts';

const euros = (minor: bigint) => money(minor, 'EUR');

async function council(t: TestContext): Promise<HardWorld> {
  const world = await createHardWorld(t);
  await loadTestOffers(world);
  return world;
}

async function statesOf({ context, organisation }: HardWorld, visitor = 'one') {
  const { items } = await findCart(context, organisation, visitor);
  return items.map((item) => item.state);
}

function count({ context, organisation }: HardWorld, visitor = 'one') {
  return countItems(context.database, organisation, visitor);
}

async function ids({ context, organisation }: HardWorld) {
  return (await findCart(context, organisation, 'one')).items.map((item) => item.id);
}

test('items of several services and a free payment become one payment in the order of the cart', async (t) => {
  const world = await council(t);
  const { context, organisation } = world;
  const [meals, waste] = [await dueOf(world, 'meals'), await dueOf(world, 'waste')];
  await collect(world, 'one', [meals.id, waste.id]);
  await enrol(world, 'one');
  const [, , third = ''] = await ids(world);
  await changeItem(context, organisation, { visitor: 'one', itemId: third, place: 'up' });
  const { payment, attempt } = await payCart(world, 'one');
  assert.equal(payment.total.minor, 4200n + 2500n + 4200n);
  const lines = await findAllocations(context.database, organisation.id, payment.id);
  const [first, free, last] = lines.map(({ dueId }) => dueId);
  assert.deepEqual([first, last], [meals.id, waste.id]);
  const [detail] = await findDueDetails(context.database, organisation.id, [free ?? '']);
  assert.equal(detail?.origin, 'free');
  assert.deepEqual(detail.lines, [{ text: 'Enrolment', minor: '2500' }]);
  await world.pay(attempt, cards.good);
  await askProvider(context, organisation, attempt, 'payer');
  await world.work();
  assert.deepEqual(await statesOf(world), ['paid', 'paid', 'paid']);
  assert.equal(await count(world), 0);
  await world.assertRight();
});

test('checking the same cart out twice at once makes one payment and one due of a free item', async (t) => {
  const world = await council(t);
  const { context, organisation } = world;
  await enrol(world, 'one');
  const order = { visitor: 'one', language: 'it' } as const;
  const begun = await Promise.all(
    Array.from({ length: 4 }, () => checkOut(context, organisation, order)),
  );
  assert.equal(new Set(begun.map(({ payment }) => payment.id)).size, 1);
  const made = await context.database.query(
    sql`select 1 from dues where organisation_id = ${organisation.id}`,
  );
  assert.equal(made.length, 1);
});

test('what the payer did not see is never paid: another amount, another item, another order', async (t) => {
  const world = await council(t);
  const { context, organisation } = world;
  const [one, two] = [await dueOf(world, 'meals'), await dueOf(world, 'waste')];
  await collect(world, 'one', [one.id, two.id]);
  const { seen } = await findCart(context, organisation, 'one');
  const pay = () => checkOut(context, organisation, { visitor: 'one', language: 'it', seen });
  await world.database.owner.query(
    sql`update dues set amount = amount + 100 where due_id = ${one.id}`,
  );
  assert.deepEqual(await statesOf(world), ['changed', 'payable']);
  await assert.rejects(pay(), { code: 'amount_changed' });
  await context.database.transaction((transaction) =>
    withdrawDues(transaction, organisation.id, [one.id], context.clock.now()),
  );
  assert.deepEqual(await statesOf(world), ['withdrawn', 'payable']);
  await assert.rejects(pay(), { code: 'amount_changed' });
  const now = await findCart(context, organisation, 'one');
  const { payment } = await checkOut(context, organisation, {
    visitor: 'one',
    language: 'it',
    seen: now.seen,
  });
  assert.equal(payment.total.minor, 4200n);
});

test('each item says how it stands, and those that cannot be paid now stay and are not charged', async (t) => {
  const world = await council(t);
  const { context, organisation } = world;
  const good = await dueOf(world, 'meals');
  const early = await dueOf(world, 'meals', { validFrom: knownDate('2999-01-01') });
  const yen = await dueOf(world, 'meals', { amount: money(500n, 'JPY') });
  const whole = await dueOf(world, 'waste', { plan: { id: 'pln_1', part: 'whole' } });
  const part = await dueOf(world, 'waste', { plan: { id: 'pln_1', part: 'instalment' } });
  const held = await dueOf(world, 'waste');
  await collect(world, 'one', [good.id, early.id, yen.id, whole.id, part.id, held.id]);
  await enrol(world, 'one');
  await world.begin(held.id, 'somebody else');
  await loadOffers(
    context,
    organisation,
    {
      services: [{ id: 'meals', state: 'closed', definition: { name: { en: 'School meals' } } }],
    },
    'test',
  );
  assert.deepEqual(await statesOf(world), [
    'payable',
    'not_payable_today',
    'other_currency',
    'payable',
    'excluded',
    'in_progress',
    'service_closed',
  ]);
  const { payment } = await checkOut(context, organisation, { visitor: 'one', language: 'it' });
  assert.equal(payment.total.minor, 8400n);
  assert.equal(await count(world), 7);
});

test('a due is paid by a part no smaller than its least part, and the rest later', async (t) => {
  const world = await council(t);
  const { context, organisation } = world;
  const due = await dueOf(world, 'waste', { amount: euros(10_000n), leastPart: euros(3000n) });
  const item = { visitor: 'one', dueId: due.id } as const;
  await assert.rejects(addDueToCart(context, organisation, { ...item, part: euros(2999n) }), {
    code: 'input_invalid',
  });
  await addDueToCart(context, organisation, { ...item, part: euros(4000n) });
  const [itemId = ''] = await ids(world);
  const change = (part: bigint) =>
    changeItem(context, organisation, { visitor: 'one', itemId, part: euros(part) });
  await assert.rejects(change(10_001n), { code: 'input_invalid' });
  await change(8000n);
  const { payment, attempt } = await payCart(world, 'one');
  assert.equal(payment.total.minor, 8000n);
  await world.pay(attempt, cards.good);
  await askProvider(context, organisation, attempt, 'payer');
  const [left] = await findDues(context.database, organisation.id, [due.id]);
  assert.equal(left && outstanding(left).minor, 2000n);
  // Less is left than its least part: all of it is paid now.
  const { items } = await findCart(context, organisation, 'one');
  assert.deepEqual(
    items.map(({ state, amount }) => [state, amount.minor]),
    [['changed', 2000n]],
  );
  await world.assertRight();
});

test('a cart takes no more than one payment can hold, and each due once', async (t) => {
  const world = await council(t);
  const { context, organisation } = world;
  const dues = await Promise.all(Array.from({ length: 11 }, () => dueOf(world, 'meals')));
  const add = (dueId = '') => addDueToCart(context, organisation, { visitor: 'one', dueId });
  const answers = await Promise.all(dues.map(({ id }) => add(id)));
  assert.equal(answers.filter(({ kind }) => kind === 'added').length, 10);
  assert.deepEqual(
    answers.find(({ kind }) => kind === 'full'),
    { kind: 'full', most: 10 },
  );
  const [first] = (await findCart(context, organisation, 'one')).items;
  assert.deepEqual(await add(first?.dueId ?? ''), { kind: 'there_already' });
  await removeItem(context, organisation, { visitor: 'one', itemId: first?.id ?? '' });
  assert.equal(await count(world), 9);
});

/** Ten per cent off an enrolment, once. */
async function saveCode({ context, organisation }: HardWorld, code: string): Promise<void> {
  await context.database.transaction((transaction) =>
    saveDiscount(
      context,
      transaction,
      organisation,
      {
        chargeTypeId: 'enrolment',
        code,
        kind: 'percent',
        value: 1000n,
        currency: 'EUR',
        names: { en: 'Spring' },
        validFrom: null,
        validUntil: null,
        mostUses: 1,
        mostUsesPerPayer: null,
        isPublic: false,
      },
      'test',
    ),
  );
}

test('a code makes an item cheaper in the cart, and is used up when the cart is checked out', async (t) => {
  const world = await council(t);
  const { context, organisation } = world;
  await saveCode(world, 'SPRING');
  await enrol(world, 'one');
  await enrol(world, 'two');
  const apply = async (visitor: string, code: string) => {
    const [item] = (await findCart(context, organisation, visitor)).items;
    return applyCode(context, organisation, { visitor, itemId: item?.id ?? '', code });
  };
  assert.deepEqual(await apply('one', 'autumn'), { kind: 'wrong', why: 'unknown' });
  assert.deepEqual(await apply('one', 'spring'), { kind: 'applied' });
  assert.deepEqual(await apply('two', 'spring'), { kind: 'applied' });
  const shown = await Promise.all(
    ['one', 'two'].map(async (visitor) => {
      const { seen, total } = await findCart(context, organisation, visitor);
      assert.equal(total?.minor, 2250n);
      return { visitor, language: 'en', seen } as const;
    }),
  );
  const begun = await Promise.allSettled(
    shown.map((order) => checkOut(context, organisation, order)),
  );
  const totals = begun.map((one) => one.status === 'fulfilled' && one.value.payment.total.minor);
  assert.deepEqual(new Set(totals), new Set([2250n, false]));
  const late = begun[0]?.status === 'rejected' ? 'one' : 'two';
  const [item] = (await findCart(context, organisation, late)).items;
  assert.deepEqual([item?.codeNo, item?.amount.minor], ['used_up', 2500n]);
  const { payment } = await checkOut(context, organisation, { visitor: late, language: 'en' });
  assert.equal(payment.total.minor, 2500n);
  await world.assertRight();
});

test('a free payment that is filled in once more gives its code back, and what it was before is owed by nobody', async (t) => {
  const world = await council(t);
  const { context, organisation } = world;
  await saveCode(world, 'SPRING');
  const typeCode = async (visitor: string) => {
    const [item] = (await findCart(context, organisation, visitor)).items;
    return applyCode(context, organisation, { visitor, itemId: item?.id ?? '', code: 'spring' });
  };
  await enrol(world, 'one');
  await enrol(world, 'two');
  await typeCode('one');
  const first = await checkOut(context, organisation, { visitor: 'one', language: 'en' });
  assert.deepEqual(await typeCode('two'), { kind: 'wrong', why: 'used_up' });
  const [item] = (await findCart(context, organisation, 'one')).items;
  assert(item?.free);
  const filled = {
    visitor: 'one',
    itemId: item.id,
    chargeType: await freeType(world),
    price: { amount: money(3000n, 'EUR'), lines: [{ text: 'Enrolment', minor: '3000' }] },
    debtor: item.free.debtor,
    answers: [],
    typed: {},
  };
  await assert.rejects(refillFreeItem(context, organisation, { ...filled, visitor: 'two' }), {
    code: 'not_found',
  });
  await refillFreeItem(context, organisation, filled);
  // Both carts may have the code now; whoever checks out first uses it.
  assert.deepEqual(await typeCode('two'), { kind: 'applied' });
  const second = await checkOut(context, organisation, { visitor: 'one', language: 'en' });
  assert.notEqual(second.payment.id, first.payment.id);
  assert.equal(second.payment.total.minor, 2700n);
  const choice = { method: 'card', email: null, language: 'en', termsAccepted: true } as const;
  await assert.rejects(startAttempt(context, organisation, first.payment, choice), {
    code: 'amount_changed',
  });
  await startAttempt(context, organisation, second.payment, choice);
  await assert.rejects(refillFreeItem(context, organisation, filled), { code: 'not_found' });
  await world.assertRight();
});

test('a cart is of one visitor and one organisation', async (t) => {
  const world = await council(t);
  const { context, organisation } = world;
  const { id: dueId } = await dueOf(world, 'meals');
  await collect(world, 'one', [dueId]);
  const [itemId = ''] = await ids(world);
  await assert.rejects(removeItem(context, organisation, { visitor: 'two', itemId }), {
    code: 'not_found',
  });
  await enrol(world, 'two');
  await removeItem(context, organisation, { visitor: 'two', itemId });
  assert.equal(await count(world), 1);
  await assert.rejects(changeItem(context, organisation, { visitor: 'two', itemId, place: 'up' }), {
    code: 'not_found',
  });
  const other = { ...organisation, id: 'org_other' };
  assert.equal(await countItems(context.database, other, 'one'), 0);
  await assert.rejects(addDueToCart(context, other, { visitor: 'one', dueId }), {
    code: 'not_found',
  });
});

test('what was paid is told once and then leaves; a cart nobody uses is forgotten', async (t) => {
  const world = await council(t);
  const { context, organisation, clock } = world;
  const paid = await dueOf(world, 'meals');
  await collect(world, 'one', [paid.id]);
  const { attempt } = await world.begin(paid.id, 'somebody else');
  await world.pay(attempt, cards.good);
  await askProvider(context, organisation, attempt, 'payer');
  await collect(world, 'one', [(await dueOf(world, 'waste')).id]);
  assert.deepEqual(await statesOf(world), ['paid', 'payable']);
  await noteTold(context, organisation, await findCart(context, organisation, 'one'));
  await collect(world, 'one', [(await dueOf(world, 'waste')).id]);
  assert.deepEqual(await statesOf(world), ['payable', 'payable']);
  assert.equal(await forgetCarts(context, organisation), 0);
  clock.advance(32 * 24 * 3_600_000);
  assert.equal(await forgetCarts(context, organisation), 1);
  assert.deepEqual(await statesOf(world), []);
});

test('an item withdrawn while the payer is at the provider is set aside and the rest is settled', async (t) => {
  const world = await council(t);
  const { context, organisation } = world;
  const [meals, waste] = [await dueOf(world, 'meals'), await dueOf(world, 'waste')];
  await collect(world, 'one', [meals.id, waste.id]);
  const { payment, attempt } = await payCart(world, 'one');
  await context.database.transaction((transaction) =>
    withdrawDues(transaction, organisation.id, [meals.id], context.clock.now()),
  );
  await world.pay(attempt, cards.good);
  await askProvider(context, organisation, attempt, 'payer');
  await world.work();
  const lines = await findAllocations(context.database, organisation.id, payment.id);
  assert.deepEqual(
    lines.map(({ applied }) => applied.minor),
    [0n, 4200n],
  );
  const items = await findSuspenseOfAttempts(context.database, organisation.id, [attempt.id]);
  assert.deepEqual(
    items.map(({ reason, amount }) => [reason, amount.minor]),
    [['withdrawn', 4200n]],
  );
  await world.assertRight();
});
