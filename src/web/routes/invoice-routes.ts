/** The page of an invoice, and what its buttons do. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { keyedDigest } from '../../core/sealing.ts';
import type { Invoice } from '../../invoices/index.ts';
import { addLogFields } from '../../observation/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import {
  cancelAttempt,
  createPayment,
  findAttempt,
  findAttempts,
  isLive,
  type Payment,
} from '../../payments/index.ts';
import { tryOnce } from '../../rate-limits/index.ts';
import { resendReceipt } from '../../receipts/index.ts';
import { addressesOf } from '../addresses.ts';
import type { FilledForm } from '../components/field.ts';
import { readForm } from '../form.ts';
import { addressPart, postedFields, queryText } from '../posted-fields.ts';
import { invoicesByTokens } from '../page-facts.ts';
import { invoicePage, type Instalment } from '../pages/invoice.ts';
import { sendPage } from '../send-page.ts';
import { knownVisitor, organisationOf, viewOf, visitorOf, type Site } from '../site.ts';
import { formErrorTexts } from '../pages/form-errors.texts.ts';
import { addToCart } from './add-to-cart.ts';
import { invoiceFacts } from './invoice-facts.ts';
import { invoiceNow } from './invoice-state.ts';

const hour = 3_600_000;

/** Four digits are soon guessed: at 20 a day, even odds take most of a year. */
const proofLimits = [
  { most: 10, windowMs: hour },
  { most: 20, windowMs: 24 * hour },
] as const;

type Opened = {
  readonly organisation: Organisation;
  readonly invoice: Invoice;
  readonly address: string;
};

export function addInvoiceRoutes(app: FastifyInstance, site: Site): void {
  app.get('/:organisation/invoices/:token', async (request, reply) => {
    const opened = await open(site, request);
    const isResent = queryText(request, 'resent') === '1';
    return show(site, request, reply, opened, { isResent });
  });
  app.post('/:organisation/invoices/:token/pay', (request, reply) => pay(site, request, reply));
  app.post('/:organisation/invoices/:token/cart', (request, reply) =>
    collect(site, request, reply),
  );
  app.post('/:organisation/invoices/:token/restart', (request, reply) =>
    restart(site, request, reply),
  );
  app.post('/:organisation/invoices/:token/resend', (request, reply) =>
    resend(site, request, reply),
  );
  app.post('/:organisation/invoices/:token/open', (request, reply) =>
    openPaid(site, request, reply),
  );
}

async function open(site: Site, request: FastifyRequest): Promise<Opened> {
  const organisation = await organisationOf(site, request);
  const token = addressPart(request, 'token');
  const [invoice] = await invoicesByTokens(site, organisation, [token]);
  if (!invoice || invoice.isCreditNote) throw new Refusal('not_found');
  return { organisation, invoice, address: addressesOf(organisation.slug).invoice(token) };
}

async function show(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  { organisation, invoice }: Opened,
  extra: { readonly form?: FilledForm; readonly isResent?: boolean; readonly dueError?: string },
): Promise<FastifyReply> {
  const view = viewOf(site, request, reply, organisation);
  const visitor = knownVisitor(site, request);
  const now = await invoiceNow(site, organisation, { invoice, visitor, ...extra });
  return sendPage(
    reply,
    invoicePage(view, {
      invoice: invoiceFacts(invoice, now.instalments, view.language),
      state: now.state,
    }),
  );
}

/** Refusals of beginning a payment are states of the invoice: its page says which. */
async function pay(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const opened = await open(site, request);
  const { organisation, invoice, address } = opened;
  const visitor = visitorOf(site, request);
  const now = await invoiceNow(site, organisation, { invoice, visitor });
  const chosen = chosenOf(request, now.instalments);
  const { language } = viewOf(site, request, reply, organisation);
  if (chosen.length === 0 && now.state.kind === 'payable') {
    const dueError = formErrorTexts(language)('due_missing');
    return show(site, request, reply.status(422), opened, { dueError });
  }
  if (chosen.length === 0) return reply.redirect(address, 303);
  try {
    const begun = await createPayment(site.context, organisation, {
      dueIds: chosen,
      visitor,
      language,
    });
    addLogFields({ payment: begun.payment.id });
    if (begun.kind === 'in_progress') return await reply.redirect(address, 303);
    return await reply.redirect(
      addressesOf(organisation.slug).payment(begun.payment.accessToken),
      303,
    );
  } catch (error) {
    if (error instanceof Refusal && error.code === 'too_many_dues') {
      const dueError = formErrorTexts(language)('due_too_many');
      return show(site, request, reply.status(422), opened, { dueError });
    }
    if (error instanceof Refusal) return reply.redirect(address, 303);
    throw error;
  }
}

