/** What staff can do from the page of a payment or a due, in the order of the buttons. */
import type { PermissionName } from '../../staff/index.ts';
import type { ColumnName } from '../../reports/index.ts';
import type { Language } from '../../core/texts.ts';
import { againTexts } from '../again/again.texts.ts';
import { dueTexts } from '../dues/due.texts.ts';
import { refundPageTexts } from '../refunds/refund.texts.ts';

/** What a deed looks at: a column of the payment or due. */
type Cells = (name: ColumnName) => string | null;

export type Deed = {
  readonly permission: PermissionName;
  readonly label: (language: Language) => string;
  /** Whether there is anything to do it to; always, where it is not said. */
  readonly fits?: (cell: Cells) => boolean;
  /** Below the office. */
  readonly path: (id: string) => string;
};

const isPaid = (cell: Cells): boolean => cell('state') === 'paid';
const isOwed = (cell: Cells): boolean => cell('outstanding') !== '0';

export const paymentDeeds: readonly Deed[] = [
  {
    permission: 'refund',
    label: (language) => refundPageTexts(language)('title'),
    fits: isPaid,
    path: (id) => `/payments/${id}/refund`,
  },
  {
    permission: 'resend_receipt',
    label: (language) => againTexts(language)('receipt_title'),
    fits: isPaid,
    path: (id) => `/payments/${id}/receipt`,
  },
  {
    permission: 'ask_provider',
    label: (language) => againTexts(language)('ask_title'),
    path: (id) => `/payments/${id}/ask`,
  },
];

export const dueDeeds: readonly Deed[] = [
  {
    permission: 'record_payment',
    label: (language) => dueTexts(language)('counter'),
    fits: isOwed,
    path: (id) => `/dues/${id}/counter`,
  },
  {
    permission: 'change_dues',
    label: (language) => dueTexts(language)('change'),
    fits: (cell) => cell('state') !== 'withdrawn',
    path: (id) => `/dues/${id}/change`,
  },
  {
    permission: 'change_dues',
    label: (language) => dueTexts(language)('withdraw'),
    fits: isOwed,
    path: (id) => `/dues/${id}/withdraw`,
  },
  {
    permission: 'see',
    label: (language) => dueTexts(language)('history'),
    path: (id) => `/dues/${id}/by-hand`,
  },
];
