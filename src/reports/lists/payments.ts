/** The payments of an organisation, and how each of its lists finds the payment behind a text. */
import { sql, type Sql } from '../../database/sql.ts';
import { column, shown, state, summed } from '../column.ts';
import type { Filter, List, Way } from '../list.ts';
import { receiptNumberOf } from '../receipt-number.ts';
import { holdsAll, invoiceText, type Meaning } from '../searchable.ts';

/** An index is on this expression. */
export const emailKey = sql`lower(p.email) collate "C"`;

/** @param payment a table with the ids of a payment */
export function payerNamesOf(payment: Sql): Sql {
  return sql`(select string_agg(distinct coalesce(i.customer_name, d.debtor_name), ', ')
    from allocations al
    join dues d on d.organisation_id = al.organisation_id and d.due_id = al.due_id
    left join invoices i on i.organisation_id = d.organisation_id and i.invoice_id = d.invoice_id
    where al.organisation_id = ${payment}.organisation_id and al.payment_id = ${payment}.payment_id)`;
}

const invoiceNumbers = sql`(select string_agg(distinct i.number, ', ')
  from allocations al
  join dues d on d.organisation_id = al.organisation_id and d.due_id = al.due_id
  join invoices i on i.organisation_id = d.organisation_id and i.invoice_id = d.invoice_id
  where al.organisation_id = p.organisation_id and al.payment_id = p.payment_id)`;

const serviceNames = sql`(select string_agg(distinct d.service, ', ')
  from allocations al
  join dues d on d.organisation_id = al.organisation_id and d.due_id = al.due_id
  where al.organisation_id = p.organisation_id and al.payment_id = p.payment_id)`;

const receiptNumber = sql`(select ${receiptNumberOf(sql`r`)} from receipts r
  where r.organisation_id = p.organisation_id and r.payment_id = p.payment_id)`;

/**
 * The ids of payments whose invoices or payer the words name: an address from its beginning.
 *
 * Arrays are made once, whatever the planner knows of the tables; a join it may turn round.
 */
function matchingPayments(organisationId: string, words: readonly string[], way: Way): Sql {
  const byInvoice = sql`
    select al.payment_id from allocations al
    where al.organisation_id = ${organisationId} and al.due_id = any(array(
      select d.due_id from dues d
      where d.organisation_id = ${organisationId} and d.invoice_id = any(array(
        select i.invoice_id from invoices i
        where i.organisation_id = ${organisationId} and ${holdsAll(invoiceText, words, way.meaning)}))))`;
  return way.isByCode
    ? sql`${byInvoice} union all ${byAddressOrId(organisationId, words)}`
    : byInvoice;
}

/** A row for each invoice that has the words. */
export function matchingInvoices(
  organisationId: string,
  words: readonly string[],
  meaning: Meaning,
): Sql {
  return sql`select from invoices i
    where i.organisation_id = ${organisationId} and ${holdsAll(invoiceText, words, meaning)}`;
}

function byAddressOrId(organisationId: string, words: readonly string[]): Sql {
  const [first = ''] = words;
  if (words.length > 1) return sql`select null::text where false`;
  const from = first.toLowerCase();
  return sql`
    select p.payment_id from payments p
    where p.organisation_id = ${organisationId} and p.email is not null
      and ${emailKey} >= ${from} and ${emailKey} < ${`${from}\u{10ffff}`}
    union all
    select p.payment_id from payments p
    where p.organisation_id = ${organisationId} and p.payment_id = ${from}`;
}

/** That a payment is one of those that the words name; no table of it may be called as one around it is. */
export function paymentMatches(
  payment: Sql,
  organisationId: string,
  words: readonly string[],
  way: Way,
): Sql {
  if (way.breadth === 'few')
    return sql`${payment} = any(array(${matchingPayments(organisationId, words, way)}))`;
  const byInvoice = sql`exists (
      select from allocations line
      join dues d on d.organisation_id = line.organisation_id and d.due_id = line.due_id
      join invoices i on i.organisation_id = d.organisation_id and i.invoice_id = d.invoice_id
      where line.organisation_id = ${organisationId} and line.payment_id = ${payment}
        and ${holdsAll(invoiceText, words, way.meaning)})`;
  if (!way.isByCode) return byInvoice;
  return sql`(${byInvoice}
    or exists (select from (${byAddressOrId(organisationId, words)}) named (id)
      where named.id = ${payment}))`;
}

/** That something of a payment is for one of the services. */
export function paymentIsOf(payment: Sql) {
  return (organisationId: string, services: readonly string[]): Sql => sql`exists (
    select from allocations line
    join dues d on d.organisation_id = line.organisation_id and d.due_id = line.due_id
    where line.organisation_id = ${organisationId} and line.payment_id = ${payment}
      and d.service = any(${[...services]}::text[]))`;
}

