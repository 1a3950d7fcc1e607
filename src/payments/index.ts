/** The payments' door; it owns payments, allocations, attempts, holds, inbox_events, suspense_items, refunds. */
export { askDueRefunds } from './ask-refund.ts';
export { askDueAttempts } from './ask-due-attempts.ts';
export { askProvider, cancelAttempt } from './ask-provider.ts';
export { isLive, type AttemptState } from './attempt-states.ts';
export { createPayment, type PaymentBegun } from './create-payment.ts';
export { isPayableHere } from './payable.ts';
export type { Allocation, Attempt, Payment, PaymentState, SuspenseItem } from './payment.ts';
export { processInbox } from './process-inbox.ts';
export { receiveNotification } from './receive-notification.ts';
export { reconcilePayments, type Reconciled } from './reconcile.ts';
export type { Refund } from './refund.ts';
export { returnSuspense } from './return-money.ts';
export { startAttempt, type Choice } from './start-attempt.ts';
export { sweepMovements } from './sweep-movements.ts';
export {
  claimAwaitingReceipt,
  eraseEmail,
  findAllocations,
  findAllocationsOf,
  findAttempt,
  findAttemptEvents,
  findAttempts,
  findAttention,
  findHolds,
  findPaidPaymentsOfDues,
  findPayment,
  findPaymentBacklogs,
  findPaymentByToken,
  findPaymentsByEmail,
  findPaymentsByTokens,
  findRefundsOfAttempts,
  findSuspenseOfAttempts,
  markReceiptIssued,
  noteSeen,
  writeEmail,
  type PaymentOfPayer,
} from './store/index.ts';
