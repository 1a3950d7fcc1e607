/** Makes the plan of a schedule from its seed. */
import { crashPoints, type CrashPoint } from '../../src/core/crash-points.ts';
import { databaseFaults, databaseMoments } from './database-faults.ts';
import {
  callFaults,
  mailFaults,
  notificationFaults,
  pageManners,
  providerCalls,
  refundManners,
  type PageManner,
  type ProviderCall,
} from './manners.ts';
import { towardsDesk, towardsDisputes, towardsRefunds } from './direct-office.ts';
import { towardsLate, towardsSleep, towardsUnclear } from './direct-plan.ts';
import { makePayers } from './make-payers.ts';
import { deeds, dueChanges, type DuePlan, type Plan, type Twice } from './plan.ts';
import { withCarts } from './towards-carts.ts';
import { withDiscounts } from './towards-discounts.ts';
import { createRandom, type Random } from './random.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** What the portal does under these points is not done in a schedule. */
export const crashPointsElsewhere = ['import.before_commit', 'import.after_commit'] as const;

const points = crashPoints.filter(
  (point) => !crashPointsElsewhere.some((other) => other === point),
);

/** Of every four schedules one is a town, the others a corner of it: what two people do at one due shows most. */
type Size = {
  readonly organisations: number;
  readonly dues: number;
  readonly payers: readonly [least: number, most: number];
  /** Steps in which the schedule still has much to do. */
  readonly earlySteps: number;
  /** Statements among which a fault is planted. */
  readonly statements: number;
};
const town: Size = { organisations: 2, dues: 4, payers: [2, 4], earlySteps: 200, statements: 120 };
const corner: Size = { organisations: 1, dues: 2, payers: [1, 2], earlySteps: 80, statements: 60 };

/** What a schedule is mostly about; a third of them are about everything. */
const themes = [
  'refunds', 'unclear', 'late', 'refunds', 'sleep', 'disputes', 'desk', 'any', 'any',
] as const; // prettier-ignore
export type Theme = (typeof themes)[number];

/** How many of a hundred schedules of a theme go straight to it. */
const percentDirect = 80;

const towards = {
  refunds: towardsRefunds,
  unclear: towardsUnclear,
  late: towardsLate,
  sleep: towardsSleep,
  disputes: towardsDisputes,
  desk: towardsDesk,
} as const;

/** Most of what staff do is done once. */
export const oftenOnce: readonly Twice[] = [null, null, null, 'click', 'people'];

/** What is worth most when money came is done most. */
const oftenDeeds = [
  ...deeds,
  'give_back',
  'give_back',
  'ask',
  'refund',
  'refund',
  'counter',
] as const;

export function makePlan(seed: number): Plan {
  const random = createRandom(seed);
  const theme = themes[seed % themes.length] ?? 'any';
  const plan = makeFreePlan(seed, random, theme);
  const isDirect = theme !== 'any' && random.chance(percentDirect);
  const gathered = withCarts(isDirect ? towards[theme](plan, random) : plan);
  // What is disputed must have been paid first, and discounts lead many payers astray.
  return theme === 'disputes' ? gathered : withDiscounts(gathered);
}

