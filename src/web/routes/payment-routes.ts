/** The payment's page: one address for its whole life, and what its buttons do. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { equal, type Money } from '../../core/money.ts';
import { findDues, outstanding, type Due } from '../../dues/index.ts';
import { findInvoices } from '../../invoices/index.ts';
import { parseEmailAddress, suggestEmailAddress } from '../../messages/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import {
  askProvider,
  cancelAttempt,
  findAllocations,
  findAttempts,
  findHolds,
  findPaymentByToken,
  isLive,
  noteSeen,
  startAttempt,
  type Attempt,
  type Payment,
} from '../../payments/index.ts';
import { resendReceipt } from '../../receipts/index.ts';
import { addressesOf } from '../addresses.ts';
import { readForm } from '../form.ts';
import { liveState, paymentPage, type EmailForm } from '../pages/payment.ts';
import { paymentTexts } from '../pages/payment.texts.ts';
import { sendPage } from '../send-page.ts';
import { organisationOf, viewOf, type Site } from '../site.ts';
import { formErrorTexts } from '../pages/form-errors.texts.ts';
import { fieldErrors } from './field-errors.ts';
import { nothingAsked, paymentState, type Asked } from './payment-state.ts';
import { addressPart, postedFields, queryText } from '../posted-fields.ts';

export function addPaymentRoutes(app: FastifyInstance, site: Site): void {
  app.get('/:organisation/payments/:token', async (request, reply) => {
    const opened = await openPayment(site, request);
    const { payment, attempts } = opened;
    const justSentTo = queryText(request, 'sent') === '1' ? payment.email : null;
    const live = attempts.find((attempt) => isLive(attempt.state));
    if (live)
      await noteSeen(
        site.context.database,
        opened.organisation.id,
        live.id,
        site.context.clock.now(),
      );
    const asked = {
      ...nothingAsked,
      chooseAgain: queryText(request, 'choose') === '1',
      justSentTo,
    };
    return show(site, request, reply, opened, asked);
  });
  app.get('/:organisation/payments/:token/state', async (request) => {
    const { organisation, payment } = await openPayment(site, request);
    return { state: liveState(await paymentState(site, organisation, payment, nothingAsked)) };
  });
  app.post('/:organisation/payments/:token/start', (request, reply) => start(site, request, reply));
  app.post('/:organisation/payments/:token/cancel', (request, reply) =>
    cancel(site, request, reply),
  );
  app.post('/:organisation/payments/:token/retry', async (request, reply) => {
    const { address } = await openPayment(site, request);
    return reply.redirect(`${address}?choose=1`, 303);
  });
  app.post('/:organisation/payments/:token/send', (request, reply) => send(site, request, reply));
  // Some providers return by a form post from their site, which carries no cookie of ours.
  for (const method of ['GET', 'POST'] as const) {
    app.route({
      method,
      url: '/:organisation/payments/:token/return',
      config: { csrf: 'exempt' },
      handler: (request, reply) => comeBack(site, request, reply),
    });
  }
}

type Opened = {
  readonly organisation: Organisation;
  readonly payment: Payment;
  readonly attempts: readonly Attempt[];
  readonly address: string;
};

export async function openPayment(site: Site, request: FastifyRequest): Promise<Opened> {
  const organisation = await organisationOf(site, request);
  const token = addressPart(request, 'token');
  const { database } = site.context;
  const payment = await findPaymentByToken(database, organisation.id, token);
  if (!payment) throw new Refusal('not_found');
  const attempts = await findAttempts(database, organisation.id, [payment.id]);
  return {
    organisation,
    payment,
    attempts,
    address: addressesOf(organisation.slug).payment(token),
  };
}

async function show(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  { organisation, payment, address }: Opened,
  asked: Asked,
): Promise<FastifyReply> {
  const view = viewOf(site, request, reply, organisation);
  const { database } = site.context;
  const state = await paymentState(site, organisation, payment, asked);
  const allocations = await findAllocations(database, organisation.id, payment.id);
  const dues = await findDues(
    database,
    organisation.id,
    allocations.map((allocation) => allocation.dueId),
  );
  const invoiceAddress = await invoiceAddressOf(site, organisation, dues);
  // Another payment settled or holds what this one would pay: the invoice's page says which.
  const canChoose = isStillOwed(allocations, dues) && !(await areHeld(site, organisation, dues));
  if (state.kind === 'choose' && !canChoose) return reply.redirect(invoiceAddress, 303);
  const t = paymentTexts(view.language);
  const items = allocations.map((allocation) => ({
    label: t('invoice_item', {
      reason: dues.find((due) => due.id === allocation.dueId)?.reason ?? '',
    }),
    amount: allocation.amount,
  }));
  const page = {
    reference: payment.id,
    payeeName: organisation.settings.name,
    amount: payment.total,
    items,
    invoiceAddress,
    stateAddress: `${address}/state`,
    state,
  };
  return sendPage(reply, paymentPage(view, page));
}

/** Whether each due is still open at the amount that this payment would pay. */
function isStillOwed(
  allocations: readonly { dueId: string; amount: Money }[],
  dues: readonly Due[],
): boolean {
  return allocations.every(({ dueId, amount }) => {
    const due = dues.find((one) => one.id === dueId);
    return due !== undefined && equal(outstanding(due), amount);
  });
}

