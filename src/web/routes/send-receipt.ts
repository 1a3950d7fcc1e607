/** Sends the receipt of a payment again, to a corrected address if need be. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { resendReceipt } from '../../receipts/index.ts';
import { readForm } from '../form.ts';
import { formErrorTexts } from '../pages/form-errors.texts.ts';
import type { EmailForm } from '../pages/payment.ts';
import { viewOf, type Site } from '../site.ts';
import { openPayment } from './open-payment.ts';
import { nothingAsked } from './payment-state.ts';
import { showPayment } from './show-payment.ts';
import { emailFields, readEmail, withSuggestion } from './typed-email.ts';

const sendForm = z.object({
  email: z.string().min(1).max(254),
  email_checked: emailFields.email_checked,
});

/** Whoever has this page's address has paid, so no other proof is asked. */
export async function sendReceipt(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const opened = await openPayment(site, request);
  const { organisation, payment, address } = opened;
  const t = formErrorTexts(viewOf(site, request, reply, organisation).language);
  const body = withSuggestion(request.body);
  const read = readForm(body, { schema: sendForm, message: () => t('email_missing') });
  const again = (form: EmailForm): Promise<FastifyReply> =>
    showPayment(site, request, reply.status(422), opened, { ...nothingAsked, form });
  if (read.kind === 'bad') return again({ ...read.form, suggestion: null });
  const { values } = read;
  const email = readEmail(read.value);
  if (email.kind === 'suspect') return again({ values, errors: {}, suggestion: email.suggestion });
  if (email.kind === 'wrong' || email.address === null) {
    return again({ values, errors: { email: t('email_missing') }, suggestion: null });
  }
  await resendReceipt(site.context, organisation, payment.id, {
    email: email.address,
    actor: 'payer',
  });
  return reply.redirect(`${address}?sent=1`, 303);
}
