/** The files that were imported, and what came of each. */
import { sql } from '../../database/sql.ts';
import { column, shown } from '../column.ts';
import type { List } from '../list.ts';

const invoiceCount = sql`(select count(*) from invoices i
  where i.organisation_id = f.organisation_id and i.import_file_id = f.import_file_id)`;

export const imports: List = {
  name: 'imports',
  permission: 'see',
  source: (organisationId, join) =>
    sql`from import_files f ${join} where f.organisation_id = ${organisationId}`,
  inBulk: null,
  ofServices: null,
  key: [{ sql: sql`f.import_file_id`, type: 'text' }],
  currency: null,
  columns: [
    shown('imported_at', 'instant', sql`f.imported_at`),
    shown('file_name', 'text', sql`f.name`),
    shown('invoice_count', 'number', invoiceCount),
    column('import_file_id', 'text', sql`f.import_file_id`),
    column('sha256', 'text', sql`f.sha256`),
  ],
  filters: [
    { name: 'upload', kind: 'id', condition: (_, upload) => sql`f.upload_id = ${upload}` },
    { name: 'imported', kind: 'period', of: 'instant', sql: sql`f.imported_at` },
    { name: 'file', kind: 'id', condition: (_, name) => sql`f.name = ${name}` },
  ],
};
