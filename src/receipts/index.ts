/** The receipts' door; it owns receipts, receipt_counters and receipt_voids: proof of payment, numbered without a gap. */
export { receiptComposers } from './compose-receipt-mail.ts';
export { fromJson, receiptNumber, type ReceiptDocument } from './document/receipt-document.ts';
export { renderReceiptPdf } from './document/render-pdf.ts';
export { formatVerificationCode } from './document/verification-code.ts';
export { issueReceipts } from './issue-receipts.ts';
export { resendReceipt } from './resend-receipt.ts';
export { findReceiptOfPayment, findReceiptsOfPayments, type Receipt } from './store.ts';
export { verifyReceipt, type Verification } from './verify-receipt.ts';
export { voidNumbers } from './void-numbers.ts';
