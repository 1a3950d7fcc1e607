/** The page of an invoice in every state, for the gallery. */
import { emptyForm } from '../components/field.ts';
import type { Html } from '../html.ts';
import type { InvoiceState } from '../pages/invoice.ts';
import { formErrorTexts } from '../pages/form-errors.texts.ts';
import { invoicePage } from '../pages/invoice.ts';
import type { View } from '../view.ts';
import { bill, brands, day, euro, fee, moment, warnings } from './samples.ts';

type Show = (view: View) => Html;

const payable = {
  kind: 'payable',
  action: '/acquedotto/i/1/pay',
  cartAction: '/acquedotto/i/1/cart',
  amountDueNow: euro('129.75'),
  chosenDueIds: ['due_1'],
  acceptedBrands: brands,
} as const satisfies InvoiceState;

const paid = {
  kind: 'already_paid',
  paidOn: day('2026-03-05'),
  emailMasked: 'm•••@e•••.it',
  resendAction: '/acquedotto/i/1/resend',
  isResent: false,
  openAction: '/acquedotto/i/1/receipt',
  form: emptyForm,
} as const satisfies InvoiceState;

const inProgress = {
  kind: 'in_progress',
  since: moment,
  continueAddress: '/p/1',
  restartAction: '/acquedotto/i/1/restart',
} as const satisfies InvoiceState;

const statesOfBill: Readonly<Record<string, InvoiceState>> = {
  payable,
  paid,
  'paid-resent': { ...paid, isResent: true },
  'paid-no-email': { ...paid, emailMasked: null, resendAction: null },
  'in-progress-here': inProgress,
  'in-progress-elsewhere': { ...inProgress, continueAddress: null },
  'direct-debit': { kind: 'not_payable', reason: 'direct_debit' },
  withheld: { kind: 'not_payable', reason: 'withheld' },
  'no-method': { kind: 'not_payable', reason: 'no_method' },
  'nothing-due': { kind: 'not_payable', reason: 'nothing_due' },
  credited: { kind: 'withdrawn', creditNoteNumber: 'NC 2026/31' },
  withdrawn: { kind: 'withdrawn', creditNoteNumber: null },
};

const instalmentsState = {
  ...payable,
  amountDueNow: euro('2800.00'),
  chosenDueIds: ['due_2'],
} as const satisfies InvoiceState;

export const invoiceSections: Readonly<Record<string, Show>> = {
  ...Object.fromEntries(
    Object.entries(statesOfBill).map(([name, state]) => [
      `invoice-${name}`,
      (view: View) => invoicePage(view, { invoice: bill, state }),
    ]),
  ),
  'invoice-warnings': (view) =>
    invoicePage(view, {
      invoice: { ...bill, warnings: warnings[view.language] },
      state: payable,
    }),
  'invoice-instalments': (view) => invoicePage(view, { invoice: fee, state: instalmentsState }),
  'invoice-paid-wrong-proof': (view) => {
    const errors = { proof: formErrorTexts(view.language)('proof_wrong') };
    const form = { values: { proof: '4243' }, errors };
    return invoicePage(view, { invoice: bill, state: { ...paid, form } });
  },
  'invoice-no-instalment-chosen': (view) => {
    const error = formErrorTexts(view.language)('due_missing');
    return invoicePage(view, { invoice: fee, state: { ...instalmentsState, error } });
  },
};
