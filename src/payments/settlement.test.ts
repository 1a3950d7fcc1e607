import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { money, zero } from '../core/money.ts';
import { outstanding, plainOffer, type Due } from '../dues/index.ts';
import type { Attempt, Payment } from './payment.ts';
import { decideSettlements, type Owed } from './settlement.ts';

const at = new Date('2026-11-22T10:00:00Z');
const euros = (minor: bigint) => money(minor, 'EUR');

function due(id: string, minor: bigint, more: Partial<Due> = {}): Due {
  return {
    id,
    invoiceId: null,
    position: 1,
    service: 'invoices',
    reason: 'Mensa',
    amount: euros(minor),
    settled: zero('EUR'),
    credited: zero('EUR'),
    dueOn: null,
    collectable: 'by_payer',
    ...plainOffer,
    withdrawn: false,
    ...more,
  };
}

function payment(id: string, minor: bigint, state: Payment['state'] = 'open'): Payment {
  return {
    id,
    accessToken: id,
    state,
    visitor: 'one',
    total: euros(minor),
    language: 'it',
    email: null,
    createdAt: at,
    paidAt: null,
    paidOn: null,
    settledBy: null,
    receiptIssued: false,
  };
}

function attempt(id: string, paymentId: string, minor: bigint): Attempt {
  return {
    id,
    paymentId,
    providerAccountId: 'acc',
    provider: 'sandbox',
    method: 'card',
    state: 'action_required',
    amount: euros(minor),
    providerReference: null,
    redirectUrl: null,
    pageExpiresAt: null,
    declineReason: null,
    instrument: null,
    captured: zero('EUR'),
    refunded: zero('EUR'),
    disputed: zero('EUR'),
    createdAt: at,
    lastSeenAt: at,
    outcomeKnownAt: null,
    asked: 0,
    alertedAt: null,
  };
}

type Spread = Readonly<Record<string, readonly (readonly [dueId: string, minor: bigint])[]>>;

function owed(dues: readonly Due[], spread: Spread, state: Payment['state'] = 'open'): Owed {
  const total = (parts: readonly (readonly [string, bigint])[]) =>
    parts.reduce((sum, [, minor]) => sum + minor, 0n);
  return {
    dues: new Map(dues.map((one) => [one.id, one])),
    payments: new Map(
      Object.entries(spread).map(([id, parts]) => [id, payment(id, total(parts), state)]),
    ),
    allocations: new Map(
      Object.entries(spread).map(([id, parts]) => [
        id,
        parts.map(([dueId, minor], index) => ({
          dueId,
          position: index + 1,
          amount: euros(minor),
          applied: zero('EUR'),
        })),
      ]),
    ),
  };
}

test('money settles the dues of its payment in their order', () => {
  const [first] = decideSettlements(
    owed([due('a', 100n), due('b', 50n)], {
      one: [
        ['b', 50n],
        ['a', 100n],
      ],
    }),
    [attempt('x', 'one', 150n)],
  );
  assert.deepEqual(
    first?.shares.map((share) => [share.due.id, share.amount.minor]),
    [
      ['b', 50n],
      ['a', 100n],
    ],
  );
  assert.equal(first?.rest.minor, 0n);
  assert(first?.endsPayment);
});

test('two attempts of one payment that come together settle it once', () => {
  const [first, second] = decideSettlements(owed([due('a', 100n)], { one: [['a', 100n]] }), [
    attempt('x', 'one', 100n),
    attempt('y', 'one', 100n),
  ]);
  assert.equal(first?.rest.minor, 0n);
  assert(second && !second.endsPayment && second.shares.length === 0);
  assert.deepEqual([second.rest.minor, second.restReason], [100n, 'already_settled']);
});

test('two payments of one due that come together settle it once, and the rest is set aside', () => {
  const spread: Spread = {
    one: [['a', 100n]],
    two: [
      ['a', 100n],
      ['b', 30n],
    ],
  };
  const [, second] = decideSettlements(owed([due('a', 100n), due('b', 30n)], spread), [
    attempt('x', 'one', 100n),
    attempt('y', 'two', 130n),
  ]);
  assert.deepEqual(
    second?.shares.map((share) => share.due.id),
    ['b'],
  );
  assert.deepEqual([second?.rest.minor, second?.restReason], [100n, 'already_settled']);
});

test('nothing is settled of a due that was withdrawn', () => {
  const [first] = decideSettlements(
    owed([due('a', 100n, { withdrawn: true })], { one: [['a', 100n]] }),
    [attempt('x', 'one', 100n)],
  );
  assert.deepEqual(
    [first?.shares.length, first?.rest.minor, first?.restReason],
    [0, 100n, 'withdrawn'],
  );
});

