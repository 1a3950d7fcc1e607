/** The mail that tells the organisation that a payer's bank takes money back, and until when it may answer. */
import type { Context } from '../../context.ts';
import { toDecimal } from '../../core/money.ts';
import type { Transaction } from '../../database/database.ts';
import { enqueueMessage } from '../../messages/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import type { Attempt } from '../payment.ts';
import type { Dispute } from './dispute.ts';

export async function announceDispute(
  context: Pick<Context, 'clock' | 'ids'>,
  transaction: Transaction,
  organisation: Organisation,
  attempt: Attempt,
  dispute: Dispute,
): Promise<void> {
  const { settings, mode } = organisation;
  if (!settings.mail_address) return;
  await enqueueMessage(transaction, context, organisation.id, {
    source: `dispute:${dispute.id}`,
    template: 'dispute',
    recipient: settings.mail_address,
    language: settings.languages[0] ?? 'en',
    payload: {
      organisationName: settings.name,
      mode,
      paymentId: attempt.paymentId,
      attemptId: attempt.id,
      amount: toDecimal(dispute.amount),
      currency: dispute.amount.currency,
      disputeId: dispute.id,
      reason: dispute.reason,
      answerBy: dispute.answerBy?.toISOString() ?? null,
      timeZone: settings.time_zone,
    },
  });
}
