/** A busy year of an organisation, made in the database: something of every state in every list. */
import type { Database, Transaction } from '../../src/database/database.ts';
import { sql } from '../../src/database/sql.ts';

/** Distinct texts of a row, so that each can be searched for. */
export function payerOf(row: number): string {
  return (
    ['Niccolò Ferrari', 'María Núñez', 'Studio Bianchi & figli', 'Anna 100% Verdi'][row % 4] +
    ` ${row}`
  );
}

/**
 * Each row is one invoice with one due and one payment; what came of it depends on its number.
 *
 * @param database as the owner of the tables; its connection is used for one transaction
 */
export async function makePayments(
  database: Database,
  organisationId: string,
  size: number,
): Promise<void> {
  await database.transaction((owner) => makeAll(owner, organisationId, size));
}

const accountId = 'acc_many';

async function makeAll(owner: Transaction, organisationId: string, size: number): Promise<void> {
  await owner.query(sql`
    insert into provider_accounts (organisation_id, provider_account_id, provider, mode, sealed_secrets, created_at, retired_at)
    values (${organisationId}, ${accountId}, 'sandbox', 'test', '', now(), now()) on conflict do nothing`);
  const names = Array.from({ length: size }, (_, row) => payerOf(row));
  await owner.query(sql`
    insert into import_files (organisation_id, import_file_id, name, sha256, imported_at)
    select ${organisationId}, 'fil_' || file, file || '.zip', 'digest' || file, '2026-01-01'::timestamptz + file * interval '1 day'
    from generate_series(0, 4) as file`);
  await owner.query(sql`
    create temporary table made as
    select n - 1 as row, lpad(n::text, 26, '0') as name, payer, 1000 + n * 37 as amount,
      case n % 7 when 3 then 'GBP' else 'EUR' end as currency,
      (array['open', 'paid', 'paid', 'set_aside'])[1 + n % 4] as state,
      '2026-01-01'::timestamptz + n * interval '5 hours' as at
    from unnest(${names}::text[]) with ordinality as given (payer, n)`);
  const organisation = organisationId;
  await owner.query(sql`
    insert into invoices (organisation_id, invoice_id, import_file_id, access_token, supplier_tax_id, year,
      number, number_key, document_type, is_credit_note, issued_on, currency, total, payable,
      customer_name, customer_tax_ids, refers_to, document, content_digest, imported_at)
    select ${organisation}, 'inv_' || name, 'fil_' || row % 5, 'i' || name, 'IT01', 2026, 'F-' || row, 'F' || row,
      'TD01', false, at, currency, amount, amount, payer, array['IT' || row], '{}', '{}', name, at from made`);
  await owner.query(sql`
    insert into dues (organisation_id, due_id, invoice_id, position, service, reason, amount, currency,
      settled, due_on, collectable, created_at, withdrawn_at)
    select ${organisation}, 'due_' || name, case when row % 9 <> 0 then 'inv_' || name end, 1,
      (array['school', 'waste'])[1 + row / 4 % 2], 'Reason ' || row, amount, currency,
      case state when 'paid' then amount else 0 end, case when row % 5 > 0 then at::date + 30 end, 'by_payer', at,
      case when state = 'set_aside' then at end from made`);
  await owner.query(sql`
    insert into payments (organisation_id, payment_id, access_token, state, visitor, total, currency, language,
      email, created_at, paid_at, paid_on, settled_by, receipt_issued)
    select ${organisation}, 'pay_' || name, 'p' || name, state, 'test', amount, currency, 'it',
      case when row % 6 > 0 then 'Payer' || row % 20 || '@Example.com' end, at,
      case when state <> 'open' then at end, case when state <> 'open' then at::date end,
      case when state <> 'open' then 'att_' || name end, state = 'paid' from made`);
  await owner.query(sql`
    insert into allocations (organisation_id, payment_id, due_id, position, amount, applied)
    select ${organisation}, 'pay_' || name, 'due_' || name, 1, amount, case state when 'paid' then amount else 0 end
    from made`);
  await owner.query(sql`
    insert into attempts (organisation_id, attempt_id, payment_id, provider_account_id, provider, method, state,
      amount, currency, provider_reference, instrument, captured, captured_currency, disputed, created_at, last_seen_at)
    select ${organisation}, 'att_' || name, 'pay_' || name, ${accountId}, 'sandbox', 'card',
      case state when 'open' then (array['unknown', 'failed', 'conflicted', 'processing'])[1 + row / 4 % 4] else 'succeeded' end,
      amount, currency, 'ses_' || row, '{"brand": "visa", "lastFour": "4242"}',
      case state when 'open' then 0 else amount end, currency,
      case when state = 'paid' and row % 3 = 0 then amount else 0 end, at, at from made`);
  await makeOffers(owner, organisation);
  await makeTraces(owner, organisation);
}