/** Puts what is chosen into the cart. */
async function collect(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const opened = await open(site, request);
  const { organisation, invoice } = opened;
  const visitor = visitorOf(site, request);
  const { instalments } = await invoiceNow(site, organisation, { invoice, visitor });
  const chosen = chosenOf(request, instalments);
  if (chosen.length > 0) return addToCart(site, request, reply, organisation, chosen);
  const { language } = viewOf(site, request, reply, organisation);
  const dueError = formErrorTexts(language)('due_missing');
  return show(site, request, reply.status(422), opened, { dueError });
}

/** Of this invoice's dues those that were posted. */
function chosenOf(request: FastifyRequest, instalments: readonly Instalment[]): string[] {
  const posted = readDues(request.body);
  return posted.filter((id) => instalments.some(({ dueId }) => dueId === id));
}

function readDues(body: unknown): string[] {
  const { due } = postedFields(body);
  return [due]
    .flat()
    .filter((id): id is string => typeof id === 'string')
    .slice(0, 100);
}

/** Somebody else's page may still be paid: it is closed at the provider before this one may begin. */
async function restart(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { organisation, invoice, address } = await open(site, request);
  const { holder } = await invoiceNow(site, organisation, {
    invoice,
    visitor: visitorOf(site, request),
  });
  if (holder) await cancelLive(site, organisation, holder);
  return reply.redirect(address, 303);
}

async function cancelLive(site: Site, organisation: Organisation, payment: Payment): Promise<void> {
  const attempts = await findAttempts(site.context.database, organisation.id, [payment.id]);
  const live = attempts.find((attempt) => isLive(attempt.state));
  if (live) await cancelAttempt(site.context, organisation, live, 'payer');
}

/** Only to the address on file, so that nobody who merely knows the invoice learns anything. */
async function resend(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { organisation, invoice, address } = await open(site, request);
  const { paidBy } = await invoiceNow(site, organisation, {
    invoice,
    visitor: visitorOf(site, request),
  });
  if (!paidBy) return reply.redirect(address, 303);
  await resendReceipt(site.context, organisation, paidBy.id, { email: null, actor: 'payer' });
  return reply.redirect(`${address}?resent=1`, 303);
}

const proofForm = z.object({
  proof: z.string({ error: 'required' }).min(1, { error: 'required' }).max(254),
});

/** Opens the payment to whoever knows the card's last four digits or the address that was used. */
async function openPaid(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const opened = await open(site, request);
  const { organisation, invoice, address } = opened;
  const view = viewOf(site, request, reply, organisation);
  const t = formErrorTexts(view.language);
  const { paidBy } = await invoiceNow(site, organisation, {
    invoice,
    visitor: visitorOf(site, request),
  });
  if (!paidBy) return reply.redirect(address, 303);
  const bucket = `proof:${keyedDigest(site.context.key, 'rate-limit', paidBy.id)}`;
  for (const limit of proofLimits) {
    if (!(await tryOnce(site.context, { bucket: `${bucket}:${limit.windowMs}`, ...limit })))
      throw new Refusal('too_many_tries');
  }
  const message = () => t('proof_missing');
  const read = readForm(request.body, { schema: proofForm, message, forgotten: ['proof'] });
  if (read.kind === 'bad')
    return show(site, request, reply.status(422), opened, { form: read.form });
  if (await isProof(site, organisation, paidBy, read.value.proof)) {
    return reply.redirect(addressesOf(organisation.slug).payment(paidBy.accessToken), 303);
  }
  const form = { values: {}, errors: { proof: t('proof_wrong') } };
  return show(site, request, reply.status(422), opened, { form });
}

async function isProof(
  site: Site,
  organisation: Organisation,
  payment: Payment,
  proof: string,
): Promise<boolean> {
  const attempt =
    payment.settledBy &&
    (await findAttempt(site.context.database, organisation.id, payment.settledBy));
  const digits = proof.replaceAll(/[\s*•-]/g, '');
  const isCard = attempt !== null && attempt !== '' && attempt.instrument?.lastFour === digits;
  return (
    isCard || (payment.email !== null && proof.trim().toLowerCase() === payment.email.toLowerCase())
  );
}
