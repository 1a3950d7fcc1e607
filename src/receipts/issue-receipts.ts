/** The job that gives receipts: the next number, the snapshot and the mails, in one transaction. */
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { enqueueMessage } from '../messages/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { claimAwaitingReceipt, markReceiptIssued, type Payment } from '../payments/index.ts';
import { findServicesByIds } from '../services/index.ts';
import { toJson, type ReceiptDocument } from './document/receipt-document.ts';
import { describeReceipt } from './describe-receipt.ts';
import { insertReceipt, takeNumber } from './store.ts';

type Issuing = Pick<
  Context,
  'database' | 'clock' | 'ids' | 'publicUrl' | 'providers' | 'reach' | 'wake' | 'log' | 'note'
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
    context.log.info({ organisation: organisation.slug, payment: payment.id }, 'receipt given');
    context.note?.({ kind: 'receipt_issued' });
    context.wake(organisation.id, 'send-messages');
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
  const document = await describeReceipt(context, transaction, organisation, payment, {
    year,
    number,
  });
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
  await announceToServices(context, transaction, organisation, payment, document);
}

/** Each service that wants to know is told of its own lines. */
async function announceToServices(
  context: Issuing,
  transaction: Transaction,
  organisation: Organisation,
  payment: Payment,
  { items }: ReceiptDocument,
): Promise<void> {
  const serviceIds = [...new Set(items.flatMap(({ service }) => service ?? []))];
  const services = await findServicesByIds(transaction, organisation.id, serviceIds);
  for (const { id, definition } of services) {
    if (!definition.notice_email) continue;
    await enqueueMessage(transaction, context, organisation.id, {
      source: `receipt:${payment.id}:service:${id}`,
      template: 'notice-for-service',
      recipient: definition.notice_email,
      language: organisation.settings.languages[0] ?? 'en',
      payload: { paymentId: payment.id, service: id },
    });
  }
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
