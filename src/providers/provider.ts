/**
 * The provider contract: what every mover of money must be able to do for the portal.
 *
 * A provider is plain functions over HTTP: no database, no clock of its own, nothing stored. Each
 * call either says what the provider says or that nobody knows: a time-out, a broken answer or a
 * server error is `unknown`, never `failed`. No function throws for what a network can do.
 */
import type { Language } from '../core/texts.ts';
import type { Money } from '../core/money.ts';

export type MethodId = 'card';

/** `test` moves no money; an organisation and its provider account are of one mode for life. */
export type Mode = 'test' | 'live';

/** Card brands by the provider-neutral names that organisations use in their settings. */
export const cardBrands = ['visa', 'mastercard', 'amex', 'maestro'] as const;
export type CardBrand = (typeof cardBrands)[number];

/** Why a payment was refused; each reason has its own words for the payer in every language. */
export const declineReasons = [
  'declined',
  'insufficient_funds',
  'expired_card',
  'wrong_security_code',
  'authentication_failed',
  'processing_error',
  'refused_by_provider',
] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** What the payer paid with, masked: all of a card that ever reaches the portal. */
export type Instrument = {
  readonly method: MethodId;
  readonly brand: string;
  readonly lastFour: string;
};

/** An organisation's account at a provider, with its secrets in clear; never logged or stored so. */
export type ProviderAccount = {
  readonly id: string;
  readonly mode: Mode;
  readonly secrets: Readonly<Record<string, string>>;
};

export type AttemptRequest = {
  /** Ours; sent as the provider's merchant reference and as the idempotency key. */
  readonly attemptId: string;
  readonly amount: Money;
  readonly method: MethodId;
  /** What the payer reads on the provider's page, at most 140 characters. */
  readonly description: string;
  readonly acceptedBrands: readonly CardBrand[];
  readonly language: Language;
  readonly email: string | null;
  readonly returnUrl: string;
};

/** By which an attempt is asked about; the provider's reference is null until one is known. */
export type AttemptReference = {
  readonly attemptId: string;
  readonly providerReference: string | null;
};

/**
 * What a provider says of an attempt.
 *
 * `unknown` is not `failed`: the attempt stays open and is asked about again. `not_found` says that
 * nothing was ever started under our reference. `cancelled` and `expired` promise that it cannot be
 * paid any more.
 */
export type AttemptOutcome =
  | {
      readonly kind: 'action_required';
      readonly providerReference: string;
      readonly redirectUrl: string;
      readonly expiresAt: Date;
    }
  | { readonly kind: 'processing'; readonly providerReference: string }
  | {
      readonly kind: 'succeeded';
      readonly providerReference: string;
      readonly paid: Money;
      readonly instrument: Instrument | null;
      /** What the payer's bank took back and has not returned. */
      readonly disputed: Money | null;
      /** The disputes behind that, ended ones too; absent where the provider tells none. */
      readonly disputes?: readonly ProviderDispute[];
    }
  | {
      readonly kind: 'failed';
      readonly providerReference: string | null;
      readonly reason: DeclineReason;
    }
  | { readonly kind: 'cancelled'; readonly providerReference: string }
  | { readonly kind: 'expired'; readonly providerReference: string }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'unknown'; readonly cause: string };

/** One dispute as the provider tells it. */
export type ProviderDispute = {
  readonly reference: string;
  readonly state: 'opened' | 'evidence_sent' | 'won' | 'lost' | 'accepted';
  readonly amount: Money;
  /** What the provider took for itself because of it. */
  readonly fee: Money | null;
  /** In the provider's words. */
  readonly reason: string;
  /** Until when evidence is taken; null when none is. */
  readonly answerBy: Date | null;
  readonly openedAt: Date;
};

export type DisputeReference = { readonly attemptId: string; readonly disputeReference: string };

export type Evidence = DisputeReference & {
  /** Ours; sent as the idempotency key. */
  readonly evidenceId: string;
  readonly text: string;
};

/** Whether an answer to a dispute arrived; what became of it is told with the attempt. */
export type DisputeAnswer =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly cause: string }
  | { readonly kind: 'unknown'; readonly cause: string };

export type RefundRequest = {
  /** Ours; sent as the merchant reference and as the idempotency key. */
  readonly refundId: string;
  readonly providerReference: string;
  readonly amount: Money;
};

export type RefundOutcome =
  | { readonly kind: 'processing'; readonly providerReference: string }
  | { readonly kind: 'succeeded'; readonly providerReference: string; readonly refunded: Money }
  | { readonly kind: 'failed'; readonly cause: string }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'unknown'; readonly cause: string };

