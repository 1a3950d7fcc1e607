/** What a provider brings to the contract suite, and the attempts that its tests start. */
import { strict as assert } from 'node:assert';
import { money } from '../core/money.ts';
import type { Money } from '../core/money.ts';
import type { AttemptRequest, NotificationRequest, Provider, ProviderAccount } from './provider.ts';

export type DisturbedCall =
  'start' | 'ask' | 'cancel' | 'refund' | 'ask_refund' | 'answer_dispute' | 'list';

/** How the next answer to a call is spoilt; `lost` ones are those whose effect has happened. */
export type Disturbance =
  | 'no_answer'
  | 'lost'
  | 'connection_cut'
  | 'server_error'
  | 'not_json'
  | 'too_large'
  | 'redirect'
  | 'unknown_status'
  | 'other_attempt'
  | 'credentials_refused'
  | 'busy'
  | 'too_many'
  | 'refused';

/** A provider with a world around it that the tests can move; made once for the suite. */
export type ProviderHarness = {
  /** Its calls must give up within a second or so, or the suite takes long. */
  readonly provider: Provider;
  readonly account: ProviderAccount;
  /** Pays, or fails to pay, the started attempt as a payer would. */
  readonly finish: (attemptId: string, how: 'succeed' | 'fail') => Promise<void>;
  /** Lets the payer's bank take the paid attempt's money back; absent where that cannot be arranged. */
  readonly dispute?: (attemptId: string) => Promise<void>;
  /** Spoils the next answer to that call. */
  readonly disturb: (call: DisturbedCall, how: Disturbance) => Promise<void>;
  /** A genuine notification about the attempt, as it arrived. */
  readonly notificationAbout: (attemptId: string) => Promise<NotificationRequest>;
  readonly close: () => Promise<void>;
};

export type Harness = () => ProviderHarness;

let attempts = 0;

export function attemptRequest(amount: Money = money(1234n, 'EUR')): AttemptRequest {
  attempts += 1;
  return {
    attemptId: `att_contract_${process.pid}_${attempts}`,
    amount,
    method: 'card',
    description: 'Contract suite',
    acceptedBrands: ['visa', 'mastercard'],
    language: 'en',
    email: null,
    returnUrl: 'http://localhost:3000/return',
  };
}

export const nobody = { attemptId: 'att_never_started', providerReference: null };

/** Starts a new attempt, which must lead to a page. */
export async function started(harness: Harness, amount?: Money) {
  const { provider, account } = harness();
  const request = attemptRequest(amount);
  const outcome = await provider.startAttempt(account, request);
  assert.equal(outcome.kind, 'action_required');
  const { providerReference } = outcome;
  return { request, outcome, reference: { attemptId: request.attemptId, providerReference } };
}

/** Starts a new attempt and pays it. */
export async function paid(harness: Harness, amount?: Money) {
  const start = await started(harness, amount);
  await harness().finish(start.request.attemptId, 'succeed');
  return start;
}

/** Spoilt answers that tell nothing of what happened. */
export const unclear: readonly Disturbance[] = [
  'no_answer',
  'connection_cut',
  'server_error',
  'not_json',
  'too_large',
  'redirect',
  'unknown_status',
  'other_attempt',
  'credentials_refused',
  'busy',
  'too_many',
];
