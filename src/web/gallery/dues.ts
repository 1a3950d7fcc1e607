/** The page of a due in every state, the search by its notice's number, and the page of discounts. */
import { lineText } from '../../dues/index.ts';
import { emptyForm } from '../components/field.ts';
import type { Html } from '../html.ts';
import { discountsPage, type ShownDiscount } from '../pages/discounts.ts';
import { duePage, type DueFacts, type DueState } from '../pages/due.ts';
import { dueTexts } from '../pages/due.texts.ts';
import { findNoticePage } from '../pages/find-notice.ts';
import { findNoticeTexts } from '../pages/find-notice.texts.ts';
import type { View } from '../view.ts';
import { brands, day, euro, organisationName } from './samples.ts';

type Show = (view: View) => Html;

const due: DueFacts = {
  reason: 'Tassa sui rifiuti 2026, via delle Fonti 12',
  service: 'Tributi',
  noticeNumber: 'RF18 5390 0754 7034',
  debtorMasked: 'M**** R****',
  lines: [
    { text: 'Quota fissa', amount: euro('62.00') },
    { text: 'Quota variabile, tre persone', amount: euro('118.50') },
    { text: 'Sconto compostaggio', amount: euro('-18.05') },
  ],
  amount: euro('162.45'),
  settled: euro('0'),
  credited: euro('0'),
  outstanding: euro('162.45'),
  dueOn: day('2026-03-31'),
  validFrom: null,
  validUntil: day('2026-12-31'),
  byDay: { early: null, late: null },
};

const payable = {
  kind: 'payable',
  payAction: '/acquedotto/dues/1/pay',
  cartAction: '/acquedotto/dues/1/cart',
  seen: '',
  least: null,
  plan: null,
  form: emptyForm,
  problem: null,
  acceptedBrands: brands,
} as const satisfies DueState;

const shown =
  (state: DueState, changes: Partial<DueFacts> = {}, isChanged = false): Show =>
  (view) =>
    duePage(view, {
      organisationName,
      due: { ...due, ...changes },
      state,
      noticeAddress: /paid|withdrawn/.test(state.kind) ? null : '/acquedotto/dues/1/notice.pdf',
      isChanged,
    });

/** Payable, with the line that the day made, in the reader's language. */
function withLine(kind: 'early' | 'late', amount: string, changes: Partial<DueFacts>): Show {
  return (view) => {
    const text = lineText({ text: '', minor: '0', kind }, view.language);
    const lines = [...due.lines, { text, amount: euro(amount) }];
    return shown(payable, { lines, ...changes })(view);
  };
}

const partPaid = { settled: euro('60.00'), outstanding: euro('102.45') };
const late = { from: day('2026-04-01'), since: day('2026-04-01'), percent: '2.50' };

const parts = {
  ...payable,
  least: euro('25.00'),
  form: { values: { amount: '162,45' }, errors: {} },
} as const satisfies DueState;

const instalment = { amount: euro('54.15'), state: 'open' } as const;
const plan = {
  ...payable,
  plan: {
    whole: { dueId: 'due_0', amount: euro('162.45'), dueOn: day('2026-03-31'), state: 'open' },
    instalments: [
      { ...instalment, dueId: 'due_1', dueOn: day('2026-02-28'), state: 'overdue' },
      { ...instalment, dueId: 'due_2', dueOn: day('2026-03-31') },
      { ...instalment, dueId: 'due_3', dueOn: day('2026-04-30') },
    ],
    chosenDueIds: ['due_1'],
  },
} as const satisfies DueState;

const begun = {
  ...plan,
  plan: {
    ...plan.plan,
    whole: null,
    instalments: [{ ...plan.plan.instalments[0], state: 'paid' }, plan.plan.instalments[1]],
    chosenDueIds: [],
  },
} as const satisfies DueState;

const search = { action: '/acquedotto/notices', form: emptyForm, isNotFound: false } as const;

const discount: ShownDiscount = {
  name: 'Benvenuto ai nuovi residenti',
  chargeName: 'Tassa sui rifiuti',
  address: '/acquedotto/services/tributi',
  off: { percent: '10.00' },
  code: 'BENVENUTO',
  validFrom: day('2026-01-01'),
  validUntil: day('2026-06-30'),
  left: 48,
  perPayer: 1,
};

export const dueSections: Readonly<Record<string, Show>> = {
  'due-payable': shown(payable),
  'due-early': withLine('early', '-9.02', {
    amount: euro('153.43'),
    outstanding: euro('153.43'),
    byDay: {
      early: { until: day('2026-03-15'), after: euro('162.45') },
      late: { ...late, isNow: false },
    },
  }),
  'due-late': withLine('late', '0.68', {
    amount: euro('163.13'),
    outstanding: euro('163.13'),
    byDay: { early: null, late: { ...late, isNow: true } },
  }),
  'due-changed': shown(payable, {}, true),
  'due-parts': shown(parts),
  'due-part-wrong': (view) => {
    const error = dueTexts(view.language)('part_wrong', { least: '25,00 €', all: '162,45 €' });
    const form = { values: { amount: '10' }, errors: { amount: error } };
    return shown({ ...parts, form })(view);
  },
  'due-part-paid': shown(payable, partPaid),
  'due-plan': shown(plan),
  'due-plan-begun': shown(begun),
  'due-too-many': (view) => shown({ ...plan, problem: dueTexts(view.language)('too_many') })(view),
  'due-paid': shown({ kind: 'paid', on: day('2026-03-05') }, { outstanding: euro('0') }),
  'due-withdrawn': shown({ kind: 'withdrawn' }, { outstanding: euro('0') }),
  'due-in-progress': shown({ kind: 'in_progress' }),
  'due-own-payment': shown({ kind: 'own_payment', address: '/p/1' }),
  'due-not-yet': shown({ kind: 'not_yet', day: day('2026-03-16') }),
  'due-over': shown({ kind: 'over', day: day('2026-02-28') }),
  'due-not-payable': shown({ kind: 'not_payable' }),
  'due-by-number': (view) =>
    duePage(view, {
      organisationName,
      due: { ...due, debtorMasked: null, lines: [] },
      state: payable,
      noticeAddress: null,
      isChanged: false,
    }),
  'find-notice': (view) => findNoticePage(view, search),
  'find-notice-slip': (view) => {
    const error = findNoticeTexts(view.language)('number_wrong');
    const form = { values: { number: 'rf18 5390 0754 7035' }, errors: { number: error } };
    return findNoticePage(view, { ...search, form });
  },
  'find-notice-none': (view) => findNoticePage(view, { ...search, isNotFound: true }),
  discounts: (view) =>
    discountsPage(view, {
      organisationName,
      discounts: [
        discount,
        {
          ...discount,
          name: 'Settimana verde',
          off: { amount: euro('5.00') },
          code: null,
          validFrom: null,
          left: null,
          perPayer: null,
        },
      ],
      early: [{ name: 'Mensa scolastica', percent: '5.00', daysBefore: 15 }],
    }),
  'discounts-none': (view) => discountsPage(view, { organisationName, discounts: [], early: [] }),
};
