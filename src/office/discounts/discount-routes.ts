/** Discounts in the back office: made, changed, ended, with what was used of each. */
import type { FastifyReply } from 'fastify';
import { Refusal } from '../../core/errors.ts';
import {
  endDiscount,
  findDiscounts,
  findDiscountsByIds,
  saveDiscount,
  type Discount,
  type DiscountTerms,
} from '../../discounts/index.ts';
import { carryOutOnce } from '../../orders/index.ts';
import { findChargeTypes, type ChargeType } from '../../services/index.ts';
import { isAllowed } from '../../staff/index.ts';
import { holdsCardNumber } from '../../web/card-number-guard.ts';
import { orderKeyOf } from '../../web/order-key.ts';
import { addressPart, queryText } from '../../web/posted-fields.ts';
import type { Content } from '../../web/html.ts';
import { sendPage } from '../../web/send-page.ts';
import { atPage } from '../acting/deed.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import { changedSince, offerFacts, seenVersion } from '../services/edit-routes.ts';
import { formOf } from '../services/offer-section.ts';
import { readPosted, textOf, type PostedOffer } from '../services/posted-offer.ts';
import { discountPage, discountsPage } from './discount-pages.ts';
import { discountTexts } from './discount.texts.ts';
import { discountValues, readDiscount } from './read-discount.ts';

const permission = 'manage_services';

export const discountRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path: '/discounts', permission, handle: showDiscounts },
  { method: 'GET', path: '/discounts/new_discount', permission, handle: showNew },
  { method: 'POST', path: '/discounts/new_discount', permission, handle: postNew },
  { method: 'GET', path: '/discounts/:discount', permission, handle: showOne },
  { method: 'POST', path: '/discounts/:discount', permission, handle: postOne },
  { method: 'POST', path: '/discounts/:discount/end', permission, handle: postEnd },
];

/** The charge types that somebody may look after. */
async function ourCharges({ context, organisation, member }: StaffVisit): Promise<ChargeType[]> {
  const all = await findChargeTypes(context.database, organisation.id);
  return all.filter(({ serviceId }) => isAllowed(member, permission, serviceId));
}

async function showDiscounts(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, request, reply, view } = visit;
  const charges = await ourCharges(visit);
  const ours = new Set(charges.map(({ id }) => id));
  const all = await findDiscounts(context.database, organisation.id);
  const page = discountsPage(view, {
    discounts: all.filter(({ chargeTypeId }) => ours.has(chargeTypeId)),
    hasCharges: charges.length > 0,
    said: saidOf(visit, queryText(request, 'done')),
  });
  return sendPage(reply, page);
}

function saidOf({ view }: StaffVisit, done: string | null): string | null {
  const known = (['made', 'saved', 'ended'] as const).find((one) => one === done);
  return known ? discountTexts(view.language)(`done_${known}`) : null;
}

/** @throws Refusal `not_found`, also for one of a service of others */
async function discountOf(visit: StaffVisit): Promise<Discount> {
  const { context, organisation, request } = visit;
  const id = addressPart(request, 'discount');
  const [discount] = await findDiscountsByIds(context.database, organisation.id, [id]);
  const charges = discount ? await ourCharges(visit) : [];
  if (!discount || !charges.some((charge) => charge.id === discount.chargeTypeId))
    throw new Refusal('not_found');
  return discount;
}

type Shown = {
  readonly discount: Discount | null;
  readonly posted: PostedOffer;
  readonly errors?: Readonly<Record<string, string>>;
  readonly problem?: Content;
  /** The one that whoever types has seen. */
  readonly version?: number | undefined;
  readonly said?: string | null;
};

async function pageOf(
  visit: StaffVisit,
  { discount, posted, errors, problem = null, version, said = null }: Shown,
) {
  const { context } = visit;
  const view = atPage(visit.view, `/discounts/${discount?.id ?? 'new_discount'}`);
  return discountPage(view, {
    discount,
    charges: await ourCharges(visit),
    form: formOf(posted, errors),
    facts: await offerFacts(visit),
    orderKey: textOf(posted, 'order_key') || context.ids.token(),
    version: version ?? seenVersion(posted, discount?.version ?? 0),
    problem,
    said,
  });
}

