/** The jobs of the house by name, so that whoever leaves work can say whose it is. */

export const jobNames = [
  'process-inbox',
  'ask-due-attempts',
  'ask-due-refunds',
  'sweep-movements',
  'issue-receipts',
  'make-payment-lists',
  'release-discounts',
  'send-messages',
  'seal-audit',
  'seal-ledger',
  'note-seals',
  'make-exports',
  'work-on-uploads',
  'forget-carts',
  'forget-old-tries',
] as const;

export type JobName = (typeof jobNames)[number];
