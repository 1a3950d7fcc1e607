/** Takes credit notes off the dues of what they refer to; what finds no due is left for staff to see. */
import type { Context } from '../context.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import {
  creditDue,
  findCredits,
  findDuesOfInvoices,
  lockDues,
  outstanding,
} from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import type { InvoiceDocument } from './formats/index.ts';
import { numberKey, type Invoice } from './invoice.ts';
import { findCreditNotes, findReferredTo, findReferring, type NewInvoice } from './store.ts';

type Applying = Pick<Context, 'clock'>;

/**
 * Reduces the open dues of the invoices that a credit note names, in the order of their instalments.
 *
 * @returns the numbers of the invoices that became smaller
 */
export async function applyCreditNote(
  context: Applying,
  transaction: Transaction,
  organisation: Organisation,
  creditNote: NewInvoice,
): Promise<string[]> {
  const { supplierTaxId, refersTo } = creditNote;
  const invoices = await findReferredTo(transaction, organisation.id, supplierTaxId, refersTo);
  const fitting = invoices.filter((invoice) => fits(creditNote, invoice));
  const reduced = await applyTo(context, transaction, organisation, creditNote, fitting);
  return fitting.filter(({ id }) => reduced.has(id)).map(({ number }) => number);
}

/** A credit note may be loaded before its invoice. */
export async function applyEarlierCreditNotes(
  context: Applying,
  transaction: Transaction,
  organisation: Organisation,
  invoice: NewInvoice,
): Promise<void> {
  const { supplierTaxId } = invoice;
  const notes = await findReferring(transaction, organisation.id, supplierTaxId, invoice.numberKey);
  for (const note of notes.filter((one) => fits(one, invoice))) {
    await applyTo(context, transaction, organisation, note, [invoice]);
  }
}

/** Same customer and currency, and the date where the credit note gives one. */
export function fitsCreditNote(
  creditNote: Comparable & { readonly refersTo: InvoiceDocument['refersTo'] },
  invoice: Comparable & Pick<Invoice, 'number' | 'issuedOn'>,
): boolean {
  const sameCustomer = invoice.customerTaxIds.some((id) => creditNote.customerTaxIds.includes(id));
  const named = creditNote.refersTo.filter(
    (one) => numberKey(one.number) === numberKey(invoice.number),
  );
  const sameDay = named.some((one) => one.issuedOn === null || one.issuedOn === invoice.issuedOn);
  return sameCustomer && sameDay && creditNote.payable.currency === invoice.payable.currency;
}

type Comparable = Pick<Invoice, 'customerTaxIds' | 'payable'>;

function fits({ document, ...creditNote }: Invoice, invoice: Invoice): boolean {
  return fitsCreditNote({ ...creditNote, refersTo: document.refersTo }, invoice);
}

async function applyTo(
  context: Applying,
  transaction: Transaction,
  organisation: Organisation,
  creditNote: Invoice,
  invoices: readonly Invoice[],
): Promise<ReadonlySet<string>> {
  const reduced = new Set<string>();
  let left = await unapplied(transaction, organisation.id, creditNote);
  const found = await findDuesOfInvoices(
    transaction,
    organisation.id,
    invoices.map((invoice) => invoice.id),
  );
  const locked = await lockDues(
    transaction,
    organisation.id,
    found.map((due) => due.id),
  );
  const byId = new Map(locked.map((due) => [due.id, due]));
  for (const due of found.flatMap(({ id }) => byId.get(id) ?? [])) {
    const open = outstanding(due).minor;
    const minor = open < left ? open : left;
    if (minor <= 0n) continue;
    const credit = { dueId: due.id, minor, creditNoteId: creditNote.id };
    await creditDue(transaction, organisation.id, credit, context.clock.now());
    left -= minor;
    if (due.invoiceId !== null) reduced.add(due.invoiceId);
  }
  return reduced;
}

/** What of a credit note has taken nothing off any due yet, in minor units. */
async function unapplied(
  database: Queryable,
  organisationId: string,
  creditNote: Invoice,
): Promise<bigint> {
  const size = creditNote.payable.minor < 0n ? -creditNote.payable.minor : creditNote.payable.minor;
  return size - (await findCredits(database, organisationId, creditNote.id));
}

/** Credit notes that staff must look at: some of them could not be taken off anything. */
export async function findUnappliedCreditNotes(
  database: Queryable,
  organisationId: string,
): Promise<Invoice[]> {
  const notes = await findCreditNotes(database, organisationId);
  const left = await Promise.all(notes.map((note) => unapplied(database, organisationId, note)));
  return notes.filter((_, index) => (left[index] ?? 0n) > 0n);
}
