/** The payments of one customer in a period, and where the list of them may go. */
import type { CalendarDate } from '../../core/calendar-date.ts';
import { add, type Money } from '../../core/money.ts';
import type { Queryable } from '../../database/database.ts';
import { findDuesOfInvoices } from '../../dues/index.ts';
import { findInvoicesOfCustomer } from '../../invoices/index.ts';
import { findCustomerCodes, normaliseTaxId, type Organisation } from '../../organisations/index.ts';
import { findPaidPaymentsOfDues, type Payment } from '../../payments/index.ts';
import { fromJson, receiptNumber } from '../document/receipt-document.ts';
import { findReceiptsOfPayments } from '../store.ts';

export type Period = { readonly from: CalendarDate; readonly to: CalendarDate };

/** Who asks, as typed; blanks, dots and case are forgiven. */
export type CustomerIdentity = { readonly customerCode: string; readonly taxCode: string };

export type ListedPayment = {
  readonly paidOn: CalendarDate;
  readonly receiptNumber: string;
  readonly invoiceNumber: string | null;
  readonly reason: string;
  readonly amount: Money;
  readonly paymentId: string;
};

export type PaymentList = {
  readonly payments: readonly ListedPayment[];
  /** Per currency. */
  readonly totals: readonly Money[];
};

export type Customer = {
  /** Normalised. */
  readonly taxCode: string;
  /** Of the newest payment that gave one; null where none did. */
  readonly lastEmail: string | null;
};

/** @returns null unless both codes are one customer's */
export async function findCustomer(
  database: Queryable,
  organisation: Organisation,
  identity: CustomerIdentity,
): Promise<Customer | null> {
  const taxCode = normaliseTaxId(identity.taxCode);
  const customerCode = normaliseTaxId(identity.customerCode);
  if (taxCode === '' || customerCode === '') return null;
  const invoices = await findInvoicesOfCustomer(database, organisation.id, taxCode);
  const taxIds = [...new Set(invoices.flatMap((invoice) => invoice.customerTaxIds))];
  if (taxIds.length === 0) return null;
  const codes = await findCustomerCodes(database, organisation.id, taxIds);
  const isTheirs = [...taxIds, ...codes.map(normaliseTaxId)].includes(customerCode);
  if (!isTheirs) return null;
  const payments = await paymentsOf(database, organisation, invoices);
  const newest = payments.toSorted(byPaidAt).findLast((payment) => payment.email !== null);
  return { taxCode, lastEmail: newest?.email ?? null };
}

/** Everything that was paid of the customer's invoices in the period, oldest first. */
export async function listPayments(
  database: Queryable,
  organisation: Organisation,
  taxCode: string,
  period: Period,
): Promise<PaymentList> {
  const invoices = await findInvoicesOfCustomer(database, organisation.id, taxCode);
  const theirs = new Set(invoices.map((invoice) => invoice.number));
  const all = await paymentsOf(database, organisation, invoices);
  const within = all.filter(
    ({ paidOn }) => paidOn !== null && paidOn >= period.from && paidOn <= period.to,
  );
  const receipts = await findReceiptsOfPayments(
    database,
    organisation.id,
    within.map((payment) => payment.id),
  );
  const byPayment = new Map(receipts.map((receipt) => [receipt.paymentId, receipt]));
  const payments = within.toSorted(byPaidAt).flatMap((payment): ListedPayment[] => {
    const receipt = byPayment.get(payment.id);
    if (!receipt || payment.paidOn === null) return [];
    const { paidOn } = payment;
    // A payment may have paid for others too: what is theirs alone is told.
    const items = fromJson(receipt.document).items.filter(
      ({ invoiceNumber }) => invoiceNumber !== null && theirs.has(invoiceNumber),
    );
    return items.map(({ invoiceNumber, reason, amount }) => ({
      paidOn,
      receiptNumber: receiptNumber(receipt),
      invoiceNumber,
      reason,
      amount,
      paymentId: payment.id,
    }));
  });
  return { payments, totals: totalsOf(payments) };
}

async function paymentsOf(
  database: Queryable,
  organisation: Organisation,
  invoices: readonly { readonly id: string }[],
): Promise<Payment[]> {
  const invoiceIds = invoices.map((invoice) => invoice.id);
  const dues = await findDuesOfInvoices(database, organisation.id, invoiceIds);
  const dueIds = dues.map((due) => due.id);
  const paid = await findPaidPaymentsOfDues(database, organisation.id, dueIds);
  return [...new Map(paid.map(({ payment }) => [payment.id, payment])).values()];
}

function byPaidAt(one: Payment, other: Payment): number {
  return (one.paidAt?.getTime() ?? 0) - (other.paidAt?.getTime() ?? 0);
}

function totalsOf(payments: readonly ListedPayment[]): Money[] {
  const byCurrency = Map.groupBy(payments, ({ amount }) => amount.currency);
  return [...byCurrency.values()].flatMap(([first, ...others]) =>
    first ? [add(first.amount, ...others.map(({ amount }) => amount))] : [],
  );
}
