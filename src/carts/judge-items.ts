/** How each item of a cart stands, and which of them are paid now; pure. */
import { createHash } from 'node:crypto';
import type { CalendarDate } from '../core/calendar-date.ts';
import { add, equal, type Money } from '../core/money.ts';
import { outstanding, type Due } from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import {
  cardProvider,
  excludes,
  isPartOf,
  isPayableHere,
  isPayableOn,
  type Payment,
} from '../payments/index.ts';
import type { FreeChargeType, Service } from '../services/index.ts';
import type { ItemPrice } from './price-items.ts';
import { isPaidNow, type Cart, type CartItem, type ItemState, type StoredItem } from './cart.ts';

/** What items are of, as it is now, by ids. */
export type Known = {
  readonly organisation: Organisation;
  readonly visitor: string;
  readonly today: CalendarDate;
  /** Of each item, its due and its price of today. */
  readonly prices: ReadonlyMap<string, ItemPrice>;
  /** Of which there are codes just now. */
  readonly withCodes: ReadonlySet<string>;
  /** The payments whose live attempts hold dues, by the dues' ids. */
  readonly holders: ReadonlyMap<string, Payment>;
  readonly services: ReadonlyMap<string, Service>;
  readonly chargeTypes: ReadonlyMap<string, FreeChargeType>;
  /** How many dues one payment through a provider can hold. */
  readonly mostOf: (provider: string | null) => number;
};

export function judgeItems(known: Known, stored: readonly StoredItem[]): Cart {
  const items = withNeighbours(
    known,
    stored.map((item) => judgeAlone(known, item)),
  );
  const [first, ...rest] = items.filter(isPaidNow).map(({ amount }) => amount);
  const provider = items.find(isPaidNow);
  return {
    items,
    total: first ? add(first, ...rest) : null,
    most: known.mostOf(provider ? providerOf(known, provider) : null),
    seen: digestOf(items),
  };
}

function judgeAlone(known: Known, item: StoredItem): CartItem {
  const price = known.prices.get(item.id);
  const due = price?.due ?? null;
  const chargeType = item.free ? (known.chargeTypes.get(item.free.chargeTypeId) ?? null) : null;
  const service = known.services.get(due?.service ?? chargeType?.serviceId ?? '') ?? null;
  const amount = due ? payableOf(due, item.part) : (price?.amount ?? item.seen);
  const holder = item.dueId === null ? undefined : known.holders.get(item.dueId);
  const own = holder?.visitor === known.visitor ? holder : null;
  const { lines = [], code = null, codeNo = null } = price ?? {};
  const takesCodes = known.withCodes.has(due?.chargeTypeId ?? chargeType?.id ?? '');
  const priced = { amount, lines, code, codeNo, takesCodes };
  const parts = { ...item, ...priced, due, chargeType, service, payment: own };
  return { ...parts, state: due ? dueState(known, parts, due, holder) : freeState(known, parts) };
}

type Unjudged = Omit<CartItem, 'state'>;

function dueState(known: Known, item: Unjudged, due: Due, holder: Payment | undefined): ItemState {
  if (due.withdrawn) return 'withdrawn';
  if (outstanding(due).minor === 0n) return 'paid';
  if (holder) return item.payment ? 'own_payment' : 'in_progress';
  if (!isPayableHere(known.organisation, due) || providerOf(known, item) === null) {
    return 'not_payable';
  }
  if (!isPayableOn(due, known.today)) return 'not_payable_today';
  return equal(item.amount, item.seen) ? 'payable' : 'changed';
}

function freeState(known: Known, item: Unjudged): ItemState {
  const { chargeType, service, free } = item;
  if (chargeType?.state !== 'open' || service?.state !== 'open') return 'service_closed';
  if (chargeType.version !== free?.chargeTypeVersion) return 'form_changed';
  return providerOf(known, item) === null ? 'not_payable' : 'payable';
}

/** What is paid of a due when the payer asked for a part of it: that, or all that is left where it cannot be. */
export function payableOf(due: Due, part: Money | null): Money {
  return part !== null && isPartOf(due, part) ? part : outstanding(due);
}

function providerOf({ organisation }: Known, { service }: Pick<CartItem, 'service'>) {
  return cardProvider(organisation, service);
}

/** One payment goes through one provider, in one currency, and holds so many; the first of the cart decides. */
function withNeighbours(known: Known, items: readonly CartItem[]): CartItem[] {
  const taken: CartItem[] = [];
  return items.map((item) => {
    if (!isPaidNow(item)) return item;
    const state = besides(known, taken, item);
    if (state === null) taken.push(item);
    return state === null ? item : { ...item, state };
  });
}

function besides(known: Known, taken: readonly CartItem[], item: CartItem): ItemState | null {
  const [first] = taken;
  if (!first) return null;
  const provider = providerOf(known, first);
  if (providerOf(known, item) !== provider) return 'other_provider';
  if (item.amount.currency !== first.amount.currency) return 'other_currency';
  if (taken.some(({ due }) => due && item.due && excludes(due, item.due))) return 'excluded';
  return taken.length >= known.mostOf(provider) ? 'beyond_most' : null;
}

/** Of what is paid now, in its order: which item, and how much. */
function digestOf(items: readonly CartItem[]): string {
  const paid = items.filter(isPaidNow).map(({ id, amount }) => `${id}=${amount.minor}`);
  return createHash('sha256').update(paid.join(' ')).digest('base64url').slice(0, 22);
}
