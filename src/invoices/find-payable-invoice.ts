/** Finds an invoice that can be paid now, for showing how paying works. */
import type { Queryable } from '../database/database.ts';
import { findDuesOfInvoices, outstanding } from '../dues/index.ts';
import type { Invoice } from './invoice.ts';
import { findFirstInvoices } from './store.ts';

export async function findPayableInvoice(
  database: Queryable,
  organisationId: string,
): Promise<Invoice | null> {
  const invoices = await findFirstInvoices(database, organisationId);
  const dues = await findDuesOfInvoices(
    database,
    organisationId,
    invoices.map((invoice) => invoice.id),
  );
  const open = dues.filter((due) => outstanding(due).minor > 0n && due.collectable === 'by_payer');
  return invoices.find((invoice) => open.some((due) => due.invoiceId === invoice.id)) ?? null;
}
