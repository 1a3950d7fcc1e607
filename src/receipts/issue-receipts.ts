/** The job that gives receipts: the next number, the snapshot and the mails, in one transaction. */
import type { Context } from '../context.ts';
import { add, subtract, zero, type Money } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
import { findDues, findDuesOfInvoices, outstanding } from '../dues/index.ts';
import { findInvoices } from '../invoices/index.ts';
import { enqueueMessage } from '../messages/index.ts';
import type { Organisation } from '../organisations/index.ts';
import {
  claimAwaitingReceipt,
  findAllocations,
  findAttempt,
  markReceiptIssued,
  type Payment,
} from '../payments/index.ts';
import { toJson, type ReceiptDocument } from './document/receipt-document.ts';
import { createVerificationCode, verificationRandomBytes } from './document/verification-code.ts';
import { insertReceipt, takeNumber } from './store.ts';

type Issuing = Pick<
  Context,
  'database' | 'clock' | 'ids' | 'publicUrl' | 'providers' | 'reach' | 'wake' | 'log'
>;

const atOnce = 20;

/** @returns how many receipts were given */
export async function issueReceipts(context: Issuing, organisation: Organisation): Promise<number> {
  // One that cannot be given is passed over, so that it does not keep the others waiting.
  const passedOver: string[] = [];
  let issued = 0;
  while (issued < atOnce) {
    const outcome = await issueNext(context, organisation, passedOver);
    if (outcome === 'none') break;
    if (outcome === 'issued') issued += 1;
    else passedOver.push(outcome.failed);
  }
  return issued;
}

async function issueNext(
  context: Issuing,
  organisation: Organisation,
  passedOver: readonly string[],
): Promise<'issued' | 'none' | { readonly failed: string }> {
  let tried: string | null = null;
  try {
    const payment = await context.database.transaction(async (transaction) => {
      const next = await claimAwaitingReceipt(transaction, organisation.id, passedOver);
      if (!next) return null;
      tried = next.id;
      await issue(context, transaction, organisation, next);
      context.reach('receipt.before_commit');
      return next;
    });
    if (!payment) return 'none';
    context.reach('receipt.after_commit');
    return 'issued';
  } catch (error) {
    if (tried === null) throw error;
    context.log.error({ err: error, payment: tried }, 'receipt could not be given');
    return { failed: tried };
  }
}

async function issue(
  context: Issuing,
  transaction: Transaction,
  organisation: Organisation,
  payment: Payment,
): Promise<void> {
  const year = Number(payment.paidOn?.slice(0, 4));
  const number = await takeNumber(transaction, organisation.id, year);
  const document = await describe(context, transaction, organisation, payment, { year, number });
  await insertReceipt(transaction, organisation.id, {
    id: context.ids.next('rcp'),
    paymentId: payment.id,
    year,
    number,
    verificationCode: document.verification.code,
    amount: document.payment.amount,
    issuedAt: document.issuedAt,
    document: toJson(document),
  });
  await markReceiptIssued(transaction, organisation.id, payment.id);
  await announce(context, transaction, organisation, payment);
}

async function describe(
  context: Issuing,
  transaction: Transaction,
  organisation: Organisation,
  payment: Payment,
  numbering: { readonly year: number; readonly number: number },
): Promise<ReceiptDocument> {
  const attempt =
    payment.settledBy && (await findAttempt(transaction, organisation.id, payment.settledBy));
  if (!attempt || !payment.paidAt) throw new Error(`payment ${payment.id} is paid by nothing`);
  const items = await describeItems(transaction, organisation, payment);
  const amount = items.reduce(
    (sum, item) => subtract(sum, { ...item.amount, minor: -item.amount.minor }),
    {
      minor: 0n,
      currency: payment.total.currency,
    },
  );
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
    remainingOfInvoices: await remainingOfInvoices(transaction, organisation, payment),
    verification: { code, url: `${context.publicUrl}/${organisation.slug}/verify?code=${code}` },
  };
}

async function describeItems(
  transaction: Transaction,
  organisation: Organisation,
  payment: Payment,
): Promise<ReceiptDocument['items']> {
  const allocations = await findAllocations(transaction, organisation.id, payment.id);
  const settled = allocations.filter((allocation) => allocation.applied.minor > 0n);
  const dues = await findDues(
    transaction,
    organisation.id,
    settled.map((allocation) => allocation.dueId),
  );
  const invoiceIds = dues.flatMap((due) => due.invoiceId ?? []);
  const invoices = await findInvoices(transaction, organisation.id, invoiceIds);
  return settled.map((allocation) => {
    const due = dues.find((one) => one.id === allocation.dueId);
    if (!due) throw new Error(`no due ${allocation.dueId}`);
    const invoice = invoices.find((one) => one.id === due.invoiceId);
    return {
      reason: due.reason,
      invoiceNumber: invoice?.number ?? null,
      issuedOn: invoice?.issuedOn ?? null,
      dueOn: due.dueOn,
      customerName: invoice?.customerName ?? '',
      amount: allocation.applied,
      remaining: outstanding(due),
    };
  });
}

/** An instalment that is paid does not mean that its invoice is. */
async function remainingOfInvoices(
  transaction: Transaction,
  organisation: Organisation,
  payment: Payment,
): Promise<Money | null> {
  const allocations = await findAllocations(transaction, organisation.id, payment.id);
  const dueIds = allocations.map((allocation) => allocation.dueId);
  const paid = await findDues(transaction, organisation.id, dueIds);
  const invoiceIds = [...new Set(paid.flatMap((due) => due.invoiceId ?? []))];
  const dues = await findDuesOfInvoices(transaction, organisation.id, invoiceIds);
  const open = dues.map(outstanding);
  return invoiceIds.length > 0 ? add(zero(payment.total.currency), ...open) : null;
}

async function announce(
  context: Issuing,
  transaction: Transaction,
  organisation: Organisation,
  payment: Payment,
): Promise<void> {
  const payload = { paymentId: payment.id };
  if (payment.email) {
    await enqueueMessage(transaction, context, organisation.id, {
      source: `receipt:${payment.id}:payer:1`,
      template: 'receipt-for-payer',
      recipient: payment.email,
      language: payment.language,
      payload,
    });
  }
  if (organisation.settings.mail_address) {
    await enqueueMessage(transaction, context, organisation.id, {
      source: `receipt:${payment.id}:organisation`,
      template: 'notice-for-organisation',
      recipient: organisation.settings.mail_address,
      language: organisation.settings.languages[0] ?? 'en',
      payload,
    });
  }
}
