/** Asks the payer what is to become of a second payment; what they answer is done by staff. */
import { recordAudit } from '../../audit/index.ts';
import type { Context } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { subtract, toDecimal } from '../../core/money.ts';
import { enqueueMessage, findMessagesAbout } from '../../messages/index.ts';
import { carryOutOnce, type StaffOrder } from '../../orders/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import { findAttempt, findPayment, findSuspenseItem } from '../store/index.ts';

/** More would be a way to flood a mailbox. */
const mostMails = 3;

/** @throws Refusal `not_found`, `nothing_to_return`, `too_many_tries`, `input_invalid` when no address is on file */
export async function askPayer(
  context: Pick<Context, 'database' | 'clock' | 'ids' | 'wake'>,
  organisation: Organisation,
  suspenseItemId: string,
  order: StaffOrder,
): Promise<void> {
  const { id, settings, mode } = organisation;
  await context.database.transaction(async (transaction) => {
    const item = await findSuspenseItem(transaction, id, suspenseItemId);
    const attempt = item && (await findAttempt(transaction, id, item.attemptId));
    const payment = attempt && (await findPayment(transaction, id, attempt.paymentId));
    if (!payment) throw new Refusal('not_found', `no suspense item ${suspenseItemId}`);
    const amount = subtract(subtract(item.amount, item.returned), item.resolved);
    const recipient = payment.email;
    const once = { key: order.key, action: 'ask payer', subject: suspenseItemId };
    await carryOutOnce(context, transaction, id, once, async () => {
      if (amount.minor === 0n) throw new Refusal('nothing_to_return');
      if (!recipient) throw new Refusal('input_invalid', 'email: none is on file');
      const prefix = `ask-payer:${suspenseItemId}:`;
      const sent = (await findMessagesAbout(transaction, id, prefix)).length;
      if (sent >= mostMails) throw new Refusal('too_many_tries');
      await enqueueMessage(transaction, context, id, {
        source: `${prefix}${sent + 1}`,
        template: 'second-payment-choice',
        recipient,
        language: payment.language,
        payload: {
          organisationName: settings.name,
          mode,
          paymentId: payment.id,
          attemptId: attempt.id,
          amount: toDecimal(amount),
          currency: amount.currency,
          contactEmail: settings.contact.email ?? settings.mail_address ?? null,
        },
      });
      await recordAudit(transaction, context, id, {
        actor: order.actor,
        action: 'ask payer',
        subject: suspenseItemId,
        detail: { payment: payment.id },
        personal: { reason: order.reason },
      });
    });
  });
  context.wake(id, 'send-messages');
}
