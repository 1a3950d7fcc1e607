/** What discounts promise: counted to the last use, told as a line, never more than the price. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import * as fc from 'fast-check';
import { createQuietWorld, type QuietWorld } from '../../test/crash/quiet-world.ts';
import { addDiscount, addOfferedDue, addOffers, maria } from '../../test/support/offers.ts';
import { knownDate } from '../core/calendar-date.ts';
import { Refusal } from '../core/errors.ts';
import { money } from '../core/money.ts';
import { sql } from '../database/sql.ts';
import { findDueDetails, findDues } from '../dues/index.ts';
import {
  discountFor,
  endDiscount,
  findDiscountsByIds,
  findPublicDiscounts,
  payerKeyOf,
  priceOfFreeWith,
  priceToPay,
  releaseUses,
  takenOff,
  takeUse,
  withDiscount,
  type ToPay,
} from './index.ts';

const today = knownDate('2026-11-22');
const minute = 60_000;

async function createOffers(t: TestContext): Promise<QuietWorld> {
  const world = await createQuietWorld(t);
  await addOffers(world);
  return world;
}

const begin = ({ context, organisation }: QuietWorld, ...items: ToPay[]) =>
  context.database.transaction((transaction) =>
    priceToPay(context, transaction, organisation, items),
  );

async function amountOf({ context, organisation }: QuietWorld, dueId: string): Promise<bigint> {
  const [due] = await findDues(context.database, organisation.id, [dueId]);
  return due?.amount.minor ?? 0n;
}

async function usedOf({ context, organisation }: QuietWorld, id: string): Promise<number> {
  const [discount] = await findDiscountsByIds(context.database, organisation.id, [id]);
  return discount?.used ?? -1;
}

test('of fifty who use a code of five uses at once, five have it and the others are told', async (t) => {
  const world = await createOffers(t);
  const discountId = await addDiscount(world, { mostUses: 5 });
  const dues = await Promise.all(Array.from({ length: 50 }, () => addOfferedDue(world)));
  const answers = await Promise.all(dues.map(({ id }) => begin(world, { dueId: id, discountId })));
  const lost = answers.flatMap((answer) => answer.lost.map(({ why }) => why));
  assert.deepEqual(
    lost,
    Array.from({ length: 45 }, () => 'used_up'),
  );
  assert.equal(await usedOf(world, discountId), 5);
  const amounts = await Promise.all(dues.map(({ id }) => amountOf(world, id)));
  assert.equal(amounts.filter((amount) => amount === 9000n).length, 5);
  assert.equal(amounts.filter((amount) => amount === 10_000n).length, 45);
});

test('a payer who comes ten times at once uses a code as often as each payer may', async (t) => {
  const world = await createOffers(t);
  const discountId = await addDiscount(world, { mostUsesPerPayer: 2 });
  const dues = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      addOfferedDue(world, {
        debtor: index % 2 ? maria : { ...maria, taxId: ' rssmra80a01 h501u', name: 'M. Rossi' },
      }),
    ),
  );
  const answers = await Promise.all(dues.map(({ id }) => begin(world, { dueId: id, discountId })));
  assert.equal(answers.filter((answer) => answer.lost.length === 0).length, 2);
  assert(answers.every(({ lost }) => lost.every(({ why }) => why === 'used_by_payer')));
  const other = await addOfferedDue(world, { debtor: { name: 'Ugo', taxId: null, email: null } });
  assert.deepEqual((await begin(world, { dueId: other.id, discountId })).lost, []);
  assert.equal(await usedOf(world, discountId), 3);
});

test('many carts with the same dues and codes in other orders all come through', async (t) => {
  const world = await createOffers(t);
  const codes = await Promise.all(
    ['ONE', 'TWO', 'THREE'].map((code) => addDiscount(world, { code })),
  );
  const dues = await Promise.all(Array.from({ length: 6 }, () => addOfferedDue(world)));
  const items = dues.map(({ id }, index) => ({
    dueId: id,
    discountId: codes[index % codes.length] ?? null,
  }));
  await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      begin(world, ...(index % 2 ? items : items.toReversed())),
    ),
  );
  for (const id of codes) assert.equal(await usedOf(world, id), 2);
});

test('the tables themselves refuse a use too many', async (t) => {
  const world = await createOffers(t);
  const { context, organisation } = world;
  const discountId = await addDiscount(world, { mostUses: 1 });
  const { id: dueId } = await addOfferedDue(world);
  await begin(world, { dueId, discountId });
  await assert.rejects(
    context.database.query(sql`
      update discounts set used = used + 1
      where organisation_id = ${organisation.id} and discount_id = ${discountId}`),
    /discounts_never_overused/,
  );
});

test('a discount is a line of its own, and the lines add up to what is owed', async (t) => {
  const world = await createOffers(t);
  const { context, organisation } = world;
  const discountId = await addDiscount(world, { kind: 'amount', value: 550n });
  const { id: dueId } = await addOfferedDue(world, {
    lines: [
      { text: 'Quota fissa', minor: '4000' },
      { text: 'Quota variabile', minor: '6000' },
    ],
  });
  await begin(world, { dueId, discountId });
  await begin(world, { dueId });
  const [detail] = await findDueDetails(context.database, organisation.id, [dueId]);
  assert.deepEqual(detail?.lines, [
    { text: 'Quota fissa', minor: '4000' },
    { text: 'Quota variabile', minor: '6000' },
    { text: 'Sconto di benvenuto', minor: '-550', kind: 'discount' },
  ]);
  assert.equal(await amountOf(world, dueId), 9450n);
  assert.equal(await usedOf(world, discountId), 1);
});

test('a use comes back half an hour after nothing came of it, and the due has its price again', async (t) => {
  const world = await createOffers(t);
  const { context, organisation, clock } = world;
  const discountId = await addDiscount(world, { mostUses: 1 });
  const { id: dueId } = await addOfferedDue(world);
  await begin(world, { dueId, discountId });
  clock.advance(29 * minute);
  assert.equal(await releaseUses(context, organisation), 0);
  await begin(world, { dueId });
  clock.advance(29 * minute);
  assert.equal(await releaseUses(context, organisation), 0);
  clock.advance(minute);
  await Promise.all([releaseUses(context, organisation), releaseUses(context, organisation)]);
  assert.equal(await usedOf(world, discountId), 0);
  assert.equal(await amountOf(world, dueId), 10_000n);
  assert.deepEqual((await begin(world, { dueId, discountId })).lost, []);
});

test('a code that ended while somebody thought about it is not charged: the due has its price again', async (t) => {
  const world = await createOffers(t);
  const { context, organisation } = world;
  const discountId = await addDiscount(world);
  const { id: dueId } = await addOfferedDue(world);
  await begin(world, { dueId, discountId });
  await context.database.transaction((transaction) =>
    endDiscount(context, transaction, organisation, discountId, 'test'),
  );
  await begin(world, { dueId });
  assert.equal(await amountOf(world, dueId), 10_000n);
  assert.equal(await usedOf(world, discountId), 0);
});

test('of rules without a code the one that takes off most is given, on its days and as long as there are uses', async (t) => {
  const world = await createOffers(t);
  const { context, organisation, clock } = world;
  const rule = { code: null, names: { it: 'Settimana verde' } };
  await addDiscount(world, { ...rule, value: 500n });
  const best = await addDiscount(world, { ...rule, value: 2000n, mostUses: 1, validUntil: today });
  const [first, second] = [await addOfferedDue(world), await addOfferedDue(world)];
  await begin(world, { dueId: first.id });
  assert.equal(await amountOf(world, first.id), 8000n);
  await begin(world, { dueId: second.id });
  assert.equal(await amountOf(world, second.id), 9500n);
  clock.advance(24 * 60 * minute);
  await begin(world, { dueId: first.id });
  assert.equal(await amountOf(world, first.id), 9500n);
  assert.equal(await usedOf(world, best), 0);
  const price = { amount: money(1200n, 'EUR'), lines: [] };
  const free = await priceOfFreeWith(context, context.database, organisation, {
    chargeTypeId: 'certificate',
    price,
    discountId: null,
    payerKey: null,
    language: 'it',
  });
  assert.deepEqual(free, { ...price, discount: null });
});

test('a code answers why it is not given, and one of another charge as if it did not exist', async (t) => {
  const world = await createOffers(t);
  const { context, organisation } = world;
  const payerKey = payerKeyOf(context.key, organisation.id, maria);
  const ask = async (code: string, chargeTypeId = 'waste-tax') => {
    const asked = { code, chargeTypeId, today, payerKey };
    const found = await discountFor(context.database, organisation.id, asked);
    return found.kind === 'good' ? 'good' : found.why;
  };
  await addDiscount(world, { code: 'open' });
  await addDiscount(world, { code: 'SOON', validFrom: knownDate('2026-11-23') });
  await addDiscount(world, { code: 'LATE', validUntil: knownDate('2026-11-21') });
  const once = await addDiscount(world, { code: 'ONCE', mostUses: 1 });
  const mine = await addDiscount(world, { code: 'MINE', mostUsesPerPayer: 1 });
  for (const discountId of [once, mine]) {
    await begin(world, { dueId: (await addOfferedDue(world)).id, discountId });
  }
  assert.equal(await ask(' o pe\u200bn '), 'good');
  assert.equal(await ask('OPEN', 'certificate'), 'unknown');
  assert.equal(await ask('SOON'), 'not_yet');
  assert.equal(await ask('LATE'), 'over');
  assert.equal(await ask('ONCE'), 'used_up');
  assert.equal(await ask('MINE'), 'used_by_payer');
  assert.equal(await ask(''), 'unknown');
  assert.equal(await ask(`OPEN'; drop table discounts; --`), 'unknown');
  const found = await findPublicDiscounts(context.database, organisation.id, today);
  assert.deepEqual(
    found.flatMap(({ code }) => code ?? []).toSorted((one, other) => (one < other ? -1 : 1)),
    ['MINE', 'OPEN'],
  );
});

test('a discount that is not below the price is not given', async (t) => {
  const world = await createOffers(t);
  const discountId = await addDiscount(world, { kind: 'amount', value: 10_000n });
  const { id: dueId } = await addOfferedDue(world);
  const { lost } = await begin(world, { dueId, discountId });
  assert.deepEqual(lost, [{ dueId, why: 'more_than_price' }]);
  assert.equal(await amountOf(world, dueId), 10_000n);
  assert.equal(await usedOf(world, discountId), 0);
});

test('no discount makes a price zero or less', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 12n }),
      fc.oneof(
        fc.record({
          kind: fc.constant('percent' as const),
          value: fc.bigInt({ min: 1n, max: 9999n }),
        }),
        fc.record({
          kind: fc.constant('amount' as const),
          value: fc.bigInt({ min: 1n, max: 10n ** 13n }),
        }),
      ),
      fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
      (base, { kind, value }, day) => {
        const price = base + day > 0n ? base + day : 1n;
        const off = takenOff({ kind, value, currency: 'EUR' }, money(base, 'EUR'), price);
        assert(off >= 0n && off < price);
      },
    ),
  );
});

test('a free payment shows the discount as its last line, which adds up', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 12n }),
      fc.bigInt({ min: 1n, max: 9999n }),
      (minor, value) => {
        const price = {
          amount: money(minor, 'EUR'),
          lines: [{ text: 'Certificato', minor: String(minor) }],
        };
        const discount = { ...sample, value };
        const made = withDiscount(price, discount, 'en');
        const sum = made.lines.reduce((total, line) => total + BigInt(line.minor), 0n);
        assert.equal(sum, made.amount.minor);
        assert(made.amount.minor > 0n);
      },
    ),
  );
});

const sample = {
  id: 'dis_1',
  version: 1,
  chargeTypeId: 'certificate',
  code: null,
  kind: 'percent',
  value: 1n,
  currency: 'EUR',
  names: { en: 'Open day' },
  validFrom: null,
  validUntil: null,
  mostUses: null,
  mostUsesPerPayer: null,
  isPublic: true,
  used: 0,
  createdAt: new Date(0),
  endedAt: null,
} as const;

test('a use is taken for one due of one organisation, and not for a discount of another', async (t) => {
  const world = await createOffers(t);
  const { context, organisation } = world;
  const discountId = await addDiscount(world);
  const { id: dueId } = await addOfferedDue(world);
  const other = { ...organisation, id: 'org_other' };
  const taken = await context.database.transaction((transaction) =>
    takeUse(context, transaction, other, { discountId, dueId, payerKey: 'x' }),
  );
  assert.deepEqual(taken, { kind: 'wrong', why: 'unknown' });
});

test('a discount that makes no sense is refused by the name of its field', async (t) => {
  const world = await createOffers(t);
  await addDiscount(world, { code: 'twice' });
  const refused = (terms: Parameters<typeof addDiscount>[1], detail: RegExp) =>
    assert.rejects(addDiscount(world, terms), (error) => {
      assert(error instanceof Refusal);
      assert.match(error.detail, detail);
      return true;
    });
  await refused({ code: 'T W I C E' }, /^code/);
  await refused({ code: 'A<b>' }, /^code/);
  await refused({ value: 10_000n }, /^value/);
  await refused({ kind: 'amount', value: 0n }, /^value/);
  await refused({ validFrom: today, validUntil: knownDate('2026-11-21') }, /^valid_until/);
  await refused({ mostUses: 0 }, /^most_uses/);
  await refused({ names: {} }, /^names/);
  await refused({ chargeTypeId: 'other' }, /other/);
});
