/** The receipts' door; it owns receipts, receipt_counters, receipt_voids and payment_list_requests: proof of payment. */
export { receiptComposers } from './compose-receipt-mail.ts';
export { fromJson, receiptNumber, type ReceiptDocument } from './document/receipt-document.ts';
export { renderReceiptPdf } from './document/render-pdf.ts';
export { formatVerificationCode } from './document/verification-code.ts';
export { issueReceipts } from './issue-receipts.ts';
export { askPaymentList, type AskedList } from './payment-list/ask-payment-list.ts';
export { makePaymentLists } from './payment-list/make-payment-lists.ts';
export type { CustomerIdentity, Period } from './payment-list/payment-list.ts';
export { resendReceipt } from './resend-receipt.ts';
export { findReceiptOfPayment, findReceiptsOfPayments, type Receipt } from './store.ts';
export { verifyReceipt, type Verification } from './verify-receipt.ts';
export { voidNumbers } from './void-numbers.ts';
