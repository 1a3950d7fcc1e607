/** Plans that lead straight to what chance seldom meets: unclear answers, money after the end. */
import { callFaults, type Card, type PageManner } from './manners.ts';
import type { PayerStep, Plan } from './plan.ts';
import type { Random } from './random.ts';

export const clearAway = {
  kills: [],
  changes: [],
  outages: [],
  mails: [],
  jumps: [],
  skews: [],
  pages: [],
} as const;

const slowly: readonly Card[] = [
  'good_slowly',
  'declined_slowly',
  'other_amount_slowly',
  'other_amount_slowly',
  'cancelled_slowly',
  'expired_slowly',
];
const ending: readonly Card[] = ['expired_slowly', 'cancelled_slowly', 'declined'];
const late: readonly PageManner[] = ['good_after_end', 'other_amount_after_end'];

/** Moments between which the portal asks about what is open, while answers are still unclear. */
export const asking = [100, 115, 130, 145, 160, 175].map((step) => ({ step, ms: 35_000 }));

/** One payer, whose bank takes its time, and answers that say nothing. */
export function towardsUnclear(plan: Plan, random: Random): Plan {
  return {
    ...plan,
    ...clearAway,
    crashes: [],
    jumps: asking,
    pages: random.chance(12) ? [{ nth: 1, kind: 'processes_at_once' as const }] : [],
    payers: onePayer(plan, random.pick(slowly), ['come_back', 'look', 'come_back']),
    calls: [
      ...(random.chance(35)
        ? [{ on: 'start' as const, nth: 1, kind: random.pick(callFaults) }]
        : []),
      ...[1, 2, 3, 4, 5].flatMap((nth) =>
        random.chance(45) ? [{ on: 'fetch' as const, nth, kind: random.pick(callFaults) }] : [],
      ),
    ],
  };
}

/** One payer, whose page ends without money, which is charged all the same. */
export function towardsLate(plan: Plan, random: Random): Plan {
  return {
    ...plan,
    ...clearAway,
    crashes: [],
    pages: [{ nth: 1, kind: random.pick(late) }],
    payers: onePayer(plan, random.pick(ending), ['come_back']),
  };
}

const day = 24 * 3_600_000;

/** Several who want the same, while those who serve them sleep for a day between any two steps. */
export function towardsSleep(plan: Plan, random: Random): Plan {
  const [first] = plan.payers;
  const wish = { dues: first?.dues ?? [], organisation: first?.organisation ?? 0 };
  const story = onePayer(plan, 'good', ['come_back']);
  return {
    ...plan,
    ...clearAway,
    crashes: [],
    calls: [],
    jumps: Array.from({ length: 3 }, () => ({
      step: 8 + random.below(50),
      ms: day + random.below(day),
    })),
    payers: ['Anna', 'Bruno', 'Carla'].flatMap((visitor) =>
      story.map((payer) => ({ ...payer, ...wish, visitor })),
    ),
  };
}

export function onePayer(
  plan: Plan,
  card: Card,
  after: readonly Exclude<PayerStep['do'], 'pay'>[],
): Plan['payers'] {
  const [first] = plan.payers;
  if (!first) return [];
  const steps: PayerStep[] = [
    { do: 'begin', twice: false },
    { do: 'start', twice: false },
    { do: 'pay', card },
    ...after.map((verb) => ({ do: verb, twice: false })),
  ];
  return [{ ...first, steps }];
}
