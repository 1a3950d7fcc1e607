/** Payments by the million as lists read them: each with its own payer, invoice, address and moment. */
import { createHash } from 'node:crypto';
import { sql } from '../../src/database/sql.ts';
import type { Council } from '../town/found-council.ts';
import { fillTables } from '../town/fill-tables.ts';
import { loadInvoices } from '../town/load-invoices.ts';
import type { Town } from '../town/open-town.ts';

const letters = 'bcdfglmnprstvaei';

/** A name that only this row's payer has, of letters as they come. */
export function surnameOf(row: number): string {
  const digits = createHash('md5').update(String(row)).digest('hex').slice(0, 12);
  return digits.replaceAll(/./g, (digit) => letters.charAt(Number.parseInt(digit, 16)));
}

/** One payment a second up to now; every twentieth was never paid. */
export async function makePayments(town: Town, council: Council, size: number): Promise<void> {
  await loadInvoices(town, council, 'http://127.0.0.1:9', ['first']);
  await fillTables(town, size, (from, to) => [
    noteRows(size, from, to),
    insertDues(council.organisation.id),
    insertPayments(council),
  ]);
}

/** What all that is made of a row has in common; for this transaction. */
function noteRows(size: number, from: number, to: number) {
  return sql`
    create temporary table made on commit drop as
    select row, lpad(row::text, 26, '0') as name, row % 20 > 0 as is_paid, 1000 + row % 9000 as amount,
      date_trunc('day', now()) - (${size} - row) * interval '1 second' as at
    from generate_series(${from}::integer, ${to}::integer) as row`;
}

function insertDues(organisationId: string) {
  return sql`
    with invoice as (
      insert into invoices (organisation_id, invoice_id, import_file_id, access_token, supplier_tax_id,
        year, number, number_key, document_type, is_credit_note, issued_on, currency, total, payable,
        customer_name, customer_tax_ids, refers_to, document, content_digest, imported_at)
      select ${organisationId}, 'inv_' || name, import_file_id, md5(name), supplier_tax_id, year,
        'L-' || row || '/2026', 'L' || row || '2026', document_type, false, made.at, currency,
        amount, amount,
        (array['Maria', 'Paolo', 'Lucía', 'Ben', 'Studio'])[1 + row % 5] || ' ' ||
          translate(left(md5(row::text), 12), '0123456789abcdef', ${letters}) || ' Rossi',
        '{}', '{}', '{}', md5(name), made.at
      from made, invoices first
      where first.organisation_id = ${organisationId} and first.number = 'first')
    insert into dues (organisation_id, due_id, invoice_id, position, service, reason, amount, currency,
      settled, due_on, collectable, created_at)
    select ${organisationId}, 'due_' || name, 'inv_' || name, 1,
      (array['school meals', 'waste', 'permits'])[1 + row % 3], 'Invoice', amount, 'EUR',
      case when is_paid then amount else 0 end, at::date + 30, 'by_payer', at from made`;
}

function insertPayments({ organisation, account, providerId }: Council) {
  return sql`
    with payment as (
      insert into payments (organisation_id, payment_id, access_token, state, visitor, total, currency,
        language, email, terms_accepted_at, created_at, paid_at, paid_on, settled_by, receipt_issued)
      select ${organisation.id}, 'pay_' || name, 'token' || name, case when is_paid then 'paid' else 'open' end,
        'bench', amount, 'EUR', 'it', 'payer' || row / 3 || '@example.com', at, at,
        case when is_paid then at end, case when is_paid then at::date end,
        case when is_paid then 'att_' || name end, is_paid from made),
    attempt as (
      insert into attempts (organisation_id, attempt_id, payment_id, provider_account_id, provider, method,
        state, amount, currency, provider_reference, captured, captured_currency, created_at,
        last_seen_at, outcome_known_at)
      select ${organisation.id}, 'att_' || name, 'pay_' || name, ${account.id}, ${providerId}, 'card',
        case when is_paid then 'succeeded' else 'failed' end, amount, 'EUR', 'ses_' || name,
        case when is_paid then amount else 0 end, 'EUR', at, at, at from made)
    insert into allocations (organisation_id, payment_id, due_id, position, amount, applied)
    select ${organisation.id}, 'pay_' || name, 'due_' || name, 1, amount,
      case when is_paid then amount else 0 end from made`;
}
