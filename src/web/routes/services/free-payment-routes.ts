/** The form of a free payment, and what its two buttons do: into the cart, or through it straight to paying. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addFreeItem, checkOut, countItems } from '../../../carts/index.ts';
import { dateIn } from '../../../core/calendar-date.ts';
import { Refusal } from '../../../core/errors.ts';
import { keyedDigest } from '../../../core/sealing.ts';
import { addLogFields } from '../../../observation/index.ts';
import { networkOf, tryOnce } from '../../../rate-limits/index.ts';
import type { Organisation } from '../../../organisations/index.ts';
import { addressesOf } from '../../addresses.ts';
import { emptyForm, type FilledForm } from '../../components/field.ts';
import { freePaymentPage, type FreePaymentPage } from '../../pages/services/free-payment.ts';
import { postedFields } from '../../posted-fields.ts';
import { sendPage } from '../../send-page.ts';
import { viewOf, visitorOf, type Site } from '../../site.ts';
import type { View } from '../../view.ts';
import { openFreePayment } from './open-service.ts';
import { readFreePayment } from './read-free-payment.ts';

/** A school or an office may well be one network. */
const perNetwork = { most: 60, windowMs: 3_600_000 };

type Opened = Awaited<ReturnType<typeof openFreePayment>>;

export function addFreePaymentRoutes(app: FastifyInstance, site: Site): void {
  app.get('/:organisation/services/:service/:charge', async (request, reply) => {
    const opened = await openFreePayment(site, request);
    const view = viewOf(site, request, reply, opened.organisation);
    return sendPage(reply, pageOf(view, opened, emptyForm));
  });
  app.post('/:organisation/services/:service/:charge', (request, reply) =>
    take(site, request, reply),
  );
}

function pageOf(
  view: View,
  { organisation, service, chargeType }: Opened,
  form: FilledForm,
  full: FreePaymentPage['full'] = null,
) {
  const addresses = addressesOf(organisation.slug);
  return freePaymentPage(view, {
    service,
    backAddress: addresses.service(service.id),
    chargeType,
    action: addresses.freePayment(service.id, chargeType.id),
    form,
    full,
    isChange: false,
  });
}

async function take(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { context } = site;
  const opened = await openFreePayment(site, request);
  const { organisation, chargeType } = opened;
  const view = viewOf(site, request, reply, organisation);
  const today = dateIn(organisation.settings.time_zone, context.clock.now());
  const read = readFreePayment(chargeType, request.body, { language: view.language, today });
  if (read.kind === 'bad') return sendPage(reply.status(422), pageOf(view, opened, read.form));
  await refuseTooManyFree(site, organisation, request.ip);
  const { price, debtor, answers, typed } = read;
  const visitor = visitorOf(site, request);
  const before = await countItems(context.database, organisation, visitor);
  const added = await addFreeItem(context, organisation, {
    visitor,
    chargeType,
    price,
    debtor,
    answers,
    typed,
  });
  const { cart } = addressesOf(organisation.slug);
  if (added.kind === 'full') {
    const full = { most: added.most, cartAddress: cart };
    return sendPage(reply.status(409), pageOf(view, opened, { values: typed, errors: {} }, full));
  }
  // What stood in the cart before is not paid without having been seen.
  const isAlone = postedFields(request.body)['next'] === 'pay' && before === 0;
  if (!isAlone) return reply.redirect(cart, 303);
  return reply.redirect(await payOrCart(site, opened, { visitor, view }), 303);
}

/** Stolen cards are tried on small amounts, and each free payment is a new due. @throws Refusal `too_many_tries` */
export async function refuseTooManyFree(
  site: Site,
  organisation: Organisation,
  ip: string,
): Promise<void> {
  const digest = keyedDigest(site.context.key, 'rate-limit', networkOf(ip));
  const bucket = `free-payment:${organisation.id}:${digest}`;
  if (!(await tryOnce(site.context, { bucket, ...perNetwork })))
    throw new Refusal('too_many_tries');
}

/** Where the cart cannot be paid at once, its page says why. */
async function payOrCart(
  site: Site,
  { organisation }: Opened,
  { visitor, view }: { readonly visitor: string; readonly view: View },
): Promise<string> {
  const addresses = addressesOf(organisation.slug);
  try {
    const begun = await checkOut(site.context, organisation, { visitor, language: view.language });
    if (begun.kind === 'in_progress') return addresses.cart;
    addLogFields({ payment: begun.payment.id });
    return addresses.payment(begun.payment.accessToken);
  } catch (error) {
    if (error instanceof Refusal) return addresses.cart;
    throw error;
  }
}