/**
 * One movement that the provider lists, for comparing with the ledger.
 *
 * Amounts are positive, the kind says which way: `dispute_returned` gives back what a `dispute` took; a
 * `dispute_fee` stays with the provider.
 */
export type ProviderMovement = {
  readonly kind: 'charge' | 'refund' | 'dispute' | 'dispute_returned' | 'dispute_fee';
  /** With `kind` it names the movement: of a charge as in the attempt's outcome, else the refund's or dispute's. */
  readonly providerReference: string;
  /** The attempt or refund it was made for, as we named it. */
  readonly ourReference: string;
  readonly amount: Money;
  readonly at: Date;
};

/** A notification as it arrived: the exact bytes are what is signed. Header names are in lower case. */
export type NotificationRequest = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly receivedAt: Date;
};

/** What a genuine notification says: which event of theirs concerns which attempt or refund of ours. */
export type Notification = {
  readonly eventId: string;
  readonly type: string;
  readonly ourReference: string | null;
  readonly providerReference: string | null;
};

/** The signature of a notification is missing, wrong, too old, or its body is not what was signed. */
export class NotificationRejected extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NotificationRejected';
  }
}

/** One of the secrets of an account, as a form asks for it. */
export type KeyField = {
  readonly name: string;
  readonly label: (language: Language) => string;
  /** Whether a text could be one; whether it is the right one only the provider knows. */
  readonly couldBe: (text: string) => boolean;
  /** Whether trying the keys says anything of this one. */
  readonly isTried: boolean;
};

/** What a provider says of the keys of an account. `unknown` is not `refused`: nobody knows. */
export type KeyVerdict =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly cause: string }
  | { readonly kind: 'unknown'; readonly cause: string };

export type ProviderKeys = {
  readonly fields: readonly KeyField[];
  /** Asks what changes nothing, only to see whether the keys open the account; `cause` holds none of them. */
  readonly tryKeys: (account: ProviderAccount) => Promise<KeyVerdict>;
};

export type Provider = {
  readonly id: string;
  readonly methods: readonly MethodId[];
  readonly modes: readonly Mode[];
  /** Origins of the hosted pages; the only ones that forms and redirects of the portal may lead to. */
  readonly pageOrigins: readonly string[];
  /** How long the provider remembers an idempotency key; afterwards we only ask, never send again. */
  readonly idempotencyKeyLifeMs: number;
  /** How long a hosted page can be paid. */
  readonly pageLifeMs: number;
  /** How many dues one charge may be for; null where the provider does not care. */
  readonly mostDues: number | null;
  /** What staff enter to use an account of theirs; absent where no form asks for it. */
  readonly keys?: ProviderKeys;
  /** Starts one attempt. Safe to repeat with the same `attemptId` within the life of keys. */
  readonly startAttempt: (
    account: ProviderAccount,
    request: AttemptRequest,
  ) => Promise<AttemptOutcome>;
  /** Asks what became of an attempt, by their reference or, where it is null, by ours. */
  readonly fetchAttempt: (
    account: ProviderAccount,
    reference: AttemptReference,
  ) => Promise<AttemptOutcome>;
  /** Makes the hosted page unpayable, or says that money has moved already. Safe to repeat. */
  readonly cancelAttempt: (
    account: ProviderAccount,
    reference: AttemptReference,
  ) => Promise<AttemptOutcome>;
  /** Gives back a part or all of a success. Safe to repeat with the same `refundId` within the life of keys. */
  readonly refund: (account: ProviderAccount, request: RefundRequest) => Promise<RefundOutcome>;
  /** Asks what became of a refund, by our reference. */
  readonly fetchRefund: (account: ProviderAccount, refundId: string) => Promise<RefundOutcome>;
  /** Sends evidence about a dispute. Safe to repeat. Absent where the provider takes none over its interface. */
  readonly sendEvidence?: (account: ProviderAccount, evidence: Evidence) => Promise<DisputeAnswer>;
  /** Gives the money of a dispute up. Safe to repeat. */
  readonly acceptDispute?: (
    account: ProviderAccount,
    dispute: DisputeReference,
  ) => Promise<DisputeAnswer>;
  /** Lists every movement of a period, oldest first. Throws `ProviderUnreachable` when it cannot. */
  readonly listMovements: (
    account: ProviderAccount,
    from: Date,
    to: Date,
  ) => Promise<ProviderMovement[]>;
  /** Reads a notification. @throws NotificationRejected unless it is genuine */
  readonly readNotification: (
    account: ProviderAccount,
    request: NotificationRequest,
  ) => Notification;
};

/** The provider did not answer a question that has no other way to say so. */
export class ProviderUnreachable extends Error {
  constructor(cause: string) {
    super(cause);
    this.name = 'ProviderUnreachable';
  }
}
