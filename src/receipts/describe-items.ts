/** The lines of a receipt: what was settled, of which service, who owes it, and what is left. */
import { add, money, type Money } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
import {
  findDebtors,
  findDueDetails,
  findDues,
  findDuesOfInvoices,
  outstanding,
  type Debtor,
  type Due,
  type DueDetail,
} from '../dues/index.ts';
import { findInvoices, type Invoice } from '../invoices/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { findAllocations, type Payment } from '../payments/index.ts';
import { findServicesByIds, type Service } from '../services/index.ts';
import type { ReceiptDocument } from './document/receipt-document.ts';

type Item = ReceiptDocument['items'][number];

/** In the order of the payment. */
export async function describeItems(
  transaction: Transaction,
  organisation: Organisation,
  payment: Payment,
): Promise<Item[]> {
  const { id } = organisation;
  const allocations = await findAllocations(transaction, id, payment.id);
  const settled = allocations.filter((allocation) => allocation.applied.minor > 0n);
  const dueIds = settled.map((allocation) => allocation.dueId);
  const dues = await findDues(transaction, id, dueIds);
  const known = await knownOf(transaction, organisation, dues);
  return settled.map(({ dueId, applied }) => {
    const due = dues.find((one) => one.id === dueId);
    if (!due) throw new Error(`no due ${dueId}`);
    return itemOf(known, due, applied);
  });
}

type Known = {
  readonly invoices: readonly Invoice[];
  readonly siblings: readonly Due[];
  readonly services: readonly Service[];
  /** Of dues that no invoice tells of, by their ids. */
  readonly debtors: ReadonlyMap<string, Debtor>;
  readonly details: ReadonlyMap<string, DueDetail>;
};

async function knownOf(
  transaction: Transaction,
  { id }: Organisation,
  dues: readonly Due[],
): Promise<Known> {
  const invoiceIds = dues.flatMap((due) => due.invoiceId ?? []);
  const bare = dues.filter((due) => due.invoiceId === null).map((due) => due.id);
  const serviceIds = [...new Set(dues.map((due) => due.service))];
  const details = bare.length > 0 ? await findDueDetails(transaction, id, bare) : [];
  return {
    invoices: await findInvoices(transaction, id, invoiceIds),
    siblings: await findDuesOfInvoices(transaction, id, invoiceIds),
    services: await findServicesByIds(transaction, id, serviceIds),
    debtors: bare.length > 0 ? await findDebtors(transaction, id, bare) : new Map(),
    details: new Map(details.map((detail) => [detail.dueId, detail])),
  };
}

function itemOf(known: Known, due: Due, applied: Money): Item {
  const invoice = known.invoices.find((one) => one.id === due.invoiceId);
  const service = known.services.find((one) => one.id === due.service);
  const lines = known.details.get(due.id)?.lines ?? [];
  return {
    reason: due.reason,
    service: due.service,
    serviceName: service?.definition.name ?? null,
    lines: lines.map(({ text, minor }) => {
      return { text, amount: money(BigInt(minor), due.amount.currency) };
    }),
    invoiceNumber: invoice?.number ?? null,
    issuedOn: invoice?.issuedOn ?? null,
    dueOn: due.dueOn,
    customerName: invoice?.customerName ?? known.debtors.get(due.id)?.name ?? '',
    amount: applied,
    remaining: remainingOf(due, known.siblings),
  };
}

/** An instalment that is paid does not mean that its invoice is. */
function remainingOf(due: Due, duesOfInvoices: readonly Due[]): Money {
  const together = duesOfInvoices.filter((one) => one.invoiceId === due.invoiceId);
  const [first = due, ...others] = due.invoiceId ? together : [due];
  return add(outstanding(first), ...others.map(outstanding));
}
