/** What the cart's page shows of a cart: who owes an item is masked unless the payer wrote it here. */
import { dateIn } from '../../core/calendar-date.ts';
import { inLanguage } from '../../core/localised.ts';
import { money } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import { isRefillable, reasonOf, type Cart, type CartItem } from '../../carts/index.ts';
import { findDebtor, outstanding } from '../../dues/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import { findPaidPaymentsOfDues, type Payment } from '../../payments/index.ts';
import { addressesOf } from '../addresses.ts';
import { invoicesByIds } from '../page-facts.ts';
import type { LeftItem, ShownItem } from '../pages/cart.ts';
import { paymentTexts } from '../pages/payment.texts.ts';
import type { Site } from '../site.ts';
import { maskName } from './invoice-facts.ts';

export type CartFacts = {
  readonly items: readonly ShownItem[];
  readonly left: readonly LeftItem[];
};

export async function cartFacts(
  site: Site,
  organisation: Organisation,
  cart: Cart,
  reader: { readonly visitor: string | null; readonly language: Language },
): Promise<CartFacts> {
  const { language } = reader;
  const today = dateIn(organisation.settings.time_zone, site.context.clock.now());
  const debtors = await debtorsOf(site, organisation, cart);
  const paid = await paidByOwn(site, organisation, cart, reader.visitor);
  const { payment: addressOf } = addressesOf(organisation.slug);
  const items: ShownItem[] = [];
  const left: LeftItem[] = [];
  for (const item of cart.items) {
    const reason = reasonShown(item, language);
    if (item.state === 'paid' || item.state === 'withdrawn') {
      const own = paid.get(item.dueId ?? '');
      const paymentAddress = own ? addressOf(own.accessToken) : null;
      left.push({ reason, why: item.state, paymentAddress });
      continue;
    }
    const { due, service, payment } = item;
    const validUntil = due?.validUntil ?? null;
    items.push({
      id: item.id,
      reason,
      service: service && inLanguage(service.definition.name, language),
      debtor: item.free?.debtor.name ?? debtors.get(item.id) ?? null,
      dueOn: due?.dueOn ?? null,
      amount: item.amount,
      before: item.seen,
      state: item.state,
      paymentAddress: payment && addressOf(payment.accessToken),
      validFrom: due?.validFrom ?? null,
      validUntil,
      isTooLate: validUntil !== null && today > validUntil,
      lines: linesShown(item),
      takesCodes: item.takesCodes,
      code: item.code,
      codeNo: item.codeNo,
      isRefillable: isRefillable(item),
      part: partOf(item),
    });
  }
  return { items, left };
}

/** Of an invoice the reason is its number. */
function reasonShown(item: CartItem, language: Language): string {
  const reason = reasonOf(item, language);
  return item.due?.invoiceId ? paymentTexts(language)('invoice_item', { reason }) : reason;
}

/** Lines in somebody's words may name the debtor: whoever has nothing but a notice's number is not told them. */
function linesShown(item: CartItem): ShownItem['lines'] {
  const told = item.free ? item.lines : item.lines.filter(({ kind }) => kind !== undefined);
  return item.lines.length < 2 ? [] : told.map(lineOf(item));
}

function lineOf({ amount: { currency } }: CartItem) {
  return ({ text, minor }: CartItem['lines'][number]) => {
    return { text, amount: money(BigInt(minor), currency) };
  };
}

function partOf({ due }: CartItem): ShownItem['part'] {
  if (!due?.leastPart) return null;
  const most = outstanding(due);
  return due.leastPart.minor < most.minor ? { least: due.leastPart, most } : null;
}

/** By the items' ids. */
async function debtorsOf(
  site: Site,
  organisation: Organisation,
  cart: Cart,
): Promise<ReadonlyMap<string, string>> {
  const ofInvoices = cart.items.flatMap(({ due }) => due?.invoiceId ?? []);
  const invoices = new Map(
    (await invoicesByIds(site, organisation, ofInvoices)).map((one) => [one.id, one]),
  );
  const found = await Promise.all(
    cart.items.map(async ({ id, due, free }) => {
      if (!due || free) return [];
      const name = due.invoiceId
        ? invoices.get(due.invoiceId)?.customerName
        : (await findDebtor(site.context.database, organisation.id, due.id))?.name;
      return name ? [[id, maskName(name)] as const] : [];
    }),
  );
  return new Map(found.flat());
}

/** Which of this browser's payments paid what has left the cart, by dues. */
async function paidByOwn(
  site: Site,
  organisation: Organisation,
  cart: Cart,
  visitor: string | null,
): Promise<ReadonlyMap<string, Payment>> {
  const dueIds = cart.items.flatMap(({ state, dueId }) => (state === 'paid' && dueId) || []);
  if (dueIds.length === 0) return new Map();
  const paid = await findPaidPaymentsOfDues(site.context.database, organisation.id, dueIds);
  return new Map(
    paid.flatMap(({ dueId, payment }) => (payment.visitor === visitor ? [[dueId, payment]] : [])),
  );
}
