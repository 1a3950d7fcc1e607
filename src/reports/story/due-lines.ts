/** SQL of what happened to a due itself. */
import { sql, type Sql } from '../../database/sql.ts';
import { deedLines } from './payment-lines.ts';

export function dueLines(organisationId: string, dueId: string): Sql[] {
  return [
    sql`
      select i.imported_at as at, 'imported' as kind, i.invoice_id as subject, null::text as actor,
        i.number as word, i.payable as amount, i.currency, f.name as detail
      from dues d
      join invoices i on i.organisation_id = d.organisation_id and i.invoice_id = d.invoice_id
      join import_files f on f.organisation_id = i.organisation_id and f.import_file_id = i.import_file_id
      where d.organisation_id = ${organisationId} and d.due_id = ${dueId}`,
    sql`
      select created_at as at, 'due_created' as kind, due_id as subject, null::text as actor,
        service as word, amount, currency, reason as detail from dues
      where organisation_id = ${organisationId} and due_id = ${dueId}`,
    sql`
      select withdrawn_at as at, 'due_withdrawn' as kind, due_id as subject, null::text as actor,
        null::text as word, null::bigint as amount, null::text as currency, null::text as detail from dues
      where organisation_id = ${organisationId} and due_id = ${dueId} and withdrawn_at is not null`,
    sql`
      select c.credited_at as at, 'due_credited' as kind, c.due_id as subject, null::text as actor,
        i.number as word, c.amount, d.currency, null::text as detail
      from due_credits c
      join dues d on d.organisation_id = c.organisation_id and d.due_id = c.due_id
      join invoices i on i.organisation_id = c.organisation_id and i.invoice_id = c.credit_note_id
      where c.organisation_id = ${organisationId} and c.due_id = ${dueId}
      order by c.credited_at limit 1000`,
    deedLines(organisationId, [dueId]),
  ];
}
