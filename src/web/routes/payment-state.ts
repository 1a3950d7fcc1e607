/** The state of a payment as its page tells it: did money move, why, and what now. */
import { add, subtract } from '../../core/money.ts';
import { maskEmail } from '../../messages/index.ts';
import { currentTermsVersion, type Organisation } from '../../organisations/index.ts';
import {
  findItemsGivenBack,
  isLive,
  type Attempt,
  type Payment,
  type SuspenseItem,
} from '../../payments/index.ts';
import { receiptNumber } from '../../receipts/index.ts';
import { addressesOf } from '../addresses.ts';
import { emptyForm } from '../components/field.ts';
import type { EmailForm, PaidState, PaymentState } from '../pages/payment.ts';
import { givenBackOfPayments, receiptsOfPayments, suspenseOfAttempts } from '../page-facts.ts';
import type { Site } from '../site.ts';
import type { OpenedPayment } from './open-payment.ts';

export type Asked = {
  /** The payer wants to choose again after an attempt that ended. */
  readonly chooseAgain: boolean;
  readonly form: EmailForm;
  readonly justSentTo: string | null;
  /** By the browser that began the payment; any other is told no address in full. */
  readonly isOwn: boolean;
};

export const nothingAsked: Asked = {
  chooseAgain: false,
  form: { ...emptyForm, suggestion: null },
  justSentTo: null,
  isOwn: false,
};

export async function paymentState(
  site: Site,
  opened: OpenedPayment,
  asked: Asked,
): Promise<PaymentState> {
  const { organisation, payment, attempts } = opened;
  if (payment.state !== 'open') return paidState(site, opened, asked);
  const here = addressesOf(organisation.slug).payment(payment.accessToken);
  const newest = attempts.findLast((attempt) => isLive(attempt.state)) ?? attempts.at(-1);
  const isOver = newest && !isLive(newest.state);
  if (!newest || (isOver && asked.chooseAgain)) return choice(site, organisation, here, asked);
  return attemptState(newest, payment, here);
}

async function choice(
  site: Site,
  organisation: Organisation,
  here: string,
  asked: Asked,
): Promise<PaymentState> {
  const { card } = organisation.settings.methods;
  return {
    kind: 'choose',
    action: `${here}/start`,
    methods: card ? [{ id: 'card', acceptedBrands: card.brands }] : [],
    form: asked.form,
    termsVersion: await currentTermsVersion(site.context.database, organisation.id),
    amountBefore: null,
  };
}

function attemptState(attempt: Attempt, payment: Payment, here: string): PaymentState {
  const retryAction = `${here}/retry`;
  switch (attempt.state) {
    case 'created':
      return { kind: 'starting' };
    case 'action_required':
      return {
        kind: 'at_provider',
        continueAddress: attempt.redirectUrl ?? here,
        cancelAction: `${here}/cancel`,
      };
    case 'processing':
      return { kind: 'processing' };
    case 'unknown':
      return {
        kind: 'unknown',
        since: attempt.createdAt,
        emailMasked: payment.email && maskEmail(payment.email),
      };
    case 'failed':
      return { kind: 'refused', reason: attempt.declineReason ?? 'declined', retryAction };
    case 'cancelled':
      return { kind: 'cancelled', retryAction };
    case 'expired':
      return { kind: 'expired', retryAction };
    case 'conflicted':
      return { kind: 'conflicted', expected: attempt.amount, received: attempt.captured };
    case 'succeeded':
      // The payment would not be open; between two reads it may look so for a moment.
      return { kind: 'processing' };
    default:
      return attempt.state satisfies never;
  }
}

async function paidState(
  site: Site,
  { organisation, payment, attempts }: OpenedPayment,
  asked: Asked,
): Promise<PaidState> {
  const here = addressesOf(organisation.slug).payment(payment.accessToken);
  const [[receipt], [returned], second] = await Promise.all([
    receiptsOfPayments(site, organisation, [payment.id]),
    givenBackOfPayments(site, organisation, [payment.id]),
    secondPayment(site, organisation, payment, attempts),
  ]);
  const settledBy = attempts.find((attempt) => attempt.id === payment.settledBy);
  const shown = (email: string | null) => (asked.isOwn ? email : email && maskEmail(email));
  return {
    kind: second ? 'paid_twice' : 'paid',
    paidAt: payment.paidAt ?? payment.createdAt,
    instrument: settledBy?.instrument ?? null,
    receipt: receipt
      ? {
          number: receiptNumber(receipt),
          address: `${here}/receipt`,
          pdfAddress: `${here}/receipt.pdf`,
        }
      : null,
    hasReceipt: payment.state === 'paid',
    sentTo: shown(payment.email),
    sendAction: `${here}/send`,
    form: asked.form,
    justSentTo: shown(asked.justSentTo),
    returned: returned?.amount ?? null,
    ...(second ? { secondPayment: second } : {}),
  };
}

/** Money of this payment's attempts that settled nothing, and whether it has gone back. */
async function secondPayment(
  site: Site,
  organisation: Organisation,
  payment: Payment,
  attempts: readonly Attempt[],
): Promise<PaidState['secondPayment'] | null> {
  const ids = attempts.map((attempt) => attempt.id);
  const items = await suspenseOfAttempts(site, organisation, ids);
  const { database } = site.context;
  // What was set against another due is told by the receipt of that.
  const [amount, ...others] = items.map((item) => subtract(item.amount, item.resolved));
  const total = amount && add(amount, ...others);
  if (!total || total.minor === 0n) return null;
  const itemIds = items.map((item) => item.id);
  const returned = await findItemsGivenBack(database, organisation.id, itemIds);
  return { amount: total, isReturned: returned >= total.minor, of: ofWhat(payment, items) };
}

/** Whether the money is of a second charge, or of the one that paid: then a part of it was no longer due, or all. */
function ofWhat(payment: Payment, items: readonly SuspenseItem[]): 'twice' | 'part' | 'none' {
  if (items.some(({ attemptId }) => attemptId !== payment.settledBy)) return 'twice';
  if (payment.state === 'paid') return 'part';
  return items.every(({ reason }) => reason === 'withdrawn') ? 'none' : 'twice';
}
