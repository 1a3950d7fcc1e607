/** Sample organisations, invoices and payments, as realistic as invented data can be. */
import type { CalendarDate } from '../../core/calendar-date.ts';
import { calendarDate } from '../../core/calendar-date.ts';
import type { Money } from '../../core/money.ts';
import { fromDecimal, zero } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import { languages } from '../../core/texts.ts';
import type { InvoiceFacts } from '../pages/invoice.ts';
import type { PageFiles, View } from '../view.ts';

export function euro(text: string): Money {
  return fromDecimal(text, 'EUR') ?? zero('EUR');
}

export function day(text: string): CalendarDate {
  const date = calendarDate(text);
  if (!date) throw new RangeError(`not a day: ${text}`);
  return date;
}

export const moment = new Date('2026-03-05T13:42:00Z');

export const organisationName = 'Acquedotto Valle Serena S.p.A.';

function at(path: string): string {
  return `/acquedotto/${path}`;
}

export function sampleView(files: PageFiles, language: Language, name: string): View {
  return {
    language,
    languages,
    address: `/gallery/${name}`,
    timeZone: 'Europe/Rome',
    organisation: { name: organisationName, homeAddress: '/acquedotto', logoAddress: null },
    mode: 'live',
    formToken: 'sample-token',
    files,
    links: {
      find: at('find'),
      notices: at('notices'),
      discounts: at('discounts'),
      services: at('services'),
      help: at('help'),
      assistance: at('assistance'),
      manual: at('manual'),
      paymentList: at('payment-list'),
      verify: at('verify'),
      accessibility: at('accessibility'),
      terms: at('terms'),
      cart: at('cart'),
    },
    cartItems: name.startsWith('cart') ? 3 : 0,
  };
}

/** A bill for water with two rates of VAT. */
export const bill: InvoiceFacts = {
  kind: 'invoice',
  number: '2026/1042',
  issuedOn: day('2026-02-10'),
  supplierName: organisationName,
  supplierTaxId: 'IT01234567890',
  customerMasked: 'M••••• R••••',
  lines: [
    {
      description: 'Servizio idrico integrato, dicembre 2025 – gennaio 2026, quota variabile',
      quantity: '48 m³',
      amount: euro('101.52'),
    },
    {
      description: 'Quota fissa',
      quantity: '2 mesi',
      amount: euro('12.80'),
    },
    { description: 'Spese di sollecito', quantity: null, amount: euro('4.00') },
  ],
  vat: [
    { rate: '10 %', taxable: euro('114.32'), tax: euro('11.43') },
    { rate: 'escluso art. 15', taxable: euro('4.00'), tax: euro('0') },
  ],
  total: euro('129.75'),
  splitPaymentVat: null,
  withholding: null,
  payable: euro('129.75'),
  instalments: [
    { dueId: 'due_1', amount: euro('129.75'), dueOn: day('2026-03-31'), state: 'open' },
  ],
  warnings: [],
};

/** A fee under split payment and withholding, paid in instalments. */
export const fee: InvoiceFacts = {
  ...bill,
  number: 'FPR 12/26',
  supplierName: 'Studio Associato Bianchi e Ferrero',
  customerMasked: 'C••••• di B••••',
  lines: [
    {
      description:
        'Progettazione esecutiva del rifacimento della scuola primaria “G. Rodari”, secondo acconto',
      quantity: '1',
      amount: euro('10000.00'),
    },
    {
      description: 'Contributo integrativo 4 %',
      quantity: null,
      amount: euro('400.00'),
    },
  ],
  vat: [{ rate: '22 %', taxable: euro('10400.00'), tax: euro('2288.00') }],
  total: euro('12688.00'),
  splitPaymentVat: euro('2288.00'),
  withholding: euro('2000.00'),
  payable: euro('8400.00'),
  instalments: [
    { dueId: 'due_1', amount: euro('2800.00'), dueOn: day('2026-01-31'), state: 'paid' },
    { dueId: 'due_2', amount: euro('2800.00'), dueOn: day('2026-02-28'), state: 'overdue' },
    { dueId: 'due_3', amount: euro('1400.00'), dueOn: day('2026-03-31'), state: 'open' },
    { dueId: 'due_4', amount: euro('1000.00'), dueOn: day('2026-04-30'), state: 'in_progress' },
    { dueId: 'due_5', amount: euro('400.00'), dueOn: null, state: 'withdrawn' },
  ],
};

/** Sentences of the kind that reading an invoice leaves for the payer. */
export const warnings: Readonly<Record<Language, readonly string[]>> = {
  it: ['La somma delle righe differisce di 0,01 € dal totale, per arrotondamento.'],
  en: ['The sum of the lines differs from the total by €0.01, because of rounding.'],
  es: ['La suma de las líneas difiere del total en 0,01 €, por redondeo.'],
};

export const instrument = { method: 'card', brand: 'visa', lastFour: '4242' } as const;
export const brands = ['visa', 'mastercard', 'maestro'] as const;
