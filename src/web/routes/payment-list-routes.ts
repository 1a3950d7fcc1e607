/** Asking for the list of one's payments; right and wrong data are answered alike and counted alike. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { calendarDateFromTyped, dateIn } from '../../core/calendar-date.ts';
import { Refusal } from '../../core/errors.ts';
import { keyedDigest } from '../../core/sealing.ts';
import type { Language } from '../../core/texts.ts';
import { normaliseTaxId, type Organisation } from '../../organisations/index.ts';
import { networkOf, tryOnce } from '../../rate-limits/index.ts';
import { askPaymentList, type Period } from '../../receipts/index.ts';
import { emptyForm, type FilledForm } from '../components/field.ts';
import { readForm } from '../form.ts';
import { formErrorTexts } from '../pages/form-errors.texts.ts';
import { paymentListAskedPage, paymentListPage } from '../pages/payment-list.ts';
import { paymentListPageTexts } from '../pages/payment-list.texts.ts';
import { orderKeyOf } from '../order-key.ts';
import { queryText } from '../posted-fields.ts';
import { sendPage } from '../send-page.ts';
import { organisationOf, viewOf, type Site } from '../site.ts';

const hour = 3_600_000;
const perNetwork = { most: 10, windowMs: hour };
/** Each right request is a mail to somebody who may not have asked for it. */
const perPerson = { most: 4, windowMs: 24 * hour };
const longestYears = 10;

export function addPaymentListRoutes(app: FastifyInstance, site: Site): void {
  app.get('/:organisation/payment-list', async (request, reply) => {
    const organisation = await organisationOf(site, request);
    const view = viewOf(site, request, reply, organisation);
    if (queryText(request, 'asked') === '1') return sendPage(reply, paymentListAskedPage(view));
    const form = { ...emptyForm, values: thisYear(site, organisation) };
    return sendPage(reply, paymentListPage(view, { form, orderKey: site.context.ids.token() }));
  });
  app.post('/:organisation/payment-list', (request, reply) => ask(site, request, reply));
}

const code = z.string().min(1).max(100);
const day = z.string().min(1).max(20);
const schema = z.object({ customer_code: code, tax_code: code, from: day, to: day });

async function ask(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const organisation = await organisationOf(site, request);
  const view = viewOf(site, request, reply, organisation);
  const orderKey = orderKeyOf(site, request);
  const again = (form: FilledForm): FastifyReply =>
    sendPage(reply.status(422), paymentListPage(view, { form, orderKey }));
  const common = formErrorTexts(view.language);
  const missing: Readonly<Record<string, string>> = {
    customer_code: common('customer_code_missing'),
    tax_code: common('tax_code_missing'),
  };
  const read = readForm(request.body, {
    schema,
    message: (field) => missing[field] ?? common('date_wrong'),
  });
  if (read.kind === 'bad') return again(read.form);
  const { customer_code: customerCode, tax_code: taxCode, from, to } = read.value;
  const period = periodOf(from, to, view.language);
  if ('errors' in period) return again({ values: read.values, errors: period.errors });
  await refuseTooMany(site, organisation, request.ip, taxCode);
  const identity = { customerCode, taxCode };
  const { language } = view;
  await askPaymentList(site.context, organisation, { identity, period, language, orderKey });
  return reply.redirect(`${view.links.paymentList}?asked=1`, 303);
}

function periodOf(
  typedFrom: string,
  typedTo: string,
  language: Language,
): Period | { readonly errors: Record<string, string> } {
  const t = paymentListPageTexts(language);
  const wrong = formErrorTexts(language)('date_wrong');
  const [from, to] = [calendarDateFromTyped(typedFrom), calendarDateFromTyped(typedTo)];
  if (!from) return { errors: { from: wrong } };
  if (!to) return { errors: { to: wrong } };
  if (from > to) return { errors: { to: t('order_wrong') } };
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return years > longestYears ? { errors: { from: t('too_long') } } : { from, to };
}

/** Counted whether or not there is such a person. @throws Refusal `too_many_tries` */
async function refuseTooMany(
  site: Site,
  organisation: Organisation,
  ip: string,
  taxCode: string,
): Promise<void> {
  const limits = [
    ['from', networkOf(ip), perNetwork],
    ['person', normaliseTaxId(taxCode), perPerson],
  ] as const;
  for (const [what, whose, limit] of limits) {
    const digest = keyedDigest(site.context.key, 'rate-limit', whose);
    const bucket = `payment-list:${organisation.id}:${what}:${digest}`;
    if (!(await tryOnce(site.context, { bucket, ...limit }))) throw new Refusal('too_many_tries');
  }
}

/** From the first of January to today, as a person would type it. */
function thisYear({ context }: Site, { settings }: Organisation): Record<string, string> {
  const today = dateIn(settings.time_zone, context.clock.now());
  const [year = '', month, date] = today.split('-');
  return { from: `1/1/${year}`, to: `${Number(date)}/${Number(month)}/${year}` };
}
