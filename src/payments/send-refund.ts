/** Asks the provider to give money back, by the refund's own key: safe to repeat while it is remembered. */
import { strict as assert } from 'node:assert';
import { openAccount, type Organisation } from '../organisations/index.ts';
import type { Asking } from './ask-provider.ts';
import { mayStillSend, tooLateToSend } from './ask-schedule.ts';
import { recordRefundOutcome } from './record-refund-outcome.ts';
import type { Refund } from './refund.ts';
import { findAttempt } from './store/index.ts';

export async function sendRefund(
  context: Asking,
  organisation: Organisation,
  refund: Refund,
): Promise<void> {
  const attempt = await findAttempt(context.database, organisation.id, refund.attemptId);
  assert(attempt?.providerReference, 'money came, so the provider has a reference for it');
  const opened = await openAccount(context, organisation.id, attempt.providerAccountId);
  if (!opened) return;
  const { id: refundId, amount } = refund;
  const request = { refundId, providerReference: attempt.providerReference, amount };
  const outcome = mayStillSend(opened.provider, refund.requestedAt, context.clock.now())
    ? await opened.provider.refund(opened.account, request)
    : tooLateToSend;
  context.reach('refund.after_provider');
  await recordRefundOutcome(context, organisation, refund.id, outcome);
}
