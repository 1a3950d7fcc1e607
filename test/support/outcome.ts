/** What a story left behind: mails, ledger entries, charges, as a test compares them. */
import assert from 'node:assert/strict';
import { z } from 'zod';
import { money, toDecimal } from '../../src/core/money.ts';
import { sql } from '../../src/database/sql.ts';
import type { TestPortal } from './portal.ts';
import { until } from './until.ts';

const listed = z.object({
  messages: z.array(
    z.object({
      id: z.string(),
      to: z.string(),
      subject: z.string(),
      text: z.string(),
      attachments: z.array(z.object({ name: z.string(), type: z.string() })),
    }),
  ),
});

export type Mail = z.infer<typeof listed>['messages'][number];

/** The newest hundred mails of the mailbox, newest first. */
export async function mails(portal: TestPortal): Promise<readonly Mail[]> {
  const response = await fetch(`${portal.mailboxAddress}/messages.json`);
  return listed.parse(await response.json()).messages;
}

/** Waits for a mail to somebody that says something, such as a payment's identifier. */
export async function mailTo(portal: TestPortal, recipient: string, saying: string): Promise<Mail> {
  return until(`a mail to ${recipient} about ${saying}`, async () =>
    (await mails(portal)).find(
      (mail) => mail.to.includes(recipient) && `${mail.subject} ${mail.text}`.includes(saying),
    ),
  );
}

/** The identifier in the address or text of a payment's page. */
export function paymentIdOn(text: string): string {
  const found = /pay_[0-9a-z]+/i.exec(text)?.[0];
  assert(found, `a payment's identifier in: ${text}`);
  return found;
}

/** The ledger lines of a payment, in order: `provider → collected:invoices 122.00 EUR`. */
export async function ledgerOf(portal: TestPortal, paymentId: string): Promise<string[]> {
  const rows = await portal.database.database.query<{
    debit_account: string;
    credit_account: string;
    amount: bigint;
    currency: string;
  }>(sql`
    select debit_account, credit_account, ledger_postings.amount, ledger_postings.currency
    from ledger_entries join ledger_postings using (organisation_id, entry_id)
    where exists (
      select from attempts left join refunds using (organisation_id, attempt_id)
      where attempts.organisation_id = ledger_entries.organisation_id and payment_id = ${paymentId}
        and (position(attempts.attempt_id in source) > 0 or position(refund_id in source) > 0))
    order by booked_at, entry_id, ledger_postings.position`);
  return rows.map(
    ({ debit_account: debit, credit_account: credit, amount, currency }) =>
      `${short(debit)} → ${short(credit)} ${toDecimal(money(amount, currency))} ${currency}`,
  );
}

function short(account: string): string {
  return account.replace(/^provider:.*/, 'provider');
}

/** How often money was taken for a payment, by the sandbox's own books: `122.00`, one per charge. */
export async function chargesOf(portal: TestPortal, paymentId: string): Promise<string[]> {
  const attempts = await portal.database.database.query<{ attempt_id: string }>(
    sql`select attempt_id from attempts where payment_id = ${paymentId}`,
  );
  const own = new Set(attempts.map((attempt) => attempt.attempt_id));
  const rows = (await portal.truth()).filter((row) => own.has(row.reference));
  return rows.flatMap((row) =>
    row.charges.map((charge) => toDecimal(money(BigInt(charge.amount), charge.currency))),
  );
}

/** How many attempts a payment has. */
export async function attemptsOf(portal: TestPortal, paymentId: string): Promise<number> {
  const rows = await portal.database.database.query(
    sql`select 1 from attempts where payment_id = ${paymentId}`,
  );
  return rows.length;
}

/** The payments of an invoice, oldest first. */
export async function paymentsOf(portal: TestPortal, invoiceId: string): Promise<string[]> {
  const rows = await portal.database.database.query<{ payment_id: string }>(sql`
    select distinct payment_id from allocations join dues using (organisation_id, due_id)
    where invoice_id = ${invoiceId} order by payment_id`);
  return rows.map((row) => row.payment_id);
}

/** How often money was taken for an invoice, over all its payments. */
export async function chargesOfInvoice(portal: TestPortal, invoiceId: string): Promise<string[]> {
  const payments = await paymentsOf(portal, invoiceId);
  return (await Promise.all(payments.map((id) => chargesOf(portal, id)))).flat();
}
