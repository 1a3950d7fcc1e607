/** The plan of a schedule: who wants what and what goes wrong, as data made from the seed before anything runs. */
import type { CrashPoint } from '../../src/core/crash-points.ts';
import type { DatabaseFault, DatabaseMoment } from './database-faults.ts';
import type {
  CallFault,
  Card,
  MailFault,
  NotificationFault,
  PageManner,
  ProviderCall,
  RefundManner,
} from './manners.ts';

/** One thing that a payer does. `twice`: a double click, which may reach two processes at once. */
export type PayerStep =
  | { readonly do: 'begin' | 'start' | 'come_back' | 'cancel' | 'look'; readonly twice: boolean }
  | { readonly do: 'pay'; readonly card: Card };

export type PayerPlan = {
  readonly organisation: number;
  /** Two payers with the same name are two tabs of one browser. */
  readonly visitor: string;
  readonly dues: readonly number[];
  readonly email: string | null;
  /** Gathers the dues in a cart, to pay all of each or the least part of those that may be paid so. */
  readonly cart?: 'whole' | 'in_parts' | null;
  /** Puts a free payment into the cart too. */
  readonly enrols?: boolean;
  /** Typed for each item of the cart. */
  readonly code?: string | null;
  readonly steps: readonly PayerStep[];
};

export type DuePlan = {
  readonly organisation: number;
  readonly minor: number;
  readonly service: string;
  /** Of the one plan of its organisation; null for a due of none. */
  readonly planPart?: 'whole' | 'instalment' | null;
  readonly leastPart?: number | null;
  /** Of the charge type that discounts are of. */
  readonly isOfChargeType?: boolean;
  /** Costs less until the day on which it is due, which is the first of the schedule. */
  readonly isEarly?: boolean;
};

/** The same in each organisation. */
export type DiscountPlan = {
  readonly of: 'fee' | 'enrolment';
  readonly code: string | null;
  readonly kind: 'amount' | 'percent';
  /** Minor units, or hundredths of a per cent. */
  readonly value: number;
  readonly mostUses: number | null;
  readonly mostUsesPerPayer: number | null;
  /** How many after the first day of the schedule it still is given. */
  readonly days: number;
  readonly endsAtStep: number | null;
};

/** At the so many-th time of something. */
type At<Kind extends string> = { readonly nth: number; readonly kind: Kind };

/** At a step of the schedule. */
type Then<Kind extends string> = { readonly step: number; readonly kind: Kind };

/** What staff do with a due: as a credit note or another file does, or by hand. */
export const dueChanges = ['withdraw', 'credit', 'raise', 'lower', 'take_back'] as const;
export type DueChange = (typeof dueChanges)[number];

/** What staff do with money that came, or that they take themselves. */
export const deeds = [
  'give_back',
  'ask',
  'refund',
  'set_against',
  'counter',
  'evidence',
  'accept',
  'close_by_stray',
  'explain',
  'ask_payer',
] as const;
export type Deed = (typeof deeds)[number];

/** `click`: one form sent twice; `people`: two persons who want the same at once. */
export type Twice = 'click' | 'people' | null;

export type Plan = {
  readonly seed: number;
  readonly dues: readonly DuePlan[];
  readonly payers: readonly PayerPlan[];
  readonly discounts?: readonly DiscountPlan[];
  readonly pages: readonly At<PageManner>[];
  readonly refunds: readonly At<RefundManner>[];
  readonly calls: readonly (At<CallFault> & { readonly on: ProviderCall })[];
  readonly database: readonly (At<DatabaseFault> & { readonly on: DatabaseMoment })[];
  readonly mails: readonly At<MailFault>[];
  readonly notifications: readonly At<NotificationFault>[];
  readonly crashes: readonly { readonly point: CrashPoint; readonly nth: number }[];
  /** A process dies wherever it is. */
  readonly kills: readonly { readonly step: number; readonly process: number }[];
  readonly changes: readonly (Then<DueChange> & { readonly due: number })[];
  readonly staff: readonly (Then<Deed> & { readonly twice: Twice })[];
  /** The provider is away for so many calls. */
  readonly outages: readonly { readonly fromCall: number; readonly calls: number }[];
  readonly jumps: readonly { readonly step: number; readonly ms: number }[];
  /** How far the clock of each process is off. */
  readonly skews: readonly { readonly process: number; readonly ms: number }[];
};

/** The parts of a plan that a schedule can do without; a failure is shrunk by leaving them out. */
export const removable = [
  'skews',
  'outages',
  'mails',
  'kills',
  'crashes',
  'database',
  'calls',
  'notifications',
  'refunds',
  'pages',
  'changes',
  'staff',
  'jumps',
  'payers',
] as const satisfies readonly (keyof Plan)[];
