/** One invoice of 122.00 EUR in a world of a test's own, loaded as its supplier's file would be. */
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import type { Context } from '../../src/context.ts';
import { sql } from '../../src/database/sql.ts';
import { findDuesOfInvoices } from '../../src/dues/index.ts';
import { testInvoice } from '../../src/invoices/formats/test-invoice.ts';
import { importInvoices } from '../../src/invoices/index.ts';
import type { Organisation } from '../../src/organisations/index.ts';

export type QuietInvoice = { readonly token: string; readonly dueId: string };

export async function loadInvoice(
  context: Context,
  organisation: Organisation,
  number: string,
): Promise<QuietInvoice> {
  const supplier = {
    vatNumber: organisation.settings.tax_ids[0] ?? '',
    name: organisation.settings.name,
  };
  const bytes = testInvoice({ number, issuedOn: '2026-11-02' }, { supplier });
  const source = { name: `${number}.xml`, open: () => Readable.from([bytes]) };
  const how = { organisation, dryRun: false, replace: false, actor: 'test' };
  for await (const file of importInvoices(context, source, how)) {
    assert.equal(file.status, 'imported', file.error?.message);
  }
  const [row] = await context.database.query<{ invoice_id: string; access_token: string }>(sql`
    select invoice_id, access_token from invoices
    where organisation_id = ${organisation.id} and number = ${number}`);
  assert(row, `invoice ${number} is there`);
  const [due] = await findDuesOfInvoices(context.database, organisation.id, [row.invoice_id]);
  assert(due, `invoice ${number} is to be paid`);
  return { token: row.access_token, dueId: due.id };
}
