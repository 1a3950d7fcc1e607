/** Sends a receipt again, to the address it went to or to a corrected one. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { enqueueMessage, findMessagesAbout } from '../messages/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { findPayment, writeEmail } from '../payments/index.ts';
import { findReceiptOfPayment } from './store.ts';

/** A receipt can be sent so often in all; more would make the portal a way to flood a mailbox. */
const mostCopies = 10;

/**
 * @param order.email null: the address on file
 * @throws Refusal `not_found`, `too_many_tries`, `input_invalid` when no address is on file
 */
export async function resendReceipt(
  context: Pick<Context, 'database' | 'clock' | 'ids' | 'wake'>,
  organisation: Organisation,
  paymentId: string,
  order: { readonly email: string | null; readonly actor: string },
): Promise<string> {
  const recipient = await context.database.transaction(async (transaction) => {
    const payment = await findPayment(transaction, organisation.id, paymentId);
    const receipt = await findReceiptOfPayment(transaction, organisation.id, paymentId);
    if (!payment) throw new Refusal('not_found', `there is no payment ${paymentId}`);
    if (!receipt) throw new Refusal('not_found', 'there is no receipt yet');
    const to = order.email ?? payment.email;
    if (!to) throw new Refusal('input_invalid', 'email: none is on file');
    const prefix = `receipt:${paymentId}:payer:`;
    const copies = (await findMessagesAbout(transaction, organisation.id, prefix)).length;
    if (copies >= mostCopies) throw new Refusal('too_many_tries');
    if (order.email) await writeEmail(transaction, organisation.id, paymentId, order.email);
    await enqueueMessage(transaction, context, organisation.id, {
      source: `${prefix}${copies + 1}`,
      template: 'receipt-for-payer',
      recipient: to,
      language: payment.language,
      payload: { paymentId },
    });
    await recordAudit(transaction, context, organisation.id, {
      actor: order.actor,
      action: 'resend receipt',
      subject: paymentId,
      detail: { corrected: order.email !== null },
    });
    return to;
  });
  context.wake(organisation.id, 'send-messages');
  return recipient;
}
