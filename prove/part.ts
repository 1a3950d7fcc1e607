/** What every part of the proof is asked for and hands over; `prove/main.ts` runs them and adds up. */
import type { CrashPoint } from '../src/core/crash-points.ts';

export const partIds = ['simulation', 'crash', 'fuzz', 'attack', 'sabotage'] as const;
export type PartId = (typeof partIds)[number];

/** Each must be 0: what the whole house exists to prevent. */
export const wrongs = [
  'lost',
  'double',
  'phantom',
  'wrong_amount',
  'over_refund',
  'over_settled',
  'negative_wallet',
  'unbalanced',
  'stuck',
  'acked_missing',
  'fuzz_crashes',
  'fuzz_timeouts',
] as const;
export type Wrong = (typeof wrongs)[number];

/** How much was tried; `money_minor` is the sum of all payments in minor units. */
export const efforts = [
  'schedules',
  'steps',
  'process_kills',
  'db_crashes',
  'payments',
  'money_minor',
  'psp_calls',
  'webhooks_sent',
  'webhooks_dropped',
  'webhooks_duplicated',
  'webhooks_reordered',
  'webhooks_late',
  'webhooks_forged',
  'importer_inputs',
  'http_inputs',
  'attacks_run',
  'attacks_passed',
  'sabotages_planted',
  'sabotages_caught',
] as const;
export type Effort = (typeof efforts)[number];

export type PartOptions = {
  /** The first seed; everything random in the part comes from it. */
  readonly seed: number;
  /** How much to try; a part reads what concerns it. */
  readonly schedules: number;
  readonly kills: number;
  readonly databaseCrashes: number;
  readonly importerInputs: number;
  readonly httpInputs: number;
  readonly sabotages: number;
  /** Names of attacks, scenes of the crash part or sabotages; absent or empty: all. */
  readonly only?: readonly string[] | undefined;
  /** Stop at the first failure, and do not look for its smallest form. */
  readonly untilFailure?: boolean | undefined;
  /** A line for whoever watches; never part of the result. */
  readonly progress: (line: string) => void;
};

/** Something that went wrong, with all that is needed to see it again. */
export type Failure = {
  readonly part: PartId;
  /** A wrong of the list above, or in the part's own word what was not as it must be. */
  readonly kind: Wrong | (string & {});
  readonly message: string;
  /** The command that repeats it, from the root of a clone. */
  readonly repeat: string;
};

export type PartReport = {
  readonly part: PartId;
  readonly efforts: Partial<Record<Effort, number>>;
  readonly wrongs: Partial<Record<Wrong, number>>;
  /** How often each fault was at work, by its number in the fault table (`F41`). */
  readonly faults: Readonly<Record<string, number>>;
  /** How often each crash point was reached with the crash at work there. */
  readonly crashPoints: Readonly<Partial<Record<CrashPoint, number>>>;
  /** How often each legal edge was taken: `attempt:created:confirm:succeeded`, `refund:…`. */
  readonly edges: Readonly<Record<string, number>>;
  readonly failures: readonly Failure[];
};

export type Part = (options: PartOptions) => Promise<PartReport>;
