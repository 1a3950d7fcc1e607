/** The payment page in every state, for the gallery. */
import { declineReasons } from '../../providers/provider.ts';
import type { Html } from '../html.ts';
import type { EmailForm, PaidState, PaymentState } from '../pages/payment.ts';
import { formErrorTexts } from '../pages/form-errors.texts.ts';
import { paymentPage } from '../pages/payment.ts';
import type { View } from '../view.ts';
import { brands, euro, instrument, moment, organisationName } from './samples.ts';

type Show = (view: View) => Html;

const blank: EmailForm = { values: {}, errors: {}, suggestion: null };

const choose = {
  kind: 'choose',
  action: '/p/1/pay',
  methods: [{ id: 'card', acceptedBrands: brands }],
  form: blank,
  termsVersion: 1,
  amountBefore: null,
} as const satisfies PaymentState;

const receipt = { number: 'ACQ-2026-000318', address: '/r/1', pdfAddress: '/r/1.pdf' };

const paid: PaidState = {
  kind: 'paid',
  paidAt: moment,
  instrument,
  receipt,
  hasReceipt: true,
  sentTo: 'maria.rossi@example.org',
  sendAction: '/p/1/send',
  form: blank,
  justSentTo: null,
};

const retryAction = '/p/1/retry';

const states: Readonly<Record<string, PaymentState | ((view: View) => PaymentState)>> = {
  choose,
  'choose-errors': ({ language }) => ({
    ...choose,
    form: {
      values: { email: 'maria.rossi', method: 'card' },
      errors: {
        email: formErrorTexts(language)('email_wrong'),
        terms: formErrorTexts(language)('terms_missing'),
      },
      suggestion: null,
    },
  }),
  'choose-suggestion': {
    ...choose,
    form: {
      values: { email: 'maria.rossi@gmial.com', terms: 'yes' },
      errors: {},
      suggestion: 'maria.rossi@gmail.com',
    },
  },
  'choose-changed': { ...choose, amountBefore: euro('125.75') },
  starting: { kind: 'starting' },
  'at-provider': {
    kind: 'at_provider',
    continueAddress: 'https://pay.example.org/s/1',
    cancelAction: '/p/1/cancel',
  },
  processing: { kind: 'processing' },
  unknown: { kind: 'unknown', since: moment, emailMasked: 'm•••@e•••.org' },
  ...Object.fromEntries(
    declineReasons.map((reason) => [
      `refused-${reason}`,
      { kind: 'refused', reason, retryAction } satisfies PaymentState,
    ]),
  ),
  cancelled: { kind: 'cancelled', retryAction },
  expired: { kind: 'expired', retryAction },
  conflicted: { kind: 'conflicted', expected: euro('129.75'), received: euro('12.97') },
  paid,
  'paid-receipt-soon': { ...paid, receipt: null },
  'paid-no-email': { ...paid, sentTo: null },
  'paid-sent-again': { ...paid, justSentTo: 'm.rossi@example.org' },
  'paid-wrong-address': ({ language }) => ({
    ...paid,
    form: {
      values: { email: 'maria@' },
      errors: { email: formErrorTexts(language)('email_wrong') },
      suggestion: null,
    },
  }),
  'paid-twice': {
    ...paid,
    kind: 'paid_twice',
    secondPayment: { amount: euro('129.75'), isReturned: false, of: 'twice' },
  },
  'paid-twice-returned': {
    ...paid,
    kind: 'paid_twice',
    secondPayment: { amount: euro('129.75'), isReturned: true, of: 'twice' },
  },
  'choose-cart': choose,
  'cancelled-cart': { kind: 'cancelled', retryAction },
  'paid-cart': paid,
  'paid-part-cart': {
    ...paid,
    kind: 'paid_twice',
    secondPayment: { amount: euro('42.00'), isReturned: false, of: 'part' },
  },
  'paid-none': {
    ...paid,
    kind: 'paid_twice',
    receipt: null,
    hasReceipt: false,
    secondPayment: { amount: euro('129.75'), isReturned: false, of: 'none' },
  },
};

const ofOne = {
  items: [{ label: 'Fattura 2026/1042', detail: null, amount: euro('129.75'), isUnsettled: false }],
  isOfCart: false,
  originAddress: '/acquedotto/i/1',
};

const ofCart = {
  items: [
    {
      label: 'Mensa scolastica, marzo 2026',
      detail: 'Mensa e scuolabus · Luca Rossi',
      amount: euro('42.00'),
      isUnsettled: true,
    },
    {
      label: 'Diritti di segreteria, pratica 118/2026',
      detail: 'Edilizia · Maria Rossi',
      amount: euro('87.75'),
      isUnsettled: false,
    },
  ],
  isOfCart: true,
  originAddress: '/acquedotto/cart',
};

export const paymentSections: Readonly<Record<string, Show>> = Object.fromEntries(
  Object.entries(states).map(([name, state]) => [
    `payment-${name}`,
    (view: View) =>
      paymentPage(view, {
        reference: 'pay_01kjz8q2c4m7n9r3t5w8x0y2',
        payeeName: organisationName,
        amount: euro('129.75'),
        ...ofOne,
        ...(name.endsWith('-cart') && ofCart),
        stateAddress: '/p/1/state',
        assistanceAddress: '/acquedotto/assistance?payment=1',
        state: typeof state === 'function' ? state(view) : state,
      }),
  ]),
);
