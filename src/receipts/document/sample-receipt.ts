/** A receipt for tests: plausible, with amounts and names that tests can look for. */
import { strict as assert } from 'node:assert';
import { calendarDate } from '../../core/calendar-date.ts';
import type { CalendarDate } from '../../core/calendar-date.ts';
import { add, money, zero } from '../../core/money.ts';
import type { Money } from '../../core/money.ts';
import type { ReceiptDocument } from './receipt-document.ts';
import { createVerificationCode, verificationRandomBytes } from './verification-code.ts';

export type Item = ReceiptDocument['items'][number];

export function day(text: string): CalendarDate {
  const date = calendarDate(text);
  assert(date, `no such day: ${text}`);
  return date;
}

export function sampleItem(changes: Partial<Item> = {}): Item {
  return {
    reason: 'Rinnovo PEC e conservazione a norma, canone 2026',
    invoiceNumber: '1234/A',
    issuedOn: day('2026-02-05'),
    dueOn: day('2026-03-31'),
    customerName: 'Officine Meccaniche Bianchi & Figli S.r.l.',
    amount: money(123_450n, 'EUR'),
    remaining: zero('EUR'),
    ...changes,
  };
}

/** The amount of the payment is the sum of the items. */
export function sampleReceipt(changes: Partial<ReceiptDocument> = {}): ReceiptDocument {
  const items = changes.items ?? [
    sampleItem(),
    sampleItem({
      reason: 'TARI 2026, prima rata',
      invoiceNumber: null,
      issuedOn: null,
      customerName: 'Chiara Bianchi',
      amount: money(8_705n, 'EUR'),
      remaining: money(8_705n, 'EUR'),
    }),
  ];
  const code = createVerificationCode(new Uint8Array(verificationRandomBytes).fill(167));
  return {
    version: 1,
    organisation: {
      slug: 'demo',
      name: 'Comune di Esempio',
      legalName: 'Comune di Esempio – Servizio tributi',
      taxIds: ['IT01234567890', '80012345678'],
      address: 'Piazza della Libertà 1, 40100 Esempio (BO)',
      email: 'tributi@comune.example',
      colour: '#0066cc',
    },
    mode: 'live',
    year: 2026,
    number: 123,
    issuedAt: new Date('2026-03-05T13:30:05Z'),
    paidAt: new Date('2026-03-05T13:30:00Z'),
    timeZone: 'Europe/Rome',
    payment: {
      id: 'pay_01k9zq4x7c3m5n8p2r6t0v1w3y',
      amount: sum(items.map((item) => item.amount)),
      method: 'card',
      instrument: { brand: 'visa', lastFour: '4242' },
      providerName: 'Sandbox',
      providerReference: 'ch_5f2a9c17e4',
      attemptId: 'att_01k9zq4x8d6f2g9h4j7k1m0n5p',
    },
    payer: { email: 'chiara.bianchi@example.it' },
    verification: { code, url: `https://pagamenti.comune.example/demo/verify/${code}` },
    ...changes,
    items,
  };
}

function sum(amounts: readonly Money[]): Money {
  const [first = zero('EUR'), ...rest] = amounts;
  return add(first, ...rest);
}
