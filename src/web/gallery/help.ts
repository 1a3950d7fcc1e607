/** Help, the manual and requests for assistance in every state, for the gallery. */
import { ticketKinds, type Ticket, type TicketState } from '../../tickets/index.ts';
import { attachmentTexts } from '../attachments/attachments.texts.ts';
import { emptyForm } from '../components/field.ts';
import type { Html } from '../html.ts';
import { assistanceFormPage } from '../pages/assistance/assistance-form.ts';
import { assistanceTexts } from '../pages/assistance/assistance.texts.ts';
import { chooseKindPage } from '../pages/assistance/choose-kind.ts';
import { ticketPage, type TicketPage } from '../pages/assistance/ticket.ts';
import type { ContactLine } from '../pages/help/contacts.ts';
import { helpPage, questionPage } from '../pages/help/help.ts';
import { manualPage } from '../pages/help/manual.ts';
import { helpQuestions } from '../pages/help/questions.ts';
import { formErrorTexts } from '../pages/form-errors.texts.ts';
import { paymentListAskedPage, paymentListPage } from '../pages/payment-list.ts';
import { paymentListPageTexts } from '../pages/payment-list.texts.ts';
import type { View } from '../view.ts';
import { brands, euro, moment } from './samples.ts';

type Show = (view: View) => Html;

const opinion = { action: '/acquedotto/opinions/help', form: emptyForm, isGiven: false } as const;
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
const hours = Object.fromEntries(weekdays.map((day) => [day, ['08:30-18:00']]));

const contacts = {
  email: 'pagamenti@valleserena.example',
  phone: '+39 0461 000 000',
  hours: '08:30–18:00',
  address: 'Via delle Fonti 12, 38010 Valle Serena (TN)',
  lines: [],
} as const;

const lines: readonly ContactLine[] = [
  {
    audience: 'customers',
    email: 'clienti@valleserena.example',
    phone: '+39 0461 000 000',
    hours,
    opening: { kind: 'open', until: '18:00' },
  },
  {
    audience: 'partners',
    email: null,
    phone: '+39 0461 000 001',
    hours: { ...hours, wednesday: ['08:30-12:30', '14:00-18:00'] },
    opening: { kind: 'closed', opensOn: 'monday', at: '08:30' },
  },
];

const payment = {
  token: 'sample',
  id: 'pay_01kjz8q2c4m7n9r3t5w8x0y2',
  amount: euro('129.75'),
  state: 'paid',
} as const;

const form = { ...emptyForm, suggestion: null, wrong: [] } as const;

function ticketIn(state: TicketState): Ticket {
  return {
    id: 'tck_1',
    accessToken: 'sample',
    year: 2026,
    number: 42,
    team: 'administration',
    kind: 'error_in_invoice',
    state,
    language: 'it',
    email: 'maria.rossi@example.org',
    name: 'Maria Rossi',
    paymentId: payment.id,
    context: null,
    details: { invoice_number: '2026/1042', amount: '129,75', wrong: 'amount date' },
    assignedTo: null,
    createdAt: moment,
    changedAt: moment,
    erasedAt: state === 'closed' ? moment : null,
  };
}

const messages: TicketPage['messages'] = [
  {
    position: 1,
    author: 'payer',
    actor: 'payer',
    words: 'Buongiorno,\nl’importo giusto è 119,75 euro: la lettura del contatore era 46.',
    at: moment,
  },
  {
    position: 2,
    author: 'staff',
    actor: 'staff:stf_1',
    words: 'Può mandarci una foto del contatore?',
    at: moment,
  },
];

const attachments = [
  { id: 'tca_1', position: 1, name: 'fattura.pdf', type: 'application/pdf', size: 123_456 },
];

const shownTicket = (state: TicketState): TicketPage => ({
  ticket: ticketIn(state),
  messages,
  attachments,
  address: '/acquedotto/requests/sample',
  replyAction: '/acquedotto/requests/sample/reply',
  orderKey: 'sample',
  form: emptyForm,
  done: null,
});

const period = { values: { from: '1/1/2026', to: '5/3/2026' }, errors: {} } as const;

/** One with a long answer and one that leads elsewhere: all look alike. */
const questionsShown = helpQuestions.filter(({ slug }) =>
  ['no-receipt', 'past-payments'].includes(slug),
);

export const helpSections: Readonly<Record<string, Show>> = {
  help: (view) => helpPage(view, { contacts, opinion }),
  'help-lines': (view) => helpPage(view, { contacts: { ...contacts, lines }, opinion }),
  'help-opinion-given': (view) =>
    helpPage(view, { contacts, opinion: { ...opinion, isGiven: true } }),
  ...Object.fromEntries(
    questionsShown.map((question) => [
      `help-${question.slug}`,
      (view: View) => questionPage(view, { question, opinion }),
    ]),
  ),
  manual: (view) => manualPage(view, { acceptedBrands: brands, opinion }),
  assistance: (view) =>
    chooseKindPage(view, { addressOf: (kind) => `/acquedotto/assistance/${kind}` }),
  ...Object.fromEntries(
    ticketKinds.map((kind) => [
      `assistance-${kind}`,
      (view: View) =>
        assistanceFormPage(view, {
          kind,
          action: `/acquedotto/assistance/${kind}`,
          orderKey: 'sample',
          payment: kind === 'no_receipt' ? payment : null,
          form,
        }),
    ]),
  ),
  'assistance-errors': (view) => {
    const t = assistanceTexts(view.language);
    const files = attachmentTexts(view.language);
    const errors = {
      wrong: t('wrong_missing'),
      words: files('card_number'),
      email: t('words_missing'),
      files: files('files_wrong'),
    };
    return assistanceFormPage(view, {
      kind: 'error_in_invoice',
      action: '/acquedotto/assistance/error-in-invoice',
      orderKey: 'sample',
      payment: null,
      form: { values: { email: 'maria@gmial.com' }, errors, suggestion: null, wrong: ['amount'] },
    });
  },
  'list-by-mail': (view) => paymentListPage(view, { form: period, orderKey: 'sample' }),
  'list-by-mail-errors': (view) => {
    const errors = {
      tax_code: formErrorTexts(view.language)('tax_code_missing'),
      to: paymentListPageTexts(view.language)('order_wrong'),
    };
    return paymentListPage(view, { form: { ...period, errors }, orderKey: 'sample' });
  },
  'list-by-mail-asked': (view) => paymentListAskedPage(view),
  'request-sent': (view) =>
    ticketPage(view, { ...shownTicket('open'), messages: messages.slice(0, 1), done: 'sent' }),
  'request-asked': (view) => ticketPage(view, shownTicket('waiting_for_payer')),
  'request-erased': (view) => ticketPage(view, shownTicket('closed')),
};