async function showNew(visit: StaffVisit): Promise<FastifyReply> {
  const charge = queryText(visit.request, 'charge') ?? '';
  const posted = { kind: 'percent', charge_type: charge, is_public: '' };
  return sendPage(visit.reply, await pageOf(visit, { discount: null, posted }));
}

async function showOne(visit: StaffVisit): Promise<FastifyReply> {
  const discount = await discountOf(visit);
  const posted = discountValues(discount, visit.view.language);
  const said = saidOf(visit, queryText(visit.request, 'done'));
  return sendPage(visit.reply, await pageOf(visit, { discount, posted, said }));
}

async function postNew(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, request, site } = visit;
  const key = orderKeyOf(site, request);
  return answer(visit, null, async (terms) => {
    await context.database.transaction((transaction) =>
      carryOutOnce(
        context,
        transaction,
        organisation.id,
        { key, action: 'new discount', subject: terms.chargeTypeId },
        async () => void (await saveDiscount(context, transaction, organisation, terms, actor)),
      ),
    );
    return '/discounts?done=made';
  });
}

async function postOne(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor } = visit;
  const discount = await discountOf(visit);
  const version = seenVersion(visit.request.body, discount.version);
  return answer(visit, discount, async (terms) => {
    const changed = { ...terms, id: discount.id, version };
    await context.database.transaction((transaction) =>
      saveDiscount(context, transaction, organisation, changed, actor),
    );
    return `/discounts/${discount.id}?done=saved`;
  });
}

/** @param deed does it, and says which page comes next */
async function answer(
  visit: StaffVisit,
  discount: Discount | null,
  deed: (terms: DiscountTerms) => Promise<string>,
): Promise<FastifyReply> {
  const { request, reply, view } = visit;
  const t = discountTexts(view.language);
  const posted = readPosted(request.body);
  const charges = await ourCharges(visit);
  const wanted = discount?.chargeTypeId ?? textOf(posted, 'charge_type');
  const read = readDiscount(posted, charges.find(({ id }) => id === wanted) ?? null);
  const refused = async (fields: readonly string[], words: string = t('wrong')) => {
    const errors = Object.fromEntries(fields.map((field) => [fieldNamed(visit, field), words]));
    return sendPage(reply.status(422), await pageOf(visit, { discount, posted, errors }));
  };
  if (read.kind === 'bad') return refused(read.fields);
  const { names, code } = read.terms;
  if ([...Object.values(names), code ?? ''].some(holdsCardNumber))
    return refused(['names'], t('card_number'));
  try {
    return reply.redirect(view.office.to(await deed(read.terms)), 303);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'not_found') throw error;
    if (error.code === 'changed_since' && discount) {
      const problem = changedSince(visit, `/discounts/${discount.id}`);
      const shown = { discount, posted, problem, version: discount.version };
      return sendPage(reply.status(409), await pageOf(visit, shown));
    }
    const [field = ''] = error.detail.split(':');
    const isTaken = field === 'code' && error.detail.includes('another');
    if (fieldNames.has(field)) return refused([field], isTaken ? t('code_taken') : t('wrong'));
    const problem = t('refused');
    return sendPage(reply.status(409), await pageOf(visit, { discount, posted, problem }));
  }
}

const fieldNames = new Set([
  'code',
  'value',
  'names',
  'valid_until',
  'most_uses',
  'most_uses_per_payer',
]);

function fieldNamed({ organisation }: StaffVisit, field: string): string {
  return field === 'names' ? `names_${organisation.settings.languages[0] ?? 'it'}` : field;
}

async function postEnd(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, reply, view } = visit;
  const { id } = await discountOf(visit);
  await context.database.transaction((transaction) =>
    endDiscount(context, transaction, organisation, id, actor),
  );
  return reply.redirect(view.office.to('/discounts?done=ended'), 303);
}