test('whatever comes together, no due is settled above what is owed and no cent disappears', () => {
  const dueIds = ['a', 'b', 'c'];
  const parts = fc.uniqueArray(fc.constantFrom(...dueIds), { minLength: 1 });
  fc.assert(
    fc.property(
      fc.array(fc.bigInt(1n, 500n), { minLength: 3, maxLength: 3 }),
      fc.array(fc.tuple(parts, fc.nat(2)), { minLength: 1, maxLength: 5 }),
      (amounts, payments) => {
        const dues = dueIds.map((id, index) => due(id, amounts[index] ?? 1n));
        const byId = new Map(dues.map((one) => [one.id, one]));
        const spread = Object.fromEntries(
          payments.map(([ids], index) => [
            `p${index}`,
            ids.map((id) => [id, byId.get(id)?.amount.minor ?? 0n] as const),
          ]),
        );
        const attempts = payments.flatMap(([ids, again], index) => {
          const minor = ids.reduce((sum, id) => sum + (byId.get(id)?.amount.minor ?? 0n), 0n);
          return Array.from({ length: again + 1 }, (_, n) =>
            attempt(`t${index}.${n}`, `p${index}`, minor),
          );
        });
        const settled = new Map<string, bigint>();
        for (const { attempt: paid, shares, rest } of decideSettlements(
          owed(dues, spread),
          attempts,
        )) {
          const applied = shares.reduce((sum, { amount }) => sum + amount.minor, 0n);
          assert.equal(applied + rest.minor, paid.amount.minor);
          for (const { due: of, amount } of shares) {
            settled.set(of.id, (settled.get(of.id) ?? 0n) + amount.minor);
          }
        }
        for (const one of dues) assert((settled.get(one.id) ?? 0n) <= outstanding(one).minor);
      },
    ),
  );
});

test('less money than was asked settles the dues in the order of the payment as far as it goes', () => {
  const spread: Spread = {
    one: [
      ['b', 50n],
      ['a', 100n],
      ['c', 30n],
    ],
  };
  const dues = [due('a', 100n), due('b', 50n), due('c', 30n)];
  const [less] = decideSettlements(owed(dues, spread), [attempt('x', 'one', 120n)]);
  assert.deepEqual(
    less?.shares.map((share) => [share.due.id, share.amount.minor]),
    [
      ['b', 50n],
      ['a', 70n],
    ],
  );
  assert.equal(less.rest.minor, 0n);
  const [more] = decideSettlements(owed(dues, spread), [attempt('x', 'one', 200n)]);
  assert.deepEqual([more?.shares.length, more?.rest.minor], [3, 20n]);
});

test('however much money comes, it goes to the lines in their order, none above its amount, and the rest is kept', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.bigInt(1n, 500n), fc.bigInt(0n, 500n)), { minLength: 1, maxLength: 8 }),
      fc.bigInt(1n, 5000n),
      (lines, paid) => {
        const dues = lines.map(([minor, settled], index) =>
          due(`d${index}`, minor, { settled: euros(settled < minor ? settled : minor) }),
        );
        const asked = dues.map((one) => [one.id, one.amount.minor] as const);
        const [settlement] = decideSettlements(owed(dues, { one: asked }), [
          attempt('x', 'one', paid),
        ]);
        assert(settlement);
        const { shares, rest } = settlement;
        const applied = shares.reduce((sum, { amount }) => sum + amount.minor, 0n);
        assert.equal(applied + rest.minor, paid);
        const open = dues.filter((one) => outstanding(one).minor > 0n);
        for (const [index, share] of shares.entries()) {
          assert.equal(share.due.id, open[index]?.id);
          const full = open[index] ? outstanding(open[index]).minor : 0n;
          // Only the last that gets something may get less than all.
          if (index < shares.length - 1 || rest.minor > 0n) assert.equal(share.amount.minor, full);
        }
      },
    ),
  );
});

const whole = { id: 'pln', part: 'whole' } as const;
const instalment = { id: 'pln', part: 'instalment' } as const;

test('the whole of a plan excludes its instalments, and an instalment the whole', () => {
  const dues = [
    due('w', 100n, { plan: whole }),
    due('i1', 60n, { plan: instalment }),
    due('i2', 60n, { plan: instalment }),
  ];
  const spread: Spread = { one: [['w', 100n]], two: [['i1', 60n]], three: [['i2', 60n]] };
  const [first, second] = decideSettlements(owed(dues, spread), [
    attempt('x', 'one', 100n),
    attempt('y', 'two', 60n),
  ]);
  assert.deepEqual(first?.excluded, ['i1', 'i2']);
  assert.deepEqual([second?.rest.minor, second?.restReason], [60n, 'withdrawn']);
  const other = decideSettlements(owed(dues, spread), [
    attempt('y', 'two', 60n),
    attempt('z', 'three', 60n),
    attempt('x', 'one', 100n),
  ]);
  assert.deepEqual(
    other.map(({ excluded, rest }) => [excluded, rest.minor]),
    [
      [['w'], 0n],
      [[], 0n],
      [[], 100n],
    ],
  );
});

test('an instalment that was added after the whole was paid takes no money', () => {
  const dues = [
    due('w', 100n, { plan: whole, settled: euros(100n) }),
    due('i', 60n, { plan: instalment }),
  ];
  const [late] = decideSettlements(owed(dues, { one: [['i', 60n]] }), [attempt('x', 'one', 60n)]);
  assert.deepEqual([late?.shares, late?.rest.minor, late?.restReason], [[], 60n, 'withdrawn']);
});
