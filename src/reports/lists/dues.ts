/** What is owed, and what of it is settled. */
import { sql, type Sql } from '../../database/sql.ts';
import { column, shown, state, summed } from '../column.ts';
import type { List, Way } from '../list.ts';
import { holdsAll, invoiceText, type Meaning } from '../searchable.ts';
import { matchingInvoices } from './payments.ts';

const dueState = sql`case
  when d.withdrawn_at is not null then 'withdrawn'
  when d.settled + d.credited = d.amount then 'settled'
  when d.settled + d.credited > 0 then 'partly_settled'
  else 'open' end`;

const outstanding = sql`case when d.withdrawn_at is null then d.amount - d.settled - d.credited else 0 end`;

/** The ids of dues whose invoice the words name, or, where there is none, whose reason does. */
function matchingDues(organisationId: string, words: readonly string[], way: Way): Sql {
  return sql`
    select d.due_id from dues d
    where d.organisation_id = ${organisationId} and d.invoice_id = any(array(
      select i.invoice_id from invoices i
      where i.organisation_id = ${organisationId} and ${holdsAll(invoiceText, words, way.meaning)}))
    union all
    ${byReason(organisationId, words, way.meaning)}
    ${way.isByCode ? sql`union all ${byId(organisationId, words)}` : sql``}`;
}

function byReason(organisationId: string, words: readonly string[], meaning: Meaning): Sql {
  return sql`select d.due_id from dues d where d.organisation_id = ${organisationId}
    and d.invoice_id is null and ${holdsAll(sql`d.reason`, words, meaning)}`;
}

function byId(organisationId: string, words: readonly string[]): Sql {
  return sql`select d.due_id from dues d
    where d.organisation_id = ${organisationId} and d.due_id = ${words.join(' ')}`;
}

/** That a due is one of those that the words name. */
function dueMatches(organisationId: string, words: readonly string[], way: Way): Sql {
  if (way.breadth === 'few')
    return sql`d.due_id = any(array(${matchingDues(organisationId, words, way)}))`;
  return sql`(coalesce(${holdsAll(invoiceText, words, way.meaning)}, false)
    or d.invoice_id is null and ${holdsAll(sql`d.reason`, words, way.meaning)}
    ${way.isByCode ? sql`or d.due_id = ${words.join(' ')}` : sql``})`;
}

export const dues: List = {
  name: 'dues',
  permission: 'see',
  source: (organisationId, join) => sql`
    from dues d
    left join invoices i on i.organisation_id = d.organisation_id and i.invoice_id = d.invoice_id
    ${join}
    where d.organisation_id = ${organisationId}`,
  inBulk: null,
  ofServices: (_, services) => sql`d.service = any(${[...services]}::text[])`,
  key: [
    { sql: sql`d.created_at`, type: 'timestamptz' },
    { sql: sql`d.due_id`, type: 'text' },
  ],
  currency: sql`d.currency`,
  columns: [
    shown('due_id', 'text', sql`d.due_id`, { opens: 'due' }),
    column('created_at', 'instant', sql`d.created_at`),
    state('state', dueState, 'due_state'),
    shown('customer_name', 'text', sql`coalesce(i.customer_name, d.debtor_name)`),
    shown('invoice_number', 'text', sql`i.number`),
    column('invoice_issued_on', 'date', sql`i.issued_on`),
    column('customer_tax_ids', 'text', sql`array_to_string(i.customer_tax_ids, ', ')`),
    shown('reason', 'text', sql`d.reason`),
    shown('service', 'text', sql`d.service`),
    shown('due_on', 'date', sql`d.due_on`),
    summed('amount', sql`d.amount`, { isShown: true }),
    summed('settled', sql`d.settled`),
    summed('credited', sql`d.credited`),
    summed('outstanding', outstanding, { isShown: true }),
    column('currency', 'text', sql`d.currency`),
    column('collectable', 'state', sql`d.collectable`, { vocabulary: 'collectable' }),
    column('withdrawn_at', 'instant', sql`d.withdrawn_at`),
  ],
  filters: [
    {
      name: 'search',
      kind: 'search',
      texts: (organisationId, words, meaning) => sql`
        ${matchingInvoices(organisationId, words, meaning)}
        union all
        select from (${byReason(organisationId, words, meaning)}) due`,
      codes: byId,
      condition: dueMatches,
    },
    { name: 'state', kind: 'choice', values: ['open', 'partly_settled', 'settled', 'withdrawn'], vocabulary: 'due_state', sql: dueState }, // prettier-ignore
    {
      name: 'due_on',
      kind: 'period',
      of: 'date',
      sql: sql`d.due_on`,
      key: [
        { sql: sql`d.due_on`, type: 'date' },
        { sql: sql`d.due_id`, type: 'text' },
      ],
    },
    { name: 'created', kind: 'period', of: 'instant', sql: sql`d.created_at` },
    { name: 'amount', kind: 'amount', sql: sql`d.amount` },
    { name: 'service', kind: 'id', condition: (_, service) => sql`d.service = ${service}` },
    { name: 'collectable', kind: 'choice', values: ['by_payer', 'direct_debit', 'treasury'], vocabulary: 'collectable', sql: sql`d.collectable` }, // prettier-ignore
    { name: 'dated', kind: 'choice', values: ['yes', 'no'], vocabulary: 'yes_no', sql: sql`case when d.due_on is null then 'no' else 'yes' end` }, // prettier-ignore
    { name: 'due', kind: 'id', condition: (_, due) => sql`d.due_id = ${due}` },
    { name: 'import', kind: 'id', condition: (_, file) => sql`i.import_file_id = ${file}` },
    {
      name: 'upload',
      kind: 'id',
      condition: (organisationId, upload) => sql`i.import_file_id = any(array(
        select f.import_file_id from import_files f
        where f.organisation_id = ${organisationId} and f.upload_id = ${upload}))`,
    },
  ],
};
