/** The price of free payments: never another than the rule allows, and lines that add up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { toDecimal, money, toTyped } from '../core/money.ts';
import { languages } from '../core/texts.ts';
import { amountRule } from './charge-definition.ts';
import { choiceValue, priceOfFree, type GivenForPrice, type PricedFree } from './price-of-free.ts';

function outcome(rule: unknown, given: GivenForPrice): string {
  const priced = priceOfFree(amountRule.parse(rule), given, 'en');
  if (priced.kind === 'good') return toDecimal(priced.price.amount);
  return Object.entries(priced.errors)
    .map(([field, message]) => `${field}: ${message}`)
    .join(' ');
}

function addsUp(priced: PricedFree): bigint {
  assert(priced.kind === 'good');
  const { amount, lines } = priced.price;
  assert(lines.length > 0);
  assert.equal(
    lines.reduce((sum, { minor }) => sum + BigInt(minor), 0n),
    amount.minor,
  );
  return amount.minor;
}

test('a fixed amount is what it is, whatever is posted beside it', () => {
  const rule = { kind: 'fixed', amount: '16.00' };
  assert.equal(
    outcome(rule, { amount: '0.01', choice: '1', quantity: '0', options: ['x'] }),
    '16.00',
  );
});

test('a free amount keeps between its least and its most, in its steps', () => {
  const rule = { kind: 'free', least: '5', most: '50', step: '2.50' };
  assert.equal(outcome(rule, { amount: '7,50' }), '7.50');
  assert.equal(outcome(rule, { amount: '€ 5' }), '5.00');
  assert.match(outcome(rule, { amount: '4.99' }), /^amount: .*at least €5\.00/);
  assert.match(outcome(rule, { amount: '50,01' }), /^amount: .*at most €50\.00/);
  assert.match(outcome(rule, { amount: '6' }), /^amount: .*steps of €2\.50/);
  assert.match(outcome(rule, { amount: '-7.50' }), /^amount: .*at least/);
  assert.match(outcome(rule, { amount: 'five' }), /^amount: .*in digits/);
  assert.match(outcome(rule, { amount: ' ' }), /^amount: Type the amount/);
});

test('of a list only what stands in it can be paid, and not what stood there before', () => {
  const choices = [{ amount: '50' }, { amount: '100', label: { en: 'Friend of the museum' } }];
  const rule = amountRule.parse({ kind: 'list', choices });
  assert(rule.kind === 'list');
  assert.equal(outcome(rule, { choice: choiceValue(rule, 1) }), '100.00');
  assert.match(outcome(rule, { choice: '1' }), /^choice: /);
  assert.match(outcome(rule, { choice: '100' }), /^choice: /);
  const dearer = { kind: 'list', choices: [{ amount: '60' }, { amount: '100' }] };
  assert.match(outcome(dearer, { choice: choiceValue(rule, 0) }), /^choice: /);
});

const meals = {
  kind: 'computed',
  price: '4.80',
  quantity: { label: { en: 'Meals' }, least: 5, most: 100 },
  options: [
    { name: 'card', label: { en: 'New card' }, price: '3.00' },
    { name: 'diet', label: { en: 'Special diet' }, price: '0.50', per: 'piece' },
  ],
};

test('a computed amount counts pieces and options, each in a line of its own', () => {
  assert.equal(outcome(meals, { quantity: '20' }), '96.00');
  assert.equal(outcome(meals, { quantity: '20', options: ['card', 'diet', 'card'] }), '109.00');
  const priced = priceOfFree(
    amountRule.parse(meals),
    { quantity: '20', options: ['diet', 'card'] },
    'en',
  );
  assert(priced.kind === 'good');
  assert.deepEqual(priced.price.lines, [
    { text: 'Meals × 20', minor: '9600' },
    { text: 'New card', minor: '300' },
    { text: 'Special diet × 20', minor: '1000' },
  ]);
  assert.match(outcome(meals, { quantity: '4' }), /^quantity: .*at least 5/);
  assert.match(outcome(meals, { quantity: '101' }), /^quantity: .*at most 100/);
  for (const quantity of ['-5', '5.5', '1e2', '٥', 'ten']) {
    assert.match(outcome(meals, { quantity }), /^quantity: .*whole number/, quantity);
  }
  assert.match(outcome(meals, { quantity: '5', options: ['free'] }), /^options: /);
});

test('rules that nobody could pay by are refused when they are defined', () => {
  for (const rule of [
    { kind: 'fixed', amount: '0' },
    { kind: 'fixed', amount: '1.234' },
    { kind: 'free', least: '10', most: '5' },
    { ...meals, quantity: { ...meals.quantity, least: 10, most: 5 } },
    { ...meals, options: [meals.options[0], meals.options[0]] },
    { ...meals, price: '9999999999', quantity: { ...meals.quantity, most: 10_000 } },
  ]) {
    assert.equal(amountRule.safeParse(rule).success, false, JSON.stringify(rule));
  }
});

const cents = (most: bigint) => fc.bigInt({ min: 1n, max: most });
const inEuro = (minor: bigint) => toDecimal(money(minor, 'EUR'));

test('whatever amount is typed, in whatever language, it is taken exactly or refused', () => {
  const rules = fc
    .tuple(cents(10_000n), cents(10_000n), cents(500n))
    .map(([least, more, step]) => ({ least, most: least + more, step }));
  fc.assert(
    fc.property(
      rules,
      cents(30_000n),
      fc.constantFrom(...languages),
      ({ least, most, step }, minor, language) => {
        const rule = { kind: 'free', least: inEuro(least), most: inEuro(most), step: inEuro(step) };
        const amount = toTyped(money(minor, 'EUR'), language);
        const priced = priceOfFree(amountRule.parse(rule), { amount }, language);
        const isAllowed = minor >= least && minor <= most && (minor - least) % step === 0n;
        assert.equal(priced.kind, isAllowed ? 'good' : 'bad');
        if (isAllowed) assert.equal(addsUp(priced), minor);
      },
    ),
  );
});

test('a computed amount is the sum of its lines for all prices, quantities and options', () => {
  const option = fc.record({
    minor: cents(100_000n),
    isPerPiece: fc.boolean(),
    isTicked: fc.boolean(),
  });
  fc.assert(
    fc.property(
      cents(1_000_000n),
      fc.integer({ min: 1, max: 10_000 }),
      fc.array(option, { maxLength: 20 }),
      fc.constantFrom(...languages),
      (price, quantity, options, language) => {
        const rule = amountRule.parse({
          kind: 'computed',
          price: inEuro(price),
          quantity: { label: { it: 'Pezzi' }, most: 10_000 },
          options: options.map(({ minor, isPerPiece }, index) => ({
            name: `option_${index}`,
            label: { it: `Aggiunta ${index}` },
            price: inEuro(minor),
            per: isPerPiece ? 'piece' : 'payment',
          })),
        });
        const ticked = options.flatMap(({ isTicked }, index) =>
          isTicked ? [`option_${index}`] : [],
        );
        const given = { quantity: String(quantity), options: ticked };
        const expected = options.reduce(
          (sum, { minor, isPerPiece, isTicked }) =>
            isTicked ? sum + minor * (isPerPiece ? BigInt(quantity) : 1n) : sum,
          price * BigInt(quantity),
        );
        assert.equal(addsUp(priceOfFree(rule, given, language)), expected);
      },
    ),
  );
});

test('every choice of a list is taken as itself', () => {
  fc.assert(
    fc.property(fc.array(cents(1_000_000n), { minLength: 1, maxLength: 50 }), (amounts) => {
      const rule = amountRule.parse({
        kind: 'list',
        choices: amounts.map((minor) => ({ amount: inEuro(minor) })),
      });
      assert(rule.kind === 'list');
      amounts.forEach((minor, index) => {
        assert.equal(addsUp(priceOfFree(rule, { choice: choiceValue(rule, index) }, 'it')), minor);
      });
    }),
  );
});
