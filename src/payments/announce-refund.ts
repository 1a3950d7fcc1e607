/** The mails that tell payer and organisation that money has left to the payer. */
import type { Context } from '../context.ts';
import { toDecimal } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
import { enqueueMessage } from '../messages/index.ts';
import type { Organisation } from '../organisations/index.ts';
import type { Refund, RefundLine } from './refund.ts';
import type { RefundTargets } from './refund-targets.ts';
import { findPayment } from './store/index.ts';

export async function announceRefund(
  context: Pick<Context, 'clock' | 'ids'>,
  transaction: Transaction,
  organisation: Organisation,
  {
    refund,
    lines,
    targets,
    source,
  }: {
    readonly refund: Refund;
    readonly lines: readonly RefundLine[];
    readonly targets: RefundTargets;
    /** What was booked: the same refund, gone once more after it came back, is told once more. */
    readonly source: string;
  },
): Promise<void> {
  const { settings, mode } = organisation;
  const [first] = lines.flatMap(({ from }) => (from.kind === 'allocation' ? from : []));
  const paymentId = first?.paymentId ?? targets.attempt.paymentId;
  const payment = await findPayment(transaction, organisation.id, paymentId);
  if (!payment) return;
  const payload = {
    organisationName: settings.name,
    mode,
    paymentId,
    attemptId: targets.attempt.id,
    amount: toDecimal(refund.amount),
    currency: refund.amount.currency,
    contactEmail: settings.contact.email ?? null,
    refundId: refund.id,
    reason: refund.reason,
    way: wayOf(refund),
    lines: lines.map(({ from, amount }) => ({
      about: from.kind === 'allocation' ? (targets.dues.get(from.dueId)?.reason ?? null) : null,
      amount: toDecimal(amount),
      after: from.kind === 'allocation' ? from.after : null,
    })),
  };
  const recipients = [
    { audience: 'payer', recipient: payment.email, language: payment.language },
    {
      audience: 'organisation',
      recipient: settings.mail_address,
      language: settings.languages[0] ?? 'en',
    },
  ] as const;
  for (const { audience, recipient, language } of recipients) {
    if (!recipient) continue;
    await enqueueMessage(transaction, context, organisation.id, {
      source: `${source}:${audience}`,
      template: 'refund',
      recipient,
      language,
      payload: { ...payload, audience },
    });
  }
}

function wayOf({ way }: Refund): 'card' | 'till' | 'bank' {
  if (way.kind === 'provider') return 'card';
  return way.from === 'till' ? 'till' : 'bank';
}
