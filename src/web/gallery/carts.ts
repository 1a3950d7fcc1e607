/** The cart in every state, for the gallery. */
import type { Html } from '../html.ts';
import { cartPage, type CartPage, type ShownItem } from '../pages/cart.ts';
import { cartTexts } from '../pages/cart.texts.ts';
import type { View } from '../view.ts';
import { day, euro, organisationName } from './samples.ts';

const item: ShownItem = {
  id: 'cti_1',
  reason: 'Fattura 2026/1042',
  service: 'Servizio idrico integrato',
  debtor: 'M**** R****',
  dueOn: day('2026-03-31'),
  amount: euro('129.75'),
  before: euro('129.75'),
  state: 'payable',
  paymentAddress: null,
  validFrom: null,
  validUntil: null,
  isTooLate: false,
  lines: [],
  takesCodes: false,
  code: null,
  codeNo: null,
  isRefillable: false,
  part: null,
};

const second: ShownItem = {
  ...item,
  id: 'cti_2',
  reason: 'Nuovo allacciamento, via delle Fonti 14',
  service: 'Allacciamenti',
  debtor: 'Maria Rossi',
  dueOn: null,
  amount: euro('80.00'),
  before: euro('80.00'),
  isRefillable: true,
};

const page: CartPage = {
  organisationName,
  items: [item, second],
  left: [],
  total: euro('209.75'),
  most: 10,
  seen: 'sample',
  told: null,
  form: { values: {}, errors: {} },
  address: '/acquedotto/cart',
  moreAddress: '/acquedotto',
};

const waiting = [
  'in_progress',
  'own_payment',
  'not_payable_today',
  'not_payable',
  'service_closed',
  'form_changed',
  'excluded',
  'other_provider',
  'other_currency',
  'beyond_most',
] as const;

const parted: ShownItem = {
  ...item,
  amount: euro('50.00'),
  part: { least: euro('20.00'), most: euro('129.75') },
};

const discounted: ShownItem = {
  ...second,
  amount: euro('72.00'),
  before: euro('72.00'),
  lines: [
    { text: 'Nuovo allacciamento', amount: euro('80.00') },
    { text: 'Sconto PRIMAVERA', amount: euro('-8.00') },
  ],
  takesCodes: true,
  code: 'PRIMAVERA',
};

export const cartSections: Readonly<Record<string, (view: View) => Html>> = {
  cart: (view) => cartPage(view, page),
  'cart-empty': (view) => cartPage(view, { ...page, items: [], total: null }),
  'cart-paid': (view) =>
    cartPage(view, {
      ...page,
      items: [],
      total: null,
      left: [
        { reason: item.reason, why: 'paid', paymentAddress: '/p/1' },
        { reason: second.reason, why: 'withdrawn', paymentAddress: null },
      ],
    }),
  'cart-changed': (view) =>
    cartPage(view, {
      ...page,
      items: [{ ...item, state: 'changed', before: euro('125.75') }, second],
      told: 'changed',
    }),
  'cart-full': (view) => cartPage(view, { ...page, told: 'full' }),
  'cart-part': (view) => cartPage(view, { ...page, items: [parted] }),
  'cart-part-wrong': (view) =>
    cartPage(view, {
      ...page,
      items: [parted, second],
      form: {
        values: { 'part-cti_1': '5' },
        errors: {
          'part-cti_1': cartTexts(view.language)('part_wrong', {
            least: '20,00 €',
            most: '129,75 €',
          }),
        },
      },
    }),
  'cart-code': (view) => cartPage(view, { ...page, items: [item, discounted] }),
  'cart-code-wrong': (view) =>
    cartPage(view, {
      ...page,
      items: [item, { ...discounted, ...second, code: 'PRIMAVERA', codeNo: 'used_up' }],
      form: {
        values: { 'code-cti_2': 'ESTATE' },
        errors: { 'code-cti_2': cartTexts(view.language)('code_unknown') },
      },
    }),
  'cart-waiting': (view) =>
    cartPage(view, {
      ...page,
      items: [
        item,
        ...waiting.map((state, index): ShownItem => ({
          ...second,
          id: `cti_${index + 2}`,
          state,
          validFrom: day('2026-04-01'),
          validUntil: day('2026-04-30'),
          paymentAddress: state === 'own_payment' ? '/p/1' : null,
        })),
      ],
      total: item.amount,
    }),
  'cart-nothing-payable': (view) =>
    cartPage(view, {
      ...page,
      items: [
        { ...item, state: 'not_payable_today', validUntil: day('2026-03-01'), isTooLate: true },
      ],
      total: null,
    }),
};
