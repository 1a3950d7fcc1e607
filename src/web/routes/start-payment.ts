/** What *Pay now* does: reads the choice, starts the attempt, leads to the provider's page. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { startAttempt } from '../../payments/index.ts';
import { readForm } from '../form.ts';
import { formErrorTexts } from '../pages/form-errors.texts.ts';
import type { EmailForm } from '../pages/payment.ts';
import { viewOf, type Site } from '../site.ts';
import { fieldErrors } from './field-errors.ts';
import { openPayment } from './open-payment.ts';
import { nothingAsked } from './payment-state.ts';
import { priceAgain } from './price-again.ts';
import { showPayment } from './show-payment.ts';
import { emailFields, readEmail, withSuggestion } from './typed-email.ts';

const choiceForm = z.object({
  method: z.literal('card'),
  ...emailFields,
  terms: z.string().min(1),
  // Posted by the page; whoever leaves it out accepts the terms of now.
  terms_version: z.string().optional(),
});

export async function startPayment(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const opened = await openPayment(site, request);
  const { organisation, payment, address } = opened;
  const { language } = viewOf(site, request, reply, organisation);
  const t = formErrorTexts(language);
  const body = withSuggestion(request.body);
  const read = readForm(body, { schema: choiceForm, message: fieldErrors(language) });
  const again = (form: EmailForm): Promise<FastifyReply> =>
    showPayment(site, request, reply.status(422), opened, {
      ...nothingAsked,
      chooseAgain: true,
      form,
    });
  if (read.kind === 'bad') return again({ ...read.form, suggestion: null });
  const email = readEmail(read.value);
  const { values } = read;
  if (email.kind === 'wrong')
    return again({ values, errors: { email: t('email_wrong') }, suggestion: null });
  if (email.kind === 'suspect') return again({ values, errors: {}, suggestion: email.suggestion });
  try {
    const choice = {
      method: read.value.method,
      email: email.address,
      language,
      termsAccepted: true,
      termsVersion: versionOf(read.value.terms_version),
    };
    await priceAgain(site, organisation, payment);
    const attempt = await startAttempt(site.context, organisation, payment, choice);
    return await reply.redirect(
      attempt.state === 'action_required' ? (attempt.redirectUrl ?? address) : address,
      303,
    );
  } catch (error) {
    // Each of these is a state of the payment or of its invoice: the page says which.
    if (!(error instanceof Refusal) || error.code === 'too_many_tries') throw error;
    if (error.code === 'terms_changed') {
      const unticked = { ...values, terms: '' };
      return again({ values: unticked, errors: { terms: t('terms_changed') }, suggestion: null });
    }
    if (error.code !== 'method_not_available') return reply.redirect(address, 303);
    return again({ values, errors: { method: t('method_unavailable') }, suggestion: null });
  }
}

/** What is no number is no version either, so that the page is shown again. */
function versionOf(typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined;
  return /^\d{1,9}$/.test(typed) ? Number(typed) : 0;
}
