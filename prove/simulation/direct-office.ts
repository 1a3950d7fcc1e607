/** Plans that lead straight to what staff do with money that came: refunds, disputes, the counter. */
import { asking, clearAway, onePayer } from './direct-plan.ts';
import { callFaults, refundManners, type Card } from './manners.ts';
import type { Deed, DueChange, Plan, Twice } from './plan.ts';
import type { Random } from './random.ts';

const setAside: readonly Card[] = [
  'other_amount',
  'other_currency',
  'part',
  'twice',
  'other_amount',
];
/** A slow refund can be asked about on its way. */
const oftenSlow = [
  ...refundManners,
  'slow_then_done',
  'slow_then_done',
  'slow_then_failed',
  'done_then_back',
  'failed_then_done',
] as const;
const contested: readonly Card[] = [
  'contested_then_won',
  'contested_then_lost',
  'contested_then_returned',
  'contested_then_returned',
  'other_amount_contested',
];

function doneAt(step: number, kind: Deed, twice: Twice = null): Plan['staff'][number] {
  return { step, kind, twice };
}

/** One payer, whose money staff give back, what settled nothing or what had settled a due, with all that can befall a refund. */
export function towardsRefunds(plan: Plan, random: Random): Plan {
  const isAside = random.chance(60);
  const kind = isAside ? 'give_back' : 'refund';
  return {
    ...plan,
    ...clearAway,
    jumps: asking,
    payers: onePayer(plan, isAside ? random.pick(setAside) : 'good', ['come_back']),
    staff: (isAside ? [60, 90, 240] : [60, 110]).map((step) =>
      doneAt(step, kind, random.chance(15) ? 'people' : null),
    ),
    refunds: [1, 2].flatMap((nth) =>
      random.chance(85) ? [{ nth, kind: random.pick(oftenSlow) }] : [],
    ),
    calls: [
      ...(random.chance(55)
        ? [{ on: 'refund' as const, nth: 1, kind: random.pick(callFaults) }]
        : []),
      ...[1, 2, 3].flatMap((nth) =>
        random.chance(55)
          ? [{ on: 'fetch_refund' as const, nth, kind: random.pick(callFaults) }]
          : [],
      ),
    ],
  };
}

/** What staff say to a bank that takes money back; what comes too early for it finds nothing to say. */
const answers: readonly (readonly Deed[])[] = [
  [],
  ['evidence', 'evidence'],
  ['accept', 'accept'],
  ['refund', 'accept', 'accept'],
  ['evidence', 'evidence', 'accept'],
  ['evidence', 'give_back', 'evidence'],
];

/** One payer, whose bank takes the money back, and staff who answer, or give it up. */
export function towardsDisputes(plan: Plan, random: Random): Plan {
  const steps = [150, 200, 260];
  return {
    ...plan,
    ...clearAway,
    crashes: [],
    // The dispute begins soon; at times its end comes while news can still be lost.
    jumps: [
      { step: 70, ms: 2000 },
      { step: 320, ms: 12 * 60_000 },
    ],
    // What a bank decides moves no money, so news of it that is lost is in no list either.
    notifications: random.chance(50)
      ? [{ nth: 3 + random.below(2), kind: 'dropped' as const }]
      : plan.notifications,
    payers: onePayer(plan, random.pick(contested), ['come_back']),
    staff: random
      .pick(answers)
      .map((kind, index) => doneAt(steps[index] ?? 0, kind, random.chance(20) ? 'click' : null)),
    calls: random.chance(50)
      ? [
          {
            on: random.pick(['evidence', 'accept', 'fetch'] as const),
            nth: 1 + random.below(2),
            kind: random.pick(callFaults),
          },
        ]
      : [],
  };
}

const desk: readonly Deed[] = ['counter', 'counter', 'refund', 'set_against', 'set_against'];
const byHand: readonly DueChange[] = ['raise', 'lower', 'take_back'];

/** Somebody pays by card while staff take cash for the same due, change it, or put other money against it. */
export function towardsDesk(plan: Plan, random: Random): Plan {
  const card = random.pick(['good', 'good_slowly', 'twice', 'other_amount'] as const);
  const [first] = plan.payers;
  const due = first?.dues[0] ?? 0;
  return {
    ...plan,
    ...clearAway,
    payers: onePayer(plan, card, ['come_back', 'begin', 'start']),
    staff: [10 + random.below(60), 120].map((step) =>
      doneAt(step, random.pick(desk), random.pick([null, null, 'click', 'people'])),
    ),
    changes: random.chance(60)
      ? [{ step: 10 + random.below(80), due, kind: random.pick(byHand) }]
      : [],
  };
}
