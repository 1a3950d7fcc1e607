/** Makes one payment of all that a cart can pay now; what is free becomes a due in the same transaction. */
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { equal } from '../core/money.ts';
import type { Language } from '../core/texts.ts';
import type { Transaction } from '../database/database.ts';
import { priceToPay } from '../discounts/index.ts';
import { insertDueDetails, insertDues } from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { beginPayment, type PaymentBegun } from '../payments/index.ts';
import { isPaidNow, reasonOf, type CartItem } from './cart.ts';
import { cartWithin } from './find-cart.ts';
import { payableOf } from './judge-items.ts';
import { lockCart, writeSeen } from './store.ts';

type CheckingOut = Pick<Context, 'database' | 'clock' | 'ids' | 'providers' | 'key'>;

/**
 * @param order `seen` is what the page said of the cart that the payer agreed to pay; left out, it is paid as it is
 * @throws Refusal `amount_changed` when the cart is another than the payer saw, `nothing_to_pay`, and as
 *   `createPayment`; then nothing was made
 */
export async function checkOut(
  context: CheckingOut,
  organisation: Organisation,
  order: { readonly visitor: string; readonly language: Language; readonly seen?: string },
): Promise<PaymentBegun> {
  const { visitor, language } = order;
  return context.database.transaction(async (transaction) => {
    // The lock makes a double click one payment: the second waits and finds the first.
    const cartId = await lockCart(transaction, organisation.id, visitor, context.clock.now());
    if (cartId === null) throw new Refusal('nothing_to_pay');
    const cart = await cartWithin(context, transaction, organisation, { visitor, language });
    const chosen = cart.items.filter(isPaidNow);
    const [under] = cart.items.flatMap(({ payment }) => payment ?? []);
    if (chosen.length === 0 && under) return { kind: 'payment', payment: under };
    if (chosen.length === 0) throw new Refusal('nothing_to_pay');
    if (order.seen !== undefined && order.seen !== cart.seen) throw new Refusal('amount_changed');
    const made = await makeDues(context, transaction, organisation, { chosen, language });
    const items = chosen.map((item) => ({ ...item, dueId: made.get(item.id) ?? item.dueId }));
    await price(context, transaction, organisation, items);
    const shown = items.map((item) => ({ ...item, seen: item.amount }));
    await writeSeen(transaction, organisation.id, cartId, shown);
    return beginPayment(context, transaction, organisation, {
      dueIds: items.flatMap(({ dueId }) => dueId ?? []),
      parts: new Map(items.flatMap(({ dueId, amount }) => (dueId ? [[dueId, amount]] : []))),
      visitor,
      language,
    });
  });
}

/** Takes the discounts and writes the prices. @throws Refusal `amount_changed` unless they are what the cart says */
async function price(
  context: Pick<Context, 'clock' | 'ids' | 'key'>,
  transaction: Transaction,
  organisation: Organisation,
  items: readonly CartItem[],
): Promise<void> {
  const toPay = items.flatMap(({ dueId, discountId, codeNo }) =>
    dueId ? [{ dueId, discountId: codeNo === null ? discountId : null }] : [],
  );
  const { dues, lost } = await priceToPay(context, transaction, organisation, toPay);
  const byId = new Map(dues.map((due) => [due.id, due]));
  const isAsSeen = items.every(({ dueId, part, amount }) => {
    const due = byId.get(dueId ?? '');
    return due !== undefined && equal(payableOf(due, part), amount);
  });
  if (lost.length > 0 || !isAsSeen) throw new Refusal('amount_changed');
}

/** @returns the dues that free payments became, by the ids of their items */
async function makeDues(
  context: Pick<Context, 'clock' | 'ids'>,
  transaction: Transaction,
  organisation: Organisation,
  { chosen, language }: { readonly chosen: readonly CartItem[]; readonly language: Language },
): Promise<Map<string, string>> {
  const made = chosen.flatMap((item) => {
    const { chargeType, free } = item;
    if (item.dueId !== null || !chargeType || !free) return [];
    return { item, free, chargeType, dueId: context.ids.next('due') };
  });
  if (made.length === 0) return new Map();
  await insertDues(
    transaction,
    organisation.id,
    made.map(({ item, free, chargeType, dueId }) => ({
      id: dueId,
      invoiceId: null,
      position: 1,
      service: chargeType.serviceId,
      reason: reasonOf(item, language),
      // As its form priced it; a discount is taken off by `priceToPay`.
      amount: item.seen,
      dueOn: null,
      collectable: 'by_payer',
      debtor: free.debtor,
      accessToken: context.ids.token(),
      chargeTypeId: chargeType.id,
    })),
    context.clock.now(),
  );
  await insertDueDetails(
    transaction,
    organisation.id,
    made.map(({ free, dueId }) => ({
      dueId,
      origin: 'free',
      noticeNumber: null,
      sourceKey: null,
      contentDigest: null,
      lines: free.lines,
      answers: free.answers,
      chargeTypeVersion: free.chargeTypeVersion,
      pagopa: null,
    })),
  );
  return new Map(made.map(({ item, dueId }) => [item.id, dueId]));
}
