/** Makes the snapshot of a payment that a receipt keeps: from it page, PDF and mail are made for ever. */
import type { Context } from '../context.ts';
import { add, zero, type Money } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
import { findDues, findDuesOfInvoices, outstanding, type Due } from '../dues/index.ts';
import { findInvoices } from '../invoices/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { findAllocations, findAttempt, type Payment } from '../payments/index.ts';
import type { ReceiptDocument } from './document/receipt-document.ts';
import { createVerificationCode, verificationRandomBytes } from './document/verification-code.ts';

export async function describeReceipt(
  context: Pick<Context, 'clock' | 'ids' | 'publicUrl'>,
  transaction: Transaction,
  organisation: Organisation,
  payment: Payment,
  numbering: { readonly year: number; readonly number: number },
): Promise<ReceiptDocument> {
  const attempt =
    payment.settledBy && (await findAttempt(transaction, organisation.id, payment.settledBy));
  if (!attempt || !payment.paidAt) throw new Error(`payment ${payment.id} is paid by nothing`);
  const items = await describeItems(transaction, organisation, payment);
  const amount = add(zero(payment.total.currency), ...items.map((item) => item.amount));
  const code = createVerificationCode(context.ids.bytes(verificationRandomBytes));
  const { settings } = organisation;
  return {
    version: 1,
    organisation: {
      slug: organisation.slug,
      name: settings.name,
      legalName: settings.legal_name ?? settings.name,
      taxIds: settings.tax_ids,
      address: settings.address ?? null,
      email: settings.contact.email ?? settings.mail_address ?? null,
      colour: settings.colour,
    },
    mode: organisation.mode,
    ...numbering,
    issuedAt: context.clock.now(),
    paidAt: payment.paidAt,
    timeZone: settings.time_zone,
    payment: {
      id: payment.id,
      amount,
      method: attempt.method,
      instrument: attempt.instrument && {
        brand: attempt.instrument.brand,
        lastFour: attempt.instrument.lastFour,
      },
      providerName: attempt.provider,
      providerReference: attempt.providerReference ?? attempt.id,
      attemptId: attempt.id,
    },
    payer: { email: payment.email },
    items,
    remainingOfInvoices: remainingOfAll(items),
    verification: { code, url: `${context.publicUrl}/${organisation.slug}/verify?code=${code}` },
  };
}

async function describeItems(
  transaction: Transaction,
  organisation: Organisation,
  payment: Payment,
): Promise<ReceiptDocument['items']> {
  const allocations = await findAllocations(transaction, organisation.id, payment.id);
  const settled = allocations.filter((allocation) => allocation.applied.minor > 0n);
  const dues = await findDues(
    transaction,
    organisation.id,
    settled.map((allocation) => allocation.dueId),
  );
  const invoiceIds = dues.flatMap((due) => due.invoiceId ?? []);
  const invoices = await findInvoices(transaction, organisation.id, invoiceIds);
  const siblings = await findDuesOfInvoices(transaction, organisation.id, invoiceIds);
  return settled.map((allocation) => {
    const due = dues.find((one) => one.id === allocation.dueId);
    if (!due) throw new Error(`no due ${allocation.dueId}`);
    const invoice = invoices.find((one) => one.id === due.invoiceId);
    return {
      reason: due.reason,
      invoiceNumber: invoice?.number ?? null,
      issuedOn: invoice?.issuedOn ?? null,
      dueOn: due.dueOn,
      customerName: invoice?.customerName ?? '',
      amount: allocation.applied,
      remaining: remainingOf(due, siblings),
    };
  });
}

/** An instalment that is paid does not mean that its invoice is. */
function remainingOf(due: Due, duesOfInvoices: readonly Due[]): Money {
  const together = duesOfInvoices.filter((one) => one.invoiceId === due.invoiceId);
  const [first = due, ...others] = due.invoiceId ? together : [due];
  return add(outstanding(first), ...others.map(outstanding));
}

/** What is left of all the invoices, each counted once. */
function remainingOfAll(items: ReceiptDocument['items']): Money | null {
  const each = new Map(items.map((item) => [item.invoiceNumber ?? item.reason, item.remaining]));
  const [first, ...others] = each.values();
  return first ? add(first, ...others) : null;
}
