/** Shows a payment's page in the state that it is in. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { equal, type Money } from '../../core/money.ts';
import { findDues, outstanding, type Due } from '../../dues/index.ts';
import { findInvoices } from '../../invoices/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import { findAllocations, findHolds } from '../../payments/index.ts';
import { addressesOf } from '../addresses.ts';
import { paymentPage } from '../pages/payment.ts';
import { paymentTexts } from '../pages/payment.texts.ts';
import { sendPage } from '../send-page.ts';
import { viewOf, visitorOf, type Site } from '../site.ts';
import type { OpenedPayment } from './open-payment.ts';
import { paymentState, type Asked } from './payment-state.ts';

export async function showPayment(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  { organisation, payment, address }: OpenedPayment,
  asked: Asked,
): Promise<FastifyReply> {
  const view = viewOf(site, request, reply, organisation);
  const { database } = site.context;
  const isOwn = visitorOf(site, request) === payment.visitor;
  const state = await paymentState(site, organisation, payment, { ...asked, isOwn });
  const allocations = await findAllocations(database, organisation.id, payment.id);
  const dues = await findDues(
    database,
    organisation.id,
    allocations.map((allocation) => allocation.dueId),
  );
  const invoiceAddress = await invoiceAddressOf(site, organisation, dues);
  // Another payment settled or holds what this one would pay: the invoice's page says which.
  const canChoose = isStillOwed(allocations, dues) && !(await areHeld(site, organisation, dues));
  if (state.kind === 'choose' && !canChoose) return reply.redirect(invoiceAddress, 303);
  const t = paymentTexts(view.language);
  const items = allocations.map((allocation) => ({
    label: t('invoice_item', {
      reason: dues.find((due) => due.id === allocation.dueId)?.reason ?? '',
    }),
    amount: allocation.amount,
  }));
  const page = {
    reference: payment.id,
    payeeName: organisation.settings.name,
    amount: payment.total,
    items,
    invoiceAddress,
    stateAddress: `${address}/state`,
    state,
  };
  return sendPage(reply, paymentPage(view, page));
}

/** Whether each due is still open at the amount that this payment would pay. */
function isStillOwed(
  allocations: readonly { dueId: string; amount: Money }[],
  dues: readonly Due[],
): boolean {
  return allocations.every(({ dueId, amount }) => {
    const due = dues.find((one) => one.id === dueId);
    return due !== undefined && equal(outstanding(due), amount);
  });
}

/** Whether an attempt is under way that pays any of the dues. */
async function areHeld(
  site: Site,
  organisation: Organisation,
  dues: readonly Due[],
): Promise<boolean> {
  const dueIds = dues.map((due) => due.id);
  return (await findHolds(site.context.database, organisation.id, dueIds)).length > 0;
}

async function invoiceAddressOf(
  site: Site,
  organisation: Organisation,
  dues: readonly Due[],
): Promise<string> {
  const addresses = addressesOf(organisation.slug);
  const invoiceIds = dues.flatMap((due) => due.invoiceId ?? []);
  const [invoice] = await findInvoices(site.context.database, organisation.id, invoiceIds);
  return invoice ? addresses.invoice(invoice.accessToken) : addresses.home;
}
