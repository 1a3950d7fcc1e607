/** Invoices, dues and settled payments by the million, as years of use leave them. */
import { sql } from '../../src/database/sql.ts';
import type { Council } from '../town/found-council.ts';
import { fillTables } from '../town/fill-tables.ts';
import { customerCode, loadInvoices } from '../town/load-invoices.ts';
import type { Town } from '../town/open-town.ts';

export function numberOf(row: number): string {
  return `L-${row}/2026`;
}

export function tokenOf(row: number): string {
  return `token-of-the-bench-${String(row).padStart(13, '0')}`;
}

/**
 * Each row is one invoice with one due, paid by one payment, with all that settling it left behind.
 *
 * With the bare outline of the invoices' documents: they lie beside the table, and ten million of them fill a disk.
 */
export async function growTown(town: Town, council: Council, size: number): Promise<void> {
  const { organisation } = council;
  await loadInvoices(town, council, 'http://127.0.0.1:9', ['first']);
  await fillTables(town, size, (from, to) => [
    insertInvoices(organisation.id, from, to),
    insertPayments(organisation.id, from, to),
    insertTraces(council, from, to),
  ]);
}

function insertInvoices(organisationId: string, from: number, to: number) {
  return sql`
    with made as (select number, lpad(number::text, 26, '0') as name
      from generate_series(${from}::integer, ${to}::integer) as number),
    invoice as (
      insert into invoices (organisation_id, invoice_id, import_file_id, access_token, supplier_tax_id,
        year, number, number_key, document_type, is_credit_note, issued_on, currency, total, payable,
        customer_name, customer_tax_ids, refers_to, document, content_digest, imported_at)
      select organisation_id, 'inv_' || name, import_file_id, md5(name), supplier_tax_id, year,
        'L-' || made.number || '/2026', 'L' || made.number || '2026', document_type, false, issued_on,
        currency, total, payable, customer_name, ${[customerCode]}::text[], refers_to, '{"instalments": []}',
        md5(name), imported_at
      from made, invoices first
      where first.organisation_id = ${organisationId} and first.number = 'first')
    insert into dues (organisation_id, due_id, invoice_id, position, service, reason, amount, currency,
      settled, collectable, created_at)
    select ${organisationId}, 'due_' || name, 'inv_' || name, 1, 'invoices', 'Invoice', 12200, 'EUR',
      12200, 'by_payer', now() from made`;
}

function insertPayments(organisationId: string, from: number, to: number) {
  return sql`
    with made as (select number, lpad(number::text, 26, '0') as name
      from generate_series(${from}::integer, ${to}::integer) as number),
    payment as (
      insert into payments (organisation_id, payment_id, access_token, state, visitor, total, currency,
        language, email, terms_accepted_at, created_at, paid_at, paid_on, settled_by, receipt_issued)
      select ${organisationId}, 'pay_' || name, 'token-of-the-bench-' || lpad(number::text, 13, '0'), 'paid',
        'bench', 12200, 'EUR', 'it', 'maria.rossi@example.com', now(), now(), now(), current_date,
        'att_' || name, true from made)
    insert into allocations (organisation_id, payment_id, due_id, position, amount, applied)
    select ${organisationId}, 'pay_' || name, 'due_' || name, 1, 12200, 12200 from made`;
}

function insertTraces({ organisation, account, providerId }: Council, from: number, to: number) {
  return sql`
    with made as (select lpad(number::text, 26, '0') as name
      from generate_series(${from}::integer, ${to}::integer) as number),
    attempt as (
      insert into attempts (organisation_id, attempt_id, payment_id, provider_account_id, provider, method,
        state, amount, currency, provider_reference, captured, captured_currency, created_at,
        last_seen_at, outcome_known_at)
      select ${organisation.id}, 'att_' || name, 'pay_' || name, ${account.id}, ${providerId}, 'card',
        'succeeded', 12200, 'EUR', 'ses_' || name, 12200, 'EUR', now(), now(), now() from made),
    event as (
      insert into attempt_events (organisation_id, attempt_id, position, from_state, event, to_state, actor, at)
      select ${organisation.id}, 'att_' || name, position, from_state, event, to_state, 'payer', now()
      from made, (values (1, null, 'create', 'created'),
        (2, 'created', 'redirect', 'action_required'),
        (3, 'action_required', 'confirm', 'succeeded')) as step (position, from_state, event, to_state)),
    hold as (
      insert into holds (organisation_id, due_id, attempt_id, held_at, released_at)
      select ${organisation.id}, 'due_' || name, 'att_' || name, now(), now() from made),
    inbox as (
      insert into inbox_events (organisation_id, provider_account_id, event_id, type, body_digest,
        our_reference, provider_reference, received_at, tries, processed_at)
      select ${organisation.id}, ${account.id}, 'evt_' || name, 'session.succeeded', md5(name),
        'att_' || name, 'ses_' || name, now(), 1, now() from made),
    entry as (
      insert into ledger_entries (organisation_id, entry_id, source, reason, effective_on, booked_at)
      select ${organisation.id}, 'ent_' || name, 'capture:att_' || name, 'card payment', current_date, now()
      from made)
    insert into ledger_postings (organisation_id, entry_id, position, debit_account, credit_account,
      amount, currency)
    select ${organisation.id}, 'ent_' || name, 1, ${`provider:${account.id}`}, 'collected:invoices', 12200,
      'EUR' from made`;
}