function makeFreePlan(seed: number, random: Random, theme: Theme): Plan {
  const size = Math.floor(seed / themes.length) % 4 === 0 ? town : corner;
  const { earlySteps, statements } = size;
  const dues = makeDues(random, size);
  // Some schedules have faults of all kinds, most of a few kinds: what meets what is chance.
  const some = <T>(percent: number, most: number, make: () => T): T[] =>
    random.chance(percent) ? Array.from({ length: 1 + random.below(most) }, make) : [];
  const step = (): number => random.below(earlySteps);
  return {
    seed,
    dues,
    payers: makePayers(random, dues, theme, size.payers),
    ...makeProvider(random, some, theme),
    database: some(55, 4, () => {
      const on = random.pick(databaseMoments);
      const kind = random.pick(databaseFaults[on]);
      const among = on === 'commit' || on === 'take' ? statements / 4 : statements;
      return { on, nth: 1 + random.below(among), kind };
    }),
    mails: some(25, 2, () => ({ nth: 1 + random.below(4), kind: random.pick(mailFaults) })),
    notifications: some(60, 3, () => ({
      nth: 1 + random.below(8),
      kind: random.pick(notificationFaults),
    })),
    crashes: some(80, 3, () => {
      const point = random.pick(points.filter((each) => isOf(theme, each)));
      return { point, nth: 1 + (isRare(point) ? 0 : random.below(3)) };
    }),
    kills: some(25, 2, () => ({ step: step(), process: random.below(4) })),
    changes: some(30, 2, () => ({
      step: step(),
      due: random.below(dues.length),
      kind: random.pick(dueChanges),
    })),
    staff: some(theme === 'refunds' ? 100 : 50, 2, () => ({
      step: earlySteps / 2 + random.below(2 * earlySteps),
      kind: random.pick(oftenDeeds),
      twice: random.pick(oftenOnce),
    })),
    jumps: some(80, 5, () => ({ step: step(), ms: random.pick(jumps) })),
    skews: some(15, 2, () => ({ process: random.below(4), ms: random.pick(skews) })),
  };
}

const jumps = [second, 11 * second, minute, 5 * minute, 11 * minute, 31 * minute, hour, 25 * hour];
const skews = [-5 * minute, 5 * minute, -10 * minute];

/** A stale answer shows something only when it comes after a newer one, so it comes more often. */
const oftenStale = [...callFaults, 'stale', 'stale', 'stale'] as const;

type Some = <T>(percent: number, most: number, make: () => T) => T[];

/** How the provider behaves, and what goes wrong on the way to it. */
function makeProvider(
  random: Random,
  some: Some,
  theme: Theme,
): Pick<Plan, 'pages' | 'refunds' | 'calls' | 'outages'> {
  const aboutRefunds = theme === 'refunds';
  const calls: readonly ProviderCall[] = {
    refunds: ['refund', 'fetch_refund', 'fetch'] as const,
    unclear: ['start', 'fetch', 'fetch', 'fetch'] as const,
    late: providerCalls,
    sleep: providerCalls,
    disputes: ['fetch', 'evidence', 'accept', 'list'] as const,
    desk: ['start', 'fetch', 'cancel', 'refund'] as const,
    any: providerCalls,
  }[theme];
  const late: readonly PageManner[] = ['good_after_end', 'other_amount_after_end'];
  return {
    pages: some(theme === 'late' ? 100 : 45, 3, () => ({
      nth: 1 + random.below(4),
      kind: random.pick(theme === 'late' ? late : pageManners),
    })),
    refunds: some(aboutRefunds ? 80 : 40, 2, () => ({
      nth: 1 + random.below(2),
      kind: random.pick(refundManners),
    })),
    calls: some(theme === 'unclear' ? 100 : 65, theme === 'unclear' ? 6 : 4, () => {
      const on = random.pick(calls);
      return { on, nth: 1 + random.below(on === 'fetch' ? 12 : 3), kind: random.pick(oftenStale) };
    }),
    outages: some(8, 1, () => ({ fromCall: 1 + random.below(8), calls: 3 + random.below(12) })),
  };
}

/** Crashes where the theme comes by; elsewhere the other themes have them. */
function isOf(theme: Theme, point: CrashPoint): boolean {
  return point.startsWith('refund') === (theme === 'refunds' || theme === 'desk');
}

/** Reached once in most schedules, if at all. */
function isRare(point: CrashPoint): boolean {
  return !['outcome.before_commit', 'outcome.after_commit', 'return.before_ask'].includes(point);
}

function makeDues(random: Random, size: Size): DuePlan[] {
  const organisations = 1 + random.below(size.organisations);
  return Array.from({ length: 1 + random.below(size.dues) }, () => ({
    organisation: random.below(organisations),
    minor: random.pick([1, 2, 99, 1234, 12_200, 999_999_99]) + random.below(50),
    service: random.pick(['invoices', 'school', 'waste']),
  }));
}