/** What is offered, what of it the dues are of, what waits in carts, and which discounts were used. */
async function makeOffers(owner: Transaction, organisation: string): Promise<void> {
  await owner.query(sql`
    insert into services (organisation_id, service_id, position, state, version, definition, created_at, changed_at)
    select ${organisation}, service, place, state, 1,
      jsonb_build_object('name', jsonb_build_object('it', upper(service)), 'category', 'other', 'contact', '{}'::jsonb),
      '2026-01-01'::timestamptz + place * interval '12 days', '2026-03-01'
    from unnest(array['school', 'waste', 'stamps'], array['open', 'closed', 'draft'])
      with ordinality as given (service, state, place)`);
  await owner.query(sql`
    insert into charge_types (organisation_id, charge_type_id, service_id, position, state, version, kind,
      definition, created_at, changed_at)
    select ${organisation}, service || '-' || kind, service, 1, 'open', 1, kind, '{}', '2026-01-01', '2026-01-01'
    from unnest(array['school', 'waste']) as service, unnest(array['dues', 'free']) as kind`);
  await owner.query(sql`
    update dues d set charge_type_id = d.service || case when made.row % 16 in (8, 11) then '-free' else '-dues' end,
      debtor_name = case when made.row % 9 = 0 then 'Owner ' || made.row end,
      plan_id = case when made.row % 12 = 0 then 'pln_' || made.row end,
      plan_part = case when made.row % 12 = 0 then 'instalment' end
    from made where d.organisation_id = ${organisation} and d.due_id = 'due_' || made.name and made.row % 4 in (0, 3)`);
  await owner.query(sql`
    insert into due_details (organisation_id, due_id, origin, notice_number, lines, answers)
    select ${organisation}, 'due_' || name, case when row % 16 = 8 then 'free' else 'file' end,
      'RF18NOTICE' || row, jsonb_build_array(jsonb_build_object('text', 'Line', 'minor', amount::text)),
      jsonb_build_array(
        jsonb_build_object('name', 'class', 'kind', 'text', 'label', jsonb_build_object('it', 'Classe'), 'value', row % 5 || 'A'),
        jsonb_build_object('name', 'full', 'kind', 'check', 'label', jsonb_build_object('en', 'Full'), 'value', 'yes',
          'shown', jsonb_build_object('en', 'Yes')))
    from made where row % 4 = 0`);
  await owner.query(sql`
    insert into carts (organisation_id, cart_id, visitor, created_at, changed_at)
    select ${organisation}, 'crt_' || name, 'visitor ' || row, at, at from made where row % 8 = 0`);
  await owner.query(sql`
    insert into cart_items (organisation_id, cart_item_id, cart_id, position, due_id, charge_type_id, amount, currency, added_at)
    select ${organisation}, 'itm_' || name, 'crt_' || name, 1, case when row % 16 = 0 then 'due_' || name end,
      case when row % 16 = 8 then 'school-free' end, amount, currency, at from made where row % 8 = 0`);
  await owner.query(sql`
    insert into discounts (organisation_id, discount_id, charge_type_id, code, kind, value, currency, names, is_public, created_at)
    values (${organisation}, 'dis_1', 'school-dues', 'WELCOME', 'percent', 1000, 'EUR', '{"it": "Benvenuto"}', true, '2026-01-01')`);
  await owner.query(sql`
    insert into discount_uses (organisation_id, discount_use_id, discount_id, due_id, payer_key, position, taken_at, released_at, look_at)
    select ${organisation}, 'use_' || name, 'dis_1', 'due_' || name, 'payer ' || row, 1, at,
      case when row % 24 = 4 then at end, case when row % 24 = 12 then at end
    from made where row % 8 = 4`);
}

async function makeTraces(owner: Transaction, organisation: string): Promise<void> {
  await owner.query(sql`
    insert into suspense_items (organisation_id, suspense_item_id, attempt_id, reason, amount, currency, created_at, returned)
    select ${organisation}, 'sus_' || name, 'att_' || name,
      (array['already_settled', 'withdrawn', 'amount_conflict'])[1 + row % 3], amount, currency, at,
      case when row % 2 = 0 then amount else 0 end
    from made where state = 'set_aside'`);
  await owner.query(sql`
    insert into refunds (organisation_id, refund_id, attempt_id, state, amount, currency, reason,
      requested_by, requested_at)
    select ${organisation}, 'ref_' || name, 'att_' || name,
      (array['requested', 'succeeded', 'failed'])[1 + row % 3], amount, currency, 'paid twice', 'staff:test', at
    from made where state = 'set_aside'`);
  await owner.query(sql`
    insert into refund_lines (organisation_id, refund_id, position, suspense_item_id, amount)
    select ${organisation}, 'ref_' || name, 1, 'sus_' || name, amount from made where state = 'set_aside'`);
  await owner.query(sql`
    insert into receipts (organisation_id, receipt_id, payment_id, year, number, verification_code, amount, currency, issued_at, document)
    select ${organisation}, 'rcp_' || name, 'pay_' || name, 2026, row_number() over (order by row), 'c' || row, amount, currency, at, '{}'
    from made where state = 'paid'`);
  await owner.query(sql`
    insert into messages (organisation_id, message_id, source, template, recipient, language, payload, state, created_at)
    select ${organisation}, 'msg_' || name, 'receipt:pay_' || name || ':payer:1', 'receipt-for-payer',
      'payer' || row % 20 || '@example.com', 'it', '{}', (array['queued', 'sent', 'failed'])[1 + row % 3], at from made`);
  await owner.query(sql`
    insert into ledger_accounts (organisation_id, account, currency, kind)
    select ${organisation}, account, currency, 'asset'
    from unnest(array['clearing', 'collected:school', 'collected:waste']) as account, unnest(array['EUR', 'GBP']) as currency`);
  await owner.query(sql`
    insert into ledger_entries (organisation_id, entry_id, source, reason, effective_on, booked_at)
    select ${organisation}, 'ent_' || name, 'capture:att_' || name, 'card payment', at::date, at from made where state <> 'open'`);
  await owner.query(sql`
    insert into ledger_postings (organisation_id, entry_id, position, debit_account, credit_account, amount, currency)
    select ${organisation}, 'ent_' || name, position, 'clearing', (array['collected:school', 'collected:waste'])[position],
      amount + position, currency from made, generate_series(1, 2) as position where state <> 'open'`);
  await owner.query(sql`drop table made`);
}
