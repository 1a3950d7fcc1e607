/** All SQL of the invoices: import_files, invoices. */
import type { CalendarDate } from '../core/calendar-date.ts';
import { money } from '../core/money.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { documentFromJson, documentToJson } from './document-json.ts';
import type { Invoice } from './invoice.ts';

type InvoiceRow = {
  invoice_id: string;
  access_token: string;
  number: string;
  document_type: string;
  is_credit_note: boolean;
  issued_on: CalendarDate;
  currency: string;
  total: bigint;
  payable: bigint;
  customer_name: string;
  customer_tax_ids: string[];
  document: unknown;
  content_digest: string;
};

const columns = sql`invoice_id, access_token, number, document_type, is_credit_note, issued_on, currency, total,
  payable, customer_name, customer_tax_ids, document, content_digest`;

function fromRow(row: InvoiceRow): Invoice {
  return {
    id: row.invoice_id,
    accessToken: row.access_token,
    number: row.number,
    documentType: row.document_type,
    isCreditNote: row.is_credit_note,
    issuedOn: row.issued_on,
    total: money(row.total, row.currency),
    payable: money(row.payable, row.currency),
    customerName: row.customer_name,
    customerTaxIds: row.customer_tax_ids,
    document: documentFromJson(row.document),
    contentDigest: row.content_digest,
  };
}

/**
 * Makes imports of one organisation wait for each other until the transaction ends.
 *
 * So one invoice in two files is found by the second, and a credit note sees its invoice or is seen.
 */
export async function lockImports(transaction: Transaction, organisationId: string): Promise<void> {
  await transaction.query(
    sql`select pg_advisory_xact_lock(hashtextextended(${`import ${organisationId}`}, 0))`,
  );
}

/** @returns the id of the file, and whether the same bytes were loaded before */
export async function insertFile(
  transaction: Transaction,
  organisationId: string,
  file: {
    readonly id: string;
    readonly name: string;
    readonly sha256: string;
    readonly uploadId: string | null;
    readonly importedAt: Date;
  },
): Promise<{ id: string; isNew: boolean }> {
  const rows = await transaction.query(sql`
    insert into import_files (organisation_id, import_file_id, name, sha256, upload_id, imported_at)
    values (${organisationId}, ${file.id}, ${file.name}, ${file.sha256}, ${file.uploadId},
      ${file.importedAt})
    on conflict (organisation_id, sha256) do nothing
    returning import_file_id`);
  if (rows.length === 1) return { id: file.id, isNew: true };
  const [known] = await transaction.query<{ import_file_id: string }>(sql`
    select import_file_id from import_files
    where organisation_id = ${organisationId} and sha256 = ${file.sha256}`);
  return { id: known?.import_file_id ?? file.id, isNew: false };
}

export type NewInvoice = Invoice & {
  readonly fileId: string;
  readonly supplierTaxId: string;
  readonly year: number;
  readonly numberKey: string;
  readonly refersTo: readonly string[];
  readonly importedAt: Date;
};

export async function insertInvoice(
  transaction: Transaction,
  organisationId: string,
  invoice: NewInvoice,
): Promise<void> {
  await transaction.query(sql`
    insert into invoices (organisation_id, invoice_id, import_file_id, access_token, supplier_tax_id, year,
      number, number_key, document_type, is_credit_note, issued_on, currency, total, payable, customer_name,
      customer_tax_ids, refers_to, document, content_digest, imported_at)
    values (${organisationId}, ${invoice.id}, ${invoice.fileId}, ${invoice.accessToken},
      ${invoice.supplierTaxId}, ${invoice.year}, ${invoice.number}, ${invoice.numberKey},
      ${invoice.documentType}, ${invoice.isCreditNote}, ${invoice.issuedOn}, ${invoice.total.currency},
      ${invoice.total.minor}, ${invoice.payable.minor}, ${invoice.customerName}, ${invoice.customerTaxIds},
      ${invoice.refersTo}, ${JSON.stringify(documentToJson(invoice.document))}, ${invoice.contentDigest},
      ${invoice.importedAt})`);
}

/** Puts another content in the place of one that nobody has begun to pay. */
export async function replaceInvoice(
  transaction: Transaction,
  organisationId: string,
  invoice: NewInvoice,
): Promise<void> {
  await transaction.query(sql`
    update invoices set import_file_id = ${invoice.fileId}, issued_on = ${invoice.issuedOn},
      currency = ${invoice.total.currency}, total = ${invoice.total.minor}, payable = ${invoice.payable.minor},
      customer_name = ${invoice.customerName}, customer_tax_ids = ${invoice.customerTaxIds},
      refers_to = ${invoice.refersTo}, document = ${JSON.stringify(documentToJson(invoice.document))},
      content_digest = ${invoice.contentDigest}, imported_at = ${invoice.importedAt}
    where organisation_id = ${organisationId} and invoice_id = ${invoice.id}`);
}

