/** Finds a visitor's cart, each item as it stands now. */
import type { Context } from '../context.ts';
import { dateIn } from '../core/calendar-date.ts';
import type { Language } from '../core/texts.ts';
import type { Queryable } from '../database/database.ts';
import { dayNo, findDiscounts } from '../discounts/index.ts';
import { findDues, outstanding, type Due } from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { findHolds, findPaymentsByIds } from '../payments/index.ts';
import { findChargeTypesByIds, findServicesByIds, type FreeChargeType } from '../services/index.ts';
import type { Cart, StoredItem } from './cart.ts';
import { judgeItems, type Known } from './judge-items.ts';
import { priceItems } from './price-items.ts';
import { findItems, writeTold } from './store.ts';

/** Ours, where the provider knows no limit: a page and a receipt must stay readable. */
const mostItems = 50;

type Finding = Pick<Context, 'database' | 'clock' | 'providers' | 'key'>;

/** @param language in which discounts are named; the organisation's first where nobody reads them */
export async function findCart(
  context: Finding,
  organisation: Organisation,
  visitor: string,
  language?: Language,
): Promise<Cart> {
  return cartWithin(context, context.database, organisation, { visitor, language });
}

/** The same inside a transaction. */
export async function cartWithin(
  context: Pick<Context, 'clock' | 'providers' | 'key'>,
  database: Queryable,
  organisation: Organisation,
  whose: Whose,
): Promise<Cart> {
  const items = await findItems(database, organisation.id, whose.visitor);
  return judgeItems(await knownOf(context, database, organisation, { ...whose, items }), items);
}

type Whose = { readonly visitor: string; readonly language?: Language | undefined };

async function knownOf(
  context: Pick<Context, 'clock' | 'providers' | 'key'>,
  database: Queryable,
  organisation: Organisation,
  { visitor, language, items }: Whose & { readonly items: readonly StoredItem[] },
): Promise<Known> {
  const dueIds = items.flatMap(({ dueId }) => dueId ?? []);
  const typeIds = items.flatMap(({ free }) => free?.chargeTypeId ?? []);
  const dues = dueIds.length > 0 ? await findDues(database, organisation.id, dueIds) : [];
  const types =
    typeIds.length > 0 ? await findChargeTypesByIds(database, organisation.id, typeIds) : [];
  const serviceIds = [...dues.map((due) => due.service), ...types.map((type) => type.serviceId)];
  const services =
    serviceIds.length > 0
      ? await findServicesByIds(database, organisation.id, [...new Set(serviceIds)])
      : [];
  return {
    organisation,
    visitor,
    today: dateIn(organisation.settings.time_zone, context.clock.now()),
    prices: await priceItems(context, database, organisation, { items, dues, language }),
    withCodes: await findTypesWithCodes(context, database, organisation, items, dues),
    holders: await findHolders(database, organisation, dueIds),
    services: byId(services),
    chargeTypes: byId(types.filter((type): type is FreeChargeType => type.kind === 'free')),
    mostOf: (provider) => mostOf(context, organisation, provider),
  };
}

/** For which of the items' charge types somebody could type a code just now. */
async function findTypesWithCodes(
  { clock }: Pick<Context, 'clock'>,
  database: Queryable,
  organisation: Organisation,
  items: readonly StoredItem[],
  dues: readonly Due[],
): Promise<Set<string>> {
  const types = [
    ...items.map(({ free }) => free?.chargeTypeId),
    ...dues.map((due) => due.chargeTypeId),
  ];
  if (!types.some(Boolean)) return new Set();
  const today = dateIn(organisation.settings.time_zone, clock.now());
  const discounts = await findDiscounts(database, organisation.id);
  const given = discounts.filter((one) => one.code !== null && dayNo(one, today) === null);
  return new Set(given.map(({ chargeTypeId }) => chargeTypeId));
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

async function findHolders(
  database: Queryable,
  organisation: Organisation,
  dueIds: readonly string[],
): Promise<Known['holders']> {
  if (dueIds.length === 0) return new Map();
  const holds = await findHolds(database, organisation.id, dueIds);
  const paymentIds = [...new Set(holds.map(({ paymentId }) => paymentId))];
  const payments = byId(
    paymentIds.length > 0 ? await findPaymentsByIds(database, organisation.id, paymentIds) : [],
  );
  return new Map(
    holds.flatMap(({ dueId, paymentId }) => {
      const payment = payments.get(paymentId);
      return payment ? [[dueId, payment] as const] : [];
    }),
  );
}

/** How many dues one payment through a provider can hold, by default through the organisation's usual one. */
export function mostOf(
  { providers }: Pick<Context, 'providers'>,
  organisation: Organisation,
  provider: string | null = null,
): number {
  const id = provider ?? organisation.settings.methods.card?.provider ?? '';
  return Math.min(providers.get(id)?.mostDues ?? mostItems, mostItems);
}

/** How many items wait in the cart to be paid. */
export async function countItems(
  database: Queryable,
  organisation: Pick<Organisation, 'id'>,
  visitor: string,
): Promise<number> {
  const items = await findItems(database, organisation.id, visitor);
  const dueIds = items.flatMap(({ dueId }) => dueId ?? []);
  if (dueIds.length === 0) return items.length;
  const dues = await findDues(database, organisation.id, dueIds);
  return items.length - dues.filter((due) => outstanding(due).minor === 0n).length;
}

/** Whether the visitor gathered any of the dues. */
export async function isInCart(
  database: Queryable,
  organisation: Pick<Organisation, 'id'>,
  visitor: string,
  dueIds: readonly string[],
): Promise<boolean> {
  const items = await findItems(database, organisation.id, visitor);
  return items.some(({ dueId }) => dueId !== null && dueIds.includes(dueId));
}

/** Notes that the payer was shown which items are paid or withdrawn: they leave with the next change of the cart. */
export async function noteTold(
  context: Pick<Context, 'database' | 'clock'>,
  organisation: Organisation,
  { items }: Cart,
): Promise<void> {
  const told = items.filter((item) => hasLeft(item) && item.toldAt === null).map(({ id }) => id);
  if (told.length === 0) return;
  await writeTold(context.database, organisation.id, told, context.clock.now());
}

/** Nothing of it is to be paid any more. */
export function hasLeft({ state }: Cart['items'][number]): boolean {
  return state === 'paid' || state === 'withdrawn';
}
