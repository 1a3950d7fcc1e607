/** Shows a payment's page in the state that it is in. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isInCart } from '../../carts/index.ts';
import type { Money } from '../../core/money.ts';
import { mayChangePrice, pricesToday } from '../../discounts/index.ts';
import { findDebtor, outstanding, type Due } from '../../dues/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import { isPartOf } from '../../payments/index.ts';
import { addressesOf } from '../addresses.ts';
import { allocationsOfPayments, duesByIds, holdsOfDues, invoicesByIds } from '../page-facts.ts';
import { paymentPage } from '../pages/payment.ts';
import { sendPage } from '../send-page.ts';
import { knownVisitor, viewOf, type Site } from '../site.ts';
import type { OpenedPayment } from './open-payment.ts';
import { paidItems } from './paid-items.ts';
import { paymentState, type Asked } from './payment-state.ts';

export async function showPayment(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  opened: OpenedPayment,
  asked: Asked,
): Promise<FastifyReply> {
  const { organisation, payment, address } = opened;
  const view = viewOf(site, request, reply, organisation);
  const isOwn = knownVisitor(site, request) === payment.visitor;
  const state = await paymentState(site, opened, { ...asked, isOwn });
  const [[, allocations] = ['', []]] = await allocationsOfPayments(site, organisation, [
    payment.id,
  ]);
  const dueIds = allocations.map((allocation) => allocation.dueId);
  const dues = await duesByIds(site, organisation, dueIds);
  const { database } = site.context;
  const isOfCart = isOwn && (await isInCart(database, organisation, payment.visitor, dueIds));
  const originAddress = isOfCart
    ? addressesOf(organisation.slug).cart
    : await originOf(site, organisation, dues);
  if (state.kind === 'choose') {
    // Another payment settled or holds what this one would pay: the page it came from says which.
    if (await areHeld(site, organisation, dues)) return reply.redirect(originAddress, 303);
    const changed = await whatChanged(site, organisation, allocations, dues);
    if (changed === 'amount') return reply.redirect(`${originAddress}${told(isOfCart)}`, 303);
    if (changed === 'state') return reply.redirect(originAddress, 303);
  }
  const facts = { organisation, payment, allocations, dues, isOwn, language: view.language };
  const page = {
    reference: payment.id,
    payeeName: organisation.settings.name,
    amount: payment.total,
    items: await paidItems(site, facts),
    isOfCart,
    originAddress,
    stateAddress: `${address}/state`,
    assistanceAddress: `${view.links.assistance}?payment=${payment.accessToken}`,
    state,
  };
  return sendPage(reply, paymentPage(view, page));
}

/** Tells the payer there that the amount is another one, and that nothing was charged. */
function told(isOfCart: boolean): string {
  return isOfCart ? '?told=changed' : '?changed=1';
}

/** Whether each due can still be paid by what this payment would pay of it, at the price of today. */
async function whatChanged(
  site: Site,
  organisation: Organisation,
  allocations: readonly { dueId: string; amount: Money }[],
  dues: readonly Due[],
): Promise<'nothing' | 'amount' | 'state'> {
  const { context } = site;
  const priced = dues.some(mayChangePrice)
    ? (await pricesToday(context, context.database, organisation, dues)).map(({ due }) => due)
    : dues;
  let changed: 'nothing' | 'amount' = 'nothing';
  for (const { dueId, amount } of allocations) {
    const due = priced.find((one) => one.id === dueId);
    if (!due || outstanding(due).minor === 0n) return 'state';
    if (!isPartOf(due, amount)) changed = 'amount';
  }
  return changed;
}

/** Whether an attempt is under way that pays any of the dues. */
async function areHeld(
  site: Site,
  organisation: Organisation,
  dues: readonly Due[],
): Promise<boolean> {
  const dueIds = dues.map((due) => due.id);
  return (await holdsOfDues(site, organisation, dueIds)).length > 0;
}

async function originOf(
  site: Site,
  organisation: Organisation,
  dues: readonly Due[],
): Promise<string> {
  const addresses = addressesOf(organisation.slug);
  const invoiceIds = dues.flatMap((due) => due.invoiceId ?? []);
  const [invoice] = await invoicesByIds(site, organisation, invoiceIds);
  if (invoice) return addresses.invoice(invoice.accessToken);
  const [due] = dues;
  const debtor = due && (await findDebtor(site.context.database, organisation.id, due.id));
  return debtor?.accessToken ? addresses.due(debtor.accessToken) : addresses.home;
}
