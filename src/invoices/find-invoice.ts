/** Finds the invoice that somebody holds, by what is printed on it; a wrong answer reveals nothing. */
import { calendarDateFromTyped } from '../core/calendar-date.ts';
import { fromTyped } from '../core/money.ts';
import type { Queryable } from '../database/database.ts';
import { findDuesOfInvoices, outstanding, type Due } from '../dues/index.ts';
import {
  findCustomerCodes,
  normaliseTaxId,
  type LookupField,
  type Organisation,
} from '../organisations/index.ts';
import { numberKey, type Invoice } from './invoice.ts';
import { findInvoicesByNumber } from './store.ts';

/** What the payer typed, as typed: each is accepted in any usual format. */
export type LookUp = {
  readonly number: string;
  readonly customerCode: string;
  readonly amount: string;
  readonly extra: Readonly<Partial<Record<LookupField, string>>>;
};

/** @returns all that match: more than one only when numbers begin anew each year */
export async function findInvoice(
  database: Queryable,
  organisation: Organisation,
  lookUp: LookUp,
): Promise<Invoice[]> {
  const key = numberKey(lookUp.number);
  if (key === '') return [];
  const candidates = await findInvoicesByNumber(database, organisation.id, key);
  const dues = await findDuesOfInvoices(
    database,
    organisation.id,
    candidates.map((invoice) => invoice.id),
  );
  // The same questions either way: how long the answer takes must not tell that a number exists.
  if (candidates.length === 0) await findCustomerCodes(database, organisation.id, []);
  const matching: Invoice[] = [];
  for (const invoice of candidates) {
    const own = dues.filter((due) => due.invoiceId === invoice.id);
    const codes = await findCustomerCodes(database, organisation.id, invoice.customerTaxIds);
    const isRight =
      matchesCustomer(invoice, codes, lookUp.customerCode) &&
      matchesAmount(invoice, own, lookUp.amount) &&
      organisation.settings.lookup_fields.every((field) =>
        matches[field](invoice, own, lookUp.extra[field] ?? ''),
      );
    if (isRight) matching.push(invoice);
  }
  return matching;
}

function matchesCustomer(invoice: Invoice, codes: readonly string[], typed: string): boolean {
  const code = normaliseTaxId(typed);
  return code !== '' && [...invoice.customerTaxIds, ...codes.map(normaliseTaxId)].includes(code);
}

/** The total, the payable amount, or any instalment that is still open. */
function matchesAmount(invoice: Invoice, dues: readonly Due[], typed: string): boolean {
  const amount = fromTyped(typed, invoice.total.currency);
  if (!amount) return false;
  const open = dues.filter((due) => outstanding(due).minor > 0n);
  const right = [
    invoice.total,
    invoice.payable,
    ...open.flatMap((due) => [due.amount, outstanding(due)]),
  ];
  return right.some((one) => one.minor === amount.minor);
}

const matches: Readonly<
  Record<LookupField, (invoice: Invoice, dues: readonly Due[], typed: string) => boolean>
> = {
  issued_on: (invoice, _, typed) => calendarDateFromTyped(typed) === invoice.issuedOn,
  due_on: (_, dues, typed) => {
    const day = calendarDateFromTyped(typed);
    return day !== null && dues.some((due) => due.dueOn === day);
  },
  tax_code: (invoice, _, typed) => invoice.customerTaxIds.includes(normaliseTaxId(typed)),
  year: (invoice, _, typed) => typed.trim() === invoice.issuedOn.slice(0, 4),
};
