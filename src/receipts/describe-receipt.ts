/** Makes the snapshot of a payment that a receipt keeps: from it page, PDF and mail are made for ever. */
import type { Context } from '../context.ts';
import { add, zero, type Money } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
import type { Organisation } from '../organisations/index.ts';
import { findAttempt, type Payment } from '../payments/index.ts';
import { describeItems } from './describe-items.ts';
import type { ReceiptDocument } from './document/receipt-document.ts';
import { createVerificationCode, verificationRandomBytes } from './document/verification-code.ts';

export async function describeReceipt(
  context: Pick<Context, 'clock' | 'ids' | 'publicUrl'>,
  transaction: Transaction,
  organisation: Organisation,
  payment: Payment,
  numbering: { readonly year: number; readonly number: number },
): Promise<ReceiptDocument> {
  const attempt =
    payment.settledBy && (await findAttempt(transaction, organisation.id, payment.settledBy));
  if (!attempt || !payment.paidAt) throw new Error(`payment ${payment.id} is paid by nothing`);
  const items = await describeItems(transaction, organisation, payment);
  const amount = add(zero(payment.total.currency), ...items.map((item) => item.amount));
  const code = createVerificationCode(context.ids.bytes(verificationRandomBytes));
  const { settings } = organisation;
  return {
    version: 1,
    organisation: {
      slug: organisation.slug,
      name: settings.name,
      legalName: settings.legal_name ?? settings.name,
      taxIds: settings.tax_ids,
      address: settings.address ?? null,
      email: settings.contact.email ?? settings.mail_address ?? null,
      colour: settings.colour,
    },
    mode: organisation.mode,
    ...numbering,
    issuedAt: context.clock.now(),
    paidAt: payment.paidAt,
    timeZone: settings.time_zone,
    payment: {
      id: payment.id,
      amount,
      method: attempt.method,
      instrument: attempt.instrument && {
        brand: attempt.instrument.brand,
        lastFour: attempt.instrument.lastFour,
      },
      providerName: attempt.provider,
      providerReference: attempt.providerReference ?? attempt.id,
      attemptId: attempt.id,
    },
    payer: { email: payment.email },
    items,
    remainingOfInvoices: remainingOfAll(items),
    verification: { code, url: `${context.publicUrl}/${organisation.slug}/verify?code=${code}` },
  };
}

/** What is left of all the invoices, each counted once. */
function remainingOfAll(items: ReceiptDocument['items']): Money | null {
  const each = new Map(items.map((item) => [item.invoiceNumber ?? item.reason, item.remaining]));
  const [first, ...others] = each.values();
  return first ? add(first, ...others) : null;
}
