/** The payments' door; it owns payments, allocations, attempts, holds, inbox_events, suspense_items, refunds, disputes and what belongs to them. */
export { askDueRefunds } from './ask-refund.ts';
export { askDueAttempts } from './ask-due-attempts.ts';
export { askProvider, cancelAttempt } from './ask-provider.ts';
export { isLive, type AttemptState } from './attempt-states.ts';
export { acceptDispute, sendEvidence, type DisputeAnswered } from './disputes/answer-dispute.ts';
export type { Dispute, DisputeEvidence } from './disputes/dispute.ts';
export type { DisputeState } from './disputes/dispute-states.ts';
export {
  beginPayment,
  createPayment,
  type NewPaymentOrder,
  type PaymentBegun,
} from './create-payment.ts';
export { cardProvider, isPayableHere, isPayableOn } from './payable.ts';
export { excludes } from './plan.ts';
export { isPartOf } from './spread.ts';
export { counter } from './payment.ts';
export type { Allocation, Attempt, Payment, PaymentState, SuspenseItem } from './payment.ts';
export { processInbox } from './process-inbox.ts';
export { receiveNotification } from './receive-notification.ts';
export { reconcilePayments, type Reconciled } from './reconcile.ts';
export type { AfterRefund, Refund, RefundLine, RefundWay } from './refund.ts';
export { agreeToRefund, requestRefund, type RefundOrder } from './request-refund.ts';
export { requestReturn, returnSuspense, type RefundRequested } from './return-money.ts';
export { askPayer } from './suspense/ask-payer.ts';
export { closeByStray, explainStray } from './suspense/explain.ts';
export { setAgainstDue, type SetAgainst } from './suspense/set-against-due.ts';
export {
  recordCounterPayment,
  type CounterOrder,
  type CounterPayment,
} from './counter/record-counter-payment.ts';
export { startAttempt, type Choice } from './start-attempt.ts';
export { beginSweeping, sweepMovements } from './sweep-movements.ts';
export type { FoundStray } from './store/index.ts';
export {
  claimAwaitingReceipt,
  eraseEmail,
  findAllocations,
  findAllocationsOf,
  findAttempt,
  findAttemptEvents,
  findAttempts,
  findAttemptsByIds,
  findAttention,
  findDispute,
  findDisputesOfAttempts,
  findEvidence,
  findGivenBack,
  findHolds,
  findLastReleased,
  findPaidParts,
  findItemsGivenBack,
  findOpenDisputes,
  findPaidPaymentsOfDues,
  findPayment,
  findPaymentBacklogs,
  findPaymentByToken,
  findPaymentsByEmail,
  findPaymentsByIds,
  findPaymentsByTokens,
  findRefund,
  findRefundLines,
  findRefundsOfAttempts,
  findResolutionsOfItems,
  findStray,
  findSubjectsOfPayments,
  findSuspenseItem,
  findSuspenseOfAttempts,
  markReceiptIssued,
  noteSeen,
  writeEmail,
  type PaymentOfPayer,
} from './store/index.ts';
