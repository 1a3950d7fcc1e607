/** The mails that payers get, each drafted by its own template from made-up data. */
import { calendarDate } from '../../core/calendar-date.ts';
import { format, money } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import type { MailDraft } from '../templates/frame.ts';
import { paymentListPayload, writePaymentList } from '../templates/payment-list.ts';
import { receiptForPayerPayload, writeReceiptForPayer } from '../templates/receipt-for-payer.ts';
import { refundPayload, writeRefund } from '../templates/refund.ts';
import {
  secondPaymentChoicePayload,
  writeSecondPaymentChoice,
} from '../templates/second-payment-choice.ts';
import { secondPaymentPayload, writeSecondPayment } from '../templates/second-payment.ts';
import { ticketForPayerPayload, writeTicketForPayer } from '../templates/ticket-for-payer.ts';
import type { ExampleFacts, MailExample } from './example-facts.ts';
import { exampleTexts } from './example.texts.ts';

const minor = 4850n;
const ids = { paymentId: 'pay_01kexample', attemptId: 'att_01kexample' };

export function draftExample(
  example: MailExample,
  facts: ExampleFacts,
  language: Language,
): MailDraft {
  return drafts[example](facts, language);
}

type Draft = (facts: ExampleFacts, language: Language) => MailDraft;

const drafts: Readonly<Record<MailExample, Draft>> = {
  receipt: (facts, language) => {
    const payload = { receipt: receiptOf(facts, language), receiptUrl: facts.homeUrl };
    return writeReceiptForPayer(receiptForPayerPayload.parse(payload), language);
  },
  refund: (facts, language) => {
    const t = exampleTexts(language);
    const payload = {
      ...troubleOf(facts),
      audience: 'payer',
      refundId: 'ref_01kexample',
      reason: t('refund_reason'),
      way: 'card',
      lines: [{ about: t('about'), amount: '48.50', after: 'settled_otherwise' }],
    };
    return writeRefund(refundPayload.parse(payload), language);
  },
  second_payment: (facts, language) => {
    const payload = { ...troubleOf(facts), audience: 'payer' };
    return writeSecondPayment(secondPaymentPayload.parse(payload), language);
  },
  second_payment_choice: (facts, language) =>
    writeSecondPaymentChoice(secondPaymentChoicePayload.parse(troubleOf(facts)), language),
  payment_list: (facts, language) => {
    const year = facts.at.slice(0, 4);
    const payload = {
      organisationName: facts.organisation.name,
      mode: facts.mode,
      from: `${year}-01-01`,
      to: calendarDate(facts.at.slice(0, 10)),
      count: 3,
      totals: [format(money(3n * minor, 'EUR'), language)],
      contactEmail: facts.organisation.email,
    };
    return writePaymentList(paymentListPayload.parse(payload), language);
  },
  assistance_opened: (facts, language) => ticket(facts, language, { isFirst: true }),
  assistance_answered: (facts, language) => ticket(facts, language, { isFirst: false }),
  assistance_asked: (facts, language) => ticket(facts, language, { isFirst: false, asks: true }),
};

function troubleOf({ organisation, mode }: ExampleFacts) {
  return {
    organisationName: organisation.name,
    mode,
    ...ids,
    amount: '48.50',
    currency: 'EUR',
    contactEmail: organisation.email,
  };
}

function receiptOf(facts: ExampleFacts, language: Language) {
  const t = exampleTexts(language);
  const amount = { minor: String(minor), currency: 'EUR' };
  const item = {
    reason: t('about'),
    invoiceNumber: '2026/1042',
    issuedOn: '2026-10-31',
    dueOn: '2026-11-30',
    customerName: t('customer'),
    amount,
    remaining: { ...amount, minor: '0' },
  };
  return {
    organisation: facts.organisation,
    mode: facts.mode,
    year: Number(facts.at.slice(0, 4)),
    number: 123,
    issuedAt: facts.at,
    paidAt: facts.at,
    timeZone: facts.timeZone,
    payment: {
      id: ids.paymentId,
      amount,
      instrument: { brand: 'visa', lastFour: '4242' },
      providerName: 'Example',
      providerReference: 'ch_example',
      attemptId: ids.attemptId,
    },
    payer: { email: 'maria.rossi@example.com' },
    items: [item],
    verification: { code: 'EXAMPLE0EXAMPLE0EXAMPLE0', url: facts.homeUrl },
  };
}

function ticket(
  { organisation, mode, homeUrl, at }: ExampleFacts,
  language: Language,
  { isFirst, asks = false }: { readonly isFirst: boolean; readonly asks?: boolean },
): MailDraft {
  const t = exampleTexts(language);
  const payload = {
    organisationName: organisation.name,
    mode,
    number: `R-${at.slice(0, 4)}-000042`,
    kind: t('kind'),
    words: t(asks ? 'question' : 'answer'),
    isFirst,
    asks,
    contactEmail: organisation.email,
    url: homeUrl,
  };
  return writeTicketForPayer(ticketForPayerPayload.parse(payload), language);
}
