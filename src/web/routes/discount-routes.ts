/** The public page of the discounts that can be had today. */
import type { FastifyInstance } from 'fastify';
import { dateIn } from '../../core/calendar-date.ts';
import { inLanguage } from '../../core/localised.ts';
import { money } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import { findPublicDiscounts, type Discount } from '../../discounts/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import { findChargeTypes, findServices, type ChargeType } from '../../services/index.ts';
import { addressesOf } from '../addresses.ts';
import { discountsPage, type DiscountsPage, type ShownDiscount } from '../pages/discounts.ts';
import { sendPage } from '../send-page.ts';
import { organisationOf, viewOf, type Site } from '../site.ts';

export function addDiscountRoutes(app: FastifyInstance, site: Site): void {
  app.get('/:organisation/discounts', async (request, reply) => {
    const organisation = await organisationOf(site, request);
    const view = viewOf(site, request, reply, organisation);
    const page = await findPage(site, organisation, view.language);
    return sendPage(reply, discountsPage(view, page));
  });
}

/** Of what is open to payers; a discount of a draft is nobody's business yet. */
async function findPage(
  site: Site,
  organisation: Organisation,
  language: Language,
): Promise<DiscountsPage> {
  const { database, clock } = site.context;
  const today = dateIn(organisation.settings.time_zone, clock.now());
  const services = await findServices(database, organisation.id);
  const open = new Set(services.filter(({ state }) => state === 'open').map(({ id }) => id));
  const chargeTypes = (await findChargeTypes(database, organisation.id)).filter(
    (type) => type.state === 'open' && open.has(type.serviceId),
  );
  const byId = new Map(chargeTypes.map((type) => [type.id, type]));
  const addresses = addressesOf(organisation.slug);
  const addressOf = ({ kind, id, serviceId }: ChargeType): string =>
    kind === 'free' ? addresses.freePayment(serviceId, id) : addresses.service(serviceId);
  const discounts = await findPublicDiscounts(database, organisation.id, today);
  return {
    organisationName: organisation.settings.name,
    discounts: discounts.flatMap((discount) => {
      const type = byId.get(discount.chargeTypeId);
      return type ? [{ ...shown(discount, type, language), address: addressOf(type) }] : [];
    }),
    early: chargeTypes.flatMap((type) => earlyOf(type, language)),
  };
}

function shown(
  discount: Discount,
  type: ChargeType,
  language: Language,
): Omit<ShownDiscount, 'address'> {
  const { kind, value, currency, mostUses, used } = discount;
  return {
    name: inLanguage(discount.names, language),
    chargeName: inLanguage(type.definition.name, language),
    off: kind === 'amount' ? { amount: money(value, currency) } : { percent: percentOf(value) },
    code: discount.code,
    validFrom: discount.validFrom,
    validUntil: discount.validUntil,
    left: mostUses === null ? null : mostUses - used,
    perPayer: discount.mostUsesPerPayer,
  };
}

/** `1250` hundredths are `12.50`. */
function percentOf(hundredths: bigint): string {
  const text = String(hundredths).padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}

function earlyOf({ kind, definition }: ChargeType, language: Language) {
  if (kind !== 'dues' || !('price_by_date' in definition)) return [];
  const early = definition.price_by_date?.early;
  if (!early) return [];
  const name = inLanguage(definition.name, language);
  return [{ name, percent: early.percent, daysBefore: early.days_before }];
}
