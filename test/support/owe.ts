/** Invoices of a test's own, loaded as their supplier's files would be. */
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { systemClock } from '../../src/core/clock.ts';
import { createIds } from '../../src/core/id.ts';
import { sql } from '../../src/database/sql.ts';
import {
  testInvoice,
  type TestFile,
  type TestInvoice,
} from '../../src/invoices/formats/test-invoice.ts';
import { importInvoices } from '../../src/invoices/index.ts';
import { findOrganisationBySlug } from '../../src/organisations/index.ts';
import type { TestPortal } from './portal.ts';

export type Owed = {
  readonly number: string;
  readonly invoiceId: string;
  /** The invoice's page. */
  readonly address: string;
};

export type OweOptions = TestInvoice & Pick<TestFile, 'customer' | 'supplier'> & { slug?: string };

export const customerCode = 'RSSMRA80A01H501U';

const ids = createIds(systemClock);
let last = 0;

/** Loads one invoice of 122.00 EUR (100.00 and VAT) unless told otherwise. */
export async function owe(
  portal: Pick<TestPortal, 'database' | 'address'>,
  options: OweOptions = {},
): Promise<Owed> {
  const { slug = 'demo', customer, supplier, ...invoice } = options;
  last += 1;
  const number = invoice.number ?? `J-${last}/2026`;
  const { database } = portal.database;
  const organisation = await findOrganisationBySlug(database, slug);
  assert(organisation, `no organisation ${slug}`);
  const own = {
    vatNumber: organisation.settings.tax_ids[0] ?? '',
    name: organisation.settings.name,
  };
  const bytes = testInvoice(
    { issuedOn: '2026-11-02', ...invoice, number },
    { supplier: supplier ?? own, ...(customer ? { customer } : {}) },
  );
  const context = { database, clock: systemClock, ids, reach: () => {} };
  const source = { name: `${last}.xml`, open: () => Readable.from([bytes]) };
  const how = { organisation, dryRun: false, replace: false, actor: 'test' };
  for await (const file of importInvoices(context, source, how)) {
    assert.equal(file.status, 'imported', file.error?.message);
  }
  const [row] = await database.query<{ invoice_id: string; access_token: string }>(sql`
    select invoice_id, access_token from invoices
    where organisation_id = ${organisation.id} and number = ${number}`);
  assert(row, `invoice ${number} is there`);
  const address = `${portal.address}/${slug}/invoices/${row.access_token}`;
  return { number, invoiceId: row.invoice_id, address };
}
