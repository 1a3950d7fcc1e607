/** What prices by the day promise: exact, never falling as days pass, never zero, rounded once and half up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { dateIn, daysAfter, knownDate } from '../core/calendar-date.ts';
import { daysOfPrice, priceOn, type DuePricing } from './index.ts';

const percent = fc.integer({ min: 0, max: 9999 }).map((n) => `${Math.floor(n / 100)}.${n % 100}`);
const pricing = fc
  .record({
    base: fc.bigInt({ min: 1n, max: 10n ** 15n }),
    early: fc.option(fc.record({ days_before: fc.integer({ min: 0, max: 365 }), percent })),
    late: fc.option(
      fc.record({ grace_days: fc.integer({ min: 0, max: 365 }), percent_a_year: percent }),
    ),
  })
  .map(({ base, early, late }): DuePricing => ({
    base: String(base),
    by_date: { ...(early ? { early } : {}), ...(late ? { late } : {}) },
  }));
const day = fc
  .date({ min: new Date('1999-01-01'), max: new Date('2101-12-31'), noInvalidDate: true })
  .map((instant) => knownDate(instant.toISOString().slice(0, 10)));
const shift = fc.integer({ min: -800, max: 4000 });

const amountOf = (price: { base: bigint; early: bigint; late: bigint }) =>
  price.base + price.early + price.late;

const parts = (base: bigint, dueOn: ReturnType<typeof knownDate>) =>
  fc
    .array(
      fc.record({
        minor: fc.bigInt({ min: 0n, max: base }),
        on: shift.map((days) => daysAfter(dueOn, days)),
      }),
      { maxLength: 4 },
    )
    .map((list) => list.toSorted((one, other) => (one.on < other.on ? -1 : 1)));

test('from one day to the next a price never falls, whatever was paid of it', () => {
  fc.assert(
    fc.property(
      pricing.chain((rules) =>
        day.chain((dueOn) =>
          fc.tuple(fc.constant(rules), fc.constant(dueOn), shift, parts(BigInt(rules.base), dueOn)),
        ),
      ),
      ([rules, dueOn, days, paid]) => {
        const today = daysAfter(dueOn, days);
        const now = amountOf(priceOn(rules, dueOn, today, paid));
        const next = amountOf(priceOn(rules, dueOn, daysAfter(today, 1), paid));
        assert(next >= now, `${now} on ${today}, then ${next}`);
      },
    ),
  );
});

test('a price is never zero or less, and only one of discount and interest is in it', () => {
  fc.assert(
    fc.property(pricing, day, shift, (rules, dueOn, days) => {
      const price = priceOn(rules, dueOn, daysAfter(dueOn, days));
      assert(amountOf(price) > 0n);
      assert(price.early <= 0n && price.late >= 0n);
      assert(price.early === 0n || price.late === 0n);
    }),
  );
});

test('interest is less than one minor unit away from the exact fraction, and half of one is rounded up', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 15n }),
      fc.integer({ min: 1, max: 9999 }),
      fc.integer({ min: 1, max: 4000 }),
      (base, hundredths, days) => {
        const rules = { late: { grace_days: 0, percent_a_year: percentText(hundredths) } };
        const dueOn = knownDate('2023-12-31');
        const { late } = priceOn({ base: String(base), by_date: rules }, dueOn, daysAfter(dueOn, days)); // prettier-ignore
        const twice = 2n * base * BigInt(hundredths) * BigInt(days);
        const unit = 2n * 10_000n * 365n;
        assert(late * unit > twice - unit / 2n && late * unit <= twice + unit / 2n);
      },
    ),
  );
});

const percentText = (n: number) => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`;

test('what was paid bears interest until it was paid, and what was not goes on bearing it', () => {
  const rules: DuePricing = {
    base: '36500',
    by_date: { late: { grace_days: 0, percent_a_year: '10' } },
  };
  const dueOn = knownDate('2026-01-31');
  const on = (date: string, paid: readonly { minor: bigint; on: string }[]) =>
    priceOn(rules, dueOn, knownDate(date), paid.map((part) => ({ ...part, on: knownDate(part.on) }))).late; // prettier-ignore
  assert.equal(on('2026-02-10', []), 100n);
  assert.equal(on('2026-02-10', [{ minor: 18_250n, on: '2026-01-15' }]), 50n);
  assert.equal(on('2026-02-10', [{ minor: 18_250n, on: '2026-02-05' }]), 75n);
  assert.equal(on('2026-02-10', [{ minor: 99_999n, on: '2026-01-31' }]), 0n);
});

test('a year is counted day by day: a leap year bears a day more', () => {
  const rules: DuePricing = {
    base: '3650000',
    by_date: { late: { grace_days: 0, percent_a_year: '1' } },
  };
  const year = (from: string, to: string) => priceOn(rules, knownDate(from), knownDate(to)).late;
  assert.equal(year('2025-02-28', '2026-02-28'), 36_500n);
  assert.equal(year('2023-02-28', '2024-02-29'), 36_600n);
  assert.equal(year('2024-02-29', '2024-03-01'), 100n);
});

test('grace costs nothing; when it is over, interest counts from the due date', () => {
  const rules: DuePricing = {
    base: '36500',
    by_date: { late: { grace_days: 30, percent_a_year: '10' } },
  };
  const dueOn = knownDate('2026-01-31');
  assert.equal(priceOn(rules, dueOn, knownDate('2026-03-02')).late, 0n);
  assert.equal(priceOn(rules, dueOn, knownDate('2026-03-03')).late, 310n);
  assert.deepEqual(daysOfPrice(rules, dueOn), { earlyUntil: null, lateFrom: '2026-03-03' });
});

test('an early price holds to the end of its last day, across the end of a month and a leap day', () => {
  const rules: DuePricing = {
    base: '10001',
    by_date: { early: { days_before: 15, percent: '5' } },
  };
  const cost = (dueOn: string, today: string) =>
    amountOf(priceOn(rules, knownDate(dueOn), knownDate(today)));
  assert.equal(cost('2024-03-15', '2024-02-29'), 9501n);
  assert.equal(cost('2024-03-15', '2024-03-01'), 10_001n);
  assert.equal(cost('2023-03-15', '2023-02-28'), 9501n);
  assert.equal(cost('2023-03-15', '2023-03-01'), 10_001n);
  assert.equal(daysOfPrice(rules, knownDate('2024-03-15')).earlyUntil, '2024-02-29');
});

test('the day is the one of the organisation: at midnight in Rome it is still yesterday in Madeira', () => {
  const rules: DuePricing = { base: '10000', by_date: { early: { days_before: 0, percent: '5' } } };
  const dueOn = knownDate('2026-11-30');
  const at = new Date('2026-11-30T23:30:00Z');
  assert.equal(amountOf(priceOn(rules, dueOn, dateIn('Europe/Rome', at))), 10_000n);
  assert.equal(amountOf(priceOn(rules, dueOn, dateIn('Atlantic/Madeira', at))), 9500n);
});

test('a due without a due date costs the same on every day', () => {
  fc.assert(
    fc.property(pricing, day, (rules, today) => {
      assert.equal(amountOf(priceOn(rules, null, today)), BigInt(rules.base));
    }),
  );
});

test('one cent stays one cent, however large the early discount', () => {
  const rules: DuePricing = { base: '1', by_date: { early: { days_before: 0, percent: '99.99' } } };
  const dueOn = knownDate('2026-11-30');
  assert.equal(amountOf(priceOn(rules, dueOn, dueOn)), 1n);
});