/** An invoice by what identifies it: supplier, year, number and document type. */
export async function findByIdentity(
  transaction: Transaction,
  organisationId: string,
  identity: Pick<NewInvoice, 'supplierTaxId' | 'year' | 'number' | 'documentType'>,
): Promise<Invoice | null> {
  const [row] = await transaction.query<InvoiceRow>(sql`
    select ${columns} from invoices
    where organisation_id = ${organisationId} and supplier_tax_id = ${identity.supplierTaxId}
      and year = ${identity.year} and number = ${identity.number}
      and document_type = ${identity.documentType}
    for update`);
  return row ? fromRow(row) : null;
}

/** The invoices whose number, typed in any way, is this; credit notes are not for payers to find. */
export async function findInvoicesByNumber(
  database: Queryable,
  organisationId: string,
  key: string,
): Promise<Invoice[]> {
  const rows = await database.query<InvoiceRow>(sql`
    select ${columns} from invoices
    where organisation_id = ${organisationId} and number_key = ${key} and not is_credit_note
    order by issued_on desc limit 50`);
  return rows.map(fromRow);
}

export async function findInvoicesByTokens(
  database: Queryable,
  organisationId: string,
  accessTokens: readonly string[],
): Promise<Invoice[]> {
  const rows = await database.query<InvoiceRow>(sql`
    select ${columns} from invoices
    where organisation_id = ${organisationId} and access_token = any(${accessTokens})`);
  return rows.map(fromRow);
}

export async function findInvoices(
  database: Queryable,
  organisationId: string,
  invoiceIds: readonly string[],
): Promise<Invoice[]> {
  const rows = await database.query<InvoiceRow>(sql`
    select ${columns} from invoices
    where organisation_id = ${organisationId} and invoice_id = any(${invoiceIds}) limit 10000`);
  return rows.map(fromRow);
}

/** Invoices of a supplier with any of these number keys, for a credit note that refers to them. */
export async function findReferredTo(
  transaction: Transaction,
  organisationId: string,
  supplierTaxId: string,
  keys: readonly string[],
): Promise<Invoice[]> {
  const rows = await transaction.query<InvoiceRow>(sql`
    select ${columns} from invoices
    where organisation_id = ${organisationId} and supplier_tax_id = ${supplierTaxId}
      and number_key = any(${keys}) and not is_credit_note limit 100`);
  return rows.map(fromRow);
}

/** Credit notes of a supplier that refer to this number key. */
export async function findReferring(
  transaction: Transaction,
  organisationId: string,
  supplierTaxId: string,
  key: string,
): Promise<Invoice[]> {
  const rows = await transaction.query<InvoiceRow>(sql`
    select ${columns} from invoices
    where organisation_id = ${organisationId} and supplier_tax_id = ${supplierTaxId}
      and is_credit_note and ${key} = any(refers_to) limit 100`);
  return rows.map(fromRow);
}

/** All credit notes, for the list of those that took nothing off any due. */
export async function findCreditNotes(
  database: Queryable,
  organisationId: string,
): Promise<Invoice[]> {
  const rows = await database.query<InvoiceRow>(sql`
    select ${columns} from invoices where organisation_id = ${organisationId} and is_credit_note
    order by imported_at desc limit 1000`);
  return rows.map(fromRow);
}

/** The first invoices that were loaded. */
export async function findFirstInvoices(
  database: Queryable,
  organisationId: string,
): Promise<Invoice[]> {
  const rows = await database.query<InvoiceRow>(sql`
    select ${columns} from invoices where organisation_id = ${organisationId} and not is_credit_note
    order by invoice_id limit 50`);
  return rows.map(fromRow);
}

/** The invoices of a customer by tax code or VAT number, without what stands in them; newest first. */
export async function findInvoicesOfCustomer(
  database: Queryable,
  organisationId: string,
  taxId: string,
): Promise<Pick<Invoice, 'id' | 'number' | 'customerTaxIds'>[]> {
  const rows = await database.query<{
    invoice_id: string;
    number: string;
    customer_tax_ids: string[];
  }>(sql`
    select invoice_id, number, customer_tax_ids from invoices
    where organisation_id = ${organisationId} and customer_tax_ids @> ${[taxId]}
      and not is_credit_note
    order by invoice_id desc limit 5000`);
  return rows.map((row) => ({
    id: row.invoice_id,
    number: row.number,
    customerTaxIds: row.customer_tax_ids,
  }));
}