/** Finds by payer's name, number of an invoice, beginning of an e-mail address, or the payment's id. */
export function searchByPayment(payment: Sql): Filter {
  return {
    name: 'search',
    kind: 'search',
    texts: matchingInvoices,
    codes: byAddressOrId,
    condition: (organisationId, words, way) => paymentMatches(payment, organisationId, words, way),
  };
}

export const payments: List = {
  name: 'payments',
  permission: 'see',
  source: (organisationId, join) => sql`
    from payments p
    left join attempts a on a.organisation_id = p.organisation_id and a.attempt_id = p.settled_by
    ${join}
    where p.organisation_id = ${organisationId}`,
  inBulk: (organisationId) => sql`
    left join (
      select al.payment_id, string_agg(distinct coalesce(i.customer_name, d.debtor_name), ', ') as payer_names,
        string_agg(distinct i.number, ', ') as invoice_numbers, string_agg(distinct d.service, ', ') as services
      from allocations al
      join dues d on d.organisation_id = al.organisation_id and d.due_id = al.due_id
      left join invoices i on i.organisation_id = d.organisation_id and i.invoice_id = d.invoice_id
      where al.organisation_id = ${organisationId}
      group by al.payment_id) covered on covered.payment_id = p.payment_id`,
  ofServices: paymentIsOf(sql`p.payment_id`),
  key: [
    { sql: sql`p.created_at`, type: 'timestamptz' },
    { sql: sql`p.payment_id`, type: 'text' },
  ],
  currency: sql`p.currency`,
  columns: [
    shown('payment_id', 'text', sql`p.payment_id`, { opens: 'payment' }),
    shown('created_at', 'instant', sql`p.created_at`),
    state('state', sql`p.state`, 'payment_state'),
    shown('payer_names', 'text', payerNamesOf(sql`p`), { bulkSql: sql`covered.payer_names` }),
    shown('invoice_numbers', 'text', invoiceNumbers, { bulkSql: sql`covered.invoice_numbers` }),
    summed('total', sql`p.total`, { isShown: true }),
    column('currency', 'text', sql`p.currency`),
    shown('email', 'text', sql`p.email`),
    column('paid_at', 'instant', sql`p.paid_at`),
    column('paid_on', 'date', sql`p.paid_on`),
    column('services', 'text', serviceNames, { bulkSql: sql`covered.services` }),
    column('method', 'state', sql`a.method`, { vocabulary: 'method' }),
    column('provider', 'text', sql`a.provider`),
    column(
      'instrument',
      'text',
      sql`(a.instrument ->> 'brand') || ' ' || (a.instrument ->> 'lastFour')`,
    ),
    column('attempt_id', 'text', sql`a.attempt_id`),
    column('provider_reference', 'text', sql`a.provider_reference`),
    summed('captured', sql`a.captured`),
    summed('refunded', sql`a.refunded`),
    summed('disputed', sql`a.disputed`),
    column('receipt_number', 'text', receiptNumber),
    column('language', 'text', sql`p.language`),
  ],
  filters: [
    searchByPayment(sql`p.payment_id`),
    { name: 'state', kind: 'choice', values: ['open', 'paid', 'set_aside'], vocabulary: 'payment_state', sql: sql`p.state` }, // prettier-ignore
    { name: 'created', kind: 'period', of: 'instant', sql: sql`p.created_at` },
    {
      name: 'paid',
      kind: 'period',
      of: 'date',
      sql: sql`p.paid_on`,
      key: [
        { sql: sql`p.paid_on`, type: 'date' },
        { sql: sql`p.payment_id`, type: 'text' },
      ],
    },
    { name: 'amount', kind: 'amount', sql: sql`p.total` },
    {
      name: 'method',
      kind: 'choice',
      values: ['card', 'counter'],
      vocabulary: 'method',
      sql: sql`a.method`,
    },
    {
      name: 'service',
      kind: 'id',
      condition: (organisationId, service) =>
        paymentIsOf(sql`p.payment_id`)(organisationId, [service]),
    },
    { name: 'email', kind: 'id', condition: (_, email) => sql`p.email is not null and ${emailKey} = ${email.toLowerCase()}` }, // prettier-ignore
    { name: 'due', kind: 'id', condition: (organisationId, due) => sql`exists (
        select from allocations al where al.organisation_id = ${organisationId}
          and al.payment_id = p.payment_id and al.due_id = ${due})` }, // prettier-ignore
    { name: 'payment', kind: 'id', condition: (_, payment) => sql`p.payment_id = ${payment}` },
    {
      name: 'reference',
      kind: 'id',
      condition: (organisationId, reference) => sql`p.payment_id in (
        select known.payment_id from provider_accounts account
        join attempts known on known.organisation_id = account.organisation_id
          and known.provider_account_id = account.provider_account_id
        where account.organisation_id = ${organisationId} and known.provider_reference = ${reference})`,
    },
  ],
};
