/** Sabotages of what is settled, set aside, given back and booked. */
import type { Sabotage } from './sabotage.ts';

const attempts = 'src/payments/store/attempts.ts';
const moneyTables = 'src/database/migrations/0004-payments.sql';
const sizes = { schedules: 600 };

export const bookSabotages: readonly Sabotage[] = [
  {
    id: 'effect-booked-twice',
    whatIf: 'an outcome were recorded without lock, state and unique source',
    changes: [
      {
        file: attempts,
        from: 'order by attempt_id for no key update',
        to: 'order by attempt_id',
      },
      {
        file: 'src/payments/store/attempt-moves.ts',
        from: ' and attempts.state = moves.from_state',
        to: '',
      },
      {
        file: 'src/database/migrations/0002-ledger.sql',
        from: '  unique (organisation_id, source),\n',
        to: '',
      },
    ],
    caughtBy: 'simulation',
    sizes,
  },
  {
    id: 'refund-without-guard',
    whatIf: 'what was given back already did not count, and no rule of the database said so',
    changes: [
      {
        file: 'src/payments/return-money.ts',
        from: 'subtract(item.amount, item.returned)',
        to: 'subtract(item.amount, { ...item.returned, minor: 0n })',
      },
      { file: moneyTables, from: 'returned >= 0 and returned <= amount', to: 'returned >= 0' },
      { file: moneyTables, from: 'refunded >= 0 and refunded <= captured', to: 'refunded >= 0' },
    ],
    caughtBy: 'attack',
    only: ['race-over-refund', 'database-refuses-too-much'],
  },
  {
    id: 'final-state-goes-back',
    whatIf: 'old news could undo a success',
    changes: [
      {
        file: 'src/payments/attempt-states.ts',
        from: '  succeeded: {},',
        to: "  succeeded: { redirect: 'action_required', process: 'processing', lose_sight: 'unknown', decline: 'failed', cancel: 'cancelled', expire: 'expired' },",
      },
      {
        file: 'src/payments/apply-outcomes.ts',
        from: 'attempt.captured.minor > 0n ? null : eventOf',
        to: 'attempt.captured.minor < 0n ? null : eventOf',
      },
    ],
    caughtBy: 'simulation',
    sizes,
  },
  {
    id: 'late-truth-refused',
    whatIf: 'money that comes after a failure were taken for an error',
    changes: [
      {
        file: 'src/payments/attempt-states.ts',
        from: "  failed: { confirm: 'succeeded', conflict: 'failed' },",
        to: '  failed: {},',
      },
      {
        file: 'src/payments/attempt-states.ts',
        from: "  expired: { confirm: 'succeeded', conflict: 'expired' },",
        to: '  expired: {},',
      },
    ],
    caughtBy: 'simulation',
    sizes,
  },
  {
    id: 'amount-not-compared',
    whatIf: 'any amount that the provider took settled what was asked',
    changes: [
      {
        file: 'src/payments/outcome-event.ts',
        from: "equal(outcome.paid, amount) ? 'confirm' : 'conflict'",
        to: "equal(outcome.paid, amount) ? 'confirm' : 'confirm'",
      },
    ],
    caughtBy: 'simulation',
    sizes,
  },
  {
    id: 'second-payment-forgotten',
    whatIf: 'money that settles nothing were booked and then shown to nobody',
    changes: [
      {
        file: 'src/payments/settle.ts',
        from: 'if (rest.minor === 0n) continue;',
        to: 'if (rest.minor >= 0n) continue;',
      },
    ],
    caughtBy: 'simulation',
    sizes,
  },
  {
    id: 'counter-left-behind',
    whatIf: 'a due did not count what has settled it',
    changes: [
      {
        file: 'src/payments/settle.ts',
        from: 'if (movements.length > 0) await addSettled',
        to: 'if (movements.length < 0) await addSettled',
      },
    ],
    caughtBy: 'simulation',
    sizes,
  },
  {
    id: 'hold-not-unique',
    whatIf: 'two attempts could hold one due, and nobody looked for the other',
    changes: [
      {
        file: moneyTables,
        from: 'create unique index holds_one_per_due on',
        to: 'create index holds_one_per_due on',
      },
      {
        file: 'src/payments/create-payment.ts',
        from: '  if (held)\n',
        to: '  if (held && held.visitor === input.visitor)\n',
      },
    ],
    caughtBy: 'simulation',
    sizes,
  },
  {
    id: 'room-not-given-back',
    whatIf: 'a refund that failed went on taking its room',
    changes: [
      {
        file: 'src/payments/refund-effects.ts',
        from: '  } else {\n    await takeRoom(transaction, organisation, opened, -1n);\n  }',
        to: '  }',
      },
    ],
    caughtBy: 'simulation',
    sizes,
  },
  {
    id: 'refund-not-booked',
    whatIf: 'money that went back stayed in the books',
    changes: [
      {
        file: 'src/payments/refund-effects.ts',
        from: '    await giveBack(context, transaction, organisation, opened);',
        to: '',
      },
    ],
    caughtBy: 'simulation',
    sizes,
  },
  {
    id: 'refund-that-came-back-forgotten',
    whatIf: 'money that went back and was returned to us stayed given back in the books',
    changes: [
      {
        file: 'src/payments/refund-effects.ts',
        from: "} else if (refund.state === 'succeeded') {",
        to: "} else if (refund.state === 'requested') {",
      },
    ],
    caughtBy: 'simulation',
    sizes,
  },
  {
    id: 'more-settled-than-owed',
    whatIf: 'a payment settled its whole allocation, whatever the due could still take',
    changes: [
      {
        file: 'src/payments/settlement.ts',
        from: 'least(outstanding(due).minor, amount.minor, rest.minor)',
        to: 'least(amount.minor, rest.minor)',
      },
    ],
    caughtBy: 'simulation',
    sizes,
  },
  {
    id: 'plan-paid-both-ways',
    whatIf: 'the whole of a plan and its instalments did not exclude each other',
    changes: [
      {
        file: 'src/payments/plan.ts',
        from: 'other.plan.part !== one.plan.part',
        to: 'other.plan.part === undefined',
      },
    ],
    caughtBy: 'attack',
    only: ['race-both-ways-of-a-plan'],
  },
  {
    id: 'cart-charges-what-was-withdrawn',
    whatIf: 'a cart charged what was withdrawn since it was put there',
    changes: [
      {
        file: 'src/carts/judge-items.ts',
        from: "  if (due.withdrawn) return 'withdrawn';\n",
        to: '',
      },
      {
        file: 'src/dues/due.ts',
        from: '  if (due.withdrawn) return money(0n, due.amount.currency);\n',
        to: '',
      },
      {
        file: 'src/payments/spread.ts',
        from: "  if (due.withdrawn) throw new Refusal('due_withdrawn');\n",
        to: '',
      },
    ],
    caughtBy: 'attack',
    only: ['cart-with-what-was-withdrawn'],
  },
];