/** Whether an attempt is under way that pays any of the dues. */
async function areHeld(
  site: Site,
  organisation: Organisation,
  dues: readonly Due[],
): Promise<boolean> {
  const dueIds = dues.map((due) => due.id);
  return (await findHolds(site.context.database, organisation.id, dueIds)).length > 0;
}

async function invoiceAddressOf(
  site: Site,
  organisation: Organisation,
  dues: readonly Due[],
): Promise<string> {
  const addresses = addressesOf(organisation.slug);
  const invoiceIds = dues.flatMap((due) => due.invoiceId ?? []);
  const [invoice] = await findInvoices(site.context.database, organisation.id, invoiceIds);
  return invoice ? addresses.invoice(invoice.accessToken) : addresses.home;
}

const emailFields = {
  email: z.string().max(254).default(''),
  email_checked: z.string().max(254).default(''),
};

/**
 * The form with the suggested address in the place of the misspelt one, when its button was pressed.
 *
 * Enter in a field presses the first button too: an address that was typed anew meanwhile is meant.
 */
function withSuggestion(body: unknown): unknown {
  const fields = postedFields(body);
  const { email, email_checked: asked, email_suggested: suggested } = fields;
  if (typeof suggested !== 'string' || email !== asked) return fields;
  return { ...fields, email: suggested };
}

const choiceForm = z.object({
  method: z.literal('card'),
  ...emailFields,
  terms: z.string().min(1),
});

async function start(
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
    show(site, request, reply.status(422), opened, { ...nothingAsked, chooseAgain: true, form });
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
    };
    const attempt = await startAttempt(site.context, organisation, payment, choice);
    return await reply.redirect(
      attempt.state === 'action_required' ? (attempt.redirectUrl ?? address) : address,
      303,
    );
  } catch (error) {
    // Each of these is a state of the payment or of its invoice: the page says which.
    if (!(error instanceof Refusal)) throw error;
    if (error.code !== 'method_not_available') return reply.redirect(address, 303);
    return again({ values, errors: { method: t('method_unavailable') }, suggestion: null });
  }
}

type ReadEmail =
  | { readonly kind: 'good'; readonly address: string | null }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'suspect'; readonly suggestion: string };

/** An address that looks misspelt is asked about once; sent again unchanged, it is meant. */
function readEmail(form: { readonly email: string; readonly email_checked: string }): ReadEmail {
  if (form.email.trim() === '') return { kind: 'good', address: null };
  const address = parseEmailAddress(form.email);
  if (!address) return { kind: 'wrong' };
  const suggestion = suggestEmailAddress(address);
  const isMeant = form.email_checked.trim().toLowerCase() === form.email.trim().toLowerCase();
  return suggestion && !isMeant ? { kind: 'suspect', suggestion } : { kind: 'good', address };
}

async function cancel(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { organisation, attempts, address } = await openPayment(site, request);
  const live = attempts.find((attempt) => isLive(attempt.state));
  if (live) await cancelAttempt(site.context, organisation, live, 'payer');
  return reply.redirect(address, 303);
}

/** The payer comes back from the provider; nothing the address says is believed: the provider is asked. */
async function comeBack(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { organisation, attempts, address } = await openPayment(site, request);
  site.context.reach('return.before_ask');
  const live = attempts.find((attempt) => isLive(attempt.state));
  if (live) await askProvider(site.context, organisation, live, 'payer');
  return reply.redirect(address, 303);
}

const sendForm = z.object({
  email: z.string().min(1).max(254),
  email_checked: emailFields.email_checked,
});

/** Sends the receipt again, to a corrected address if need be: whoever has this page's address has paid. */
async function send(
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
    show(site, request, reply.status(422), opened, { ...nothingAsked, form });
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
