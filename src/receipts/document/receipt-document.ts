/** The receipt as a document: an immutable snapshot that can be rendered any time later in any language. */
import { z } from 'zod';
import { calendarDate } from '../../core/calendar-date.ts';
import type { CalendarDate } from '../../core/calendar-date.ts';
import { isCurrency } from '../../core/currencies.ts';
import { localised } from '../../core/localised.ts';
import { money } from '../../core/money.ts';

/** Minor units as a string, because a JSON number cannot hold every amount. */
const amount = z.codec(
  z.object({
    minor: z.string().regex(/^-?\d{1,19}$/),
    currency: z.string().refine(isCurrency, 'a currency of ISO 4217'),
  }),
  z.object({ minor: z.bigint(), currency: z.string() }),
  {
    decode: ({ minor, currency }) => money(BigInt(minor), currency),
    encode: ({ minor, currency }) => ({ minor: String(minor), currency }),
  },
);

const instant = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});

const day = z.custom<CalendarDate>(
  (value) => typeof value === 'string' && calendarDate(value) !== null,
  'a day as YYYY-MM-DD',
);

const organisation = z.object({
  slug: z.string(),
  name: z.string(),
  legalName: z.string(),
  taxIds: z.array(z.string()),
  address: z.string().nullable(),
  email: z.string().nullable(),
  /** `#rrggbb`. */
  colour: z.string().regex(/^#[0-9a-f]{6}$/i),
});

const payment = z.object({
  id: z.string(),
  amount,
  method: z.enum(['card', 'counter']),
  instrument: z.object({ brand: z.string(), lastFour: z.string().regex(/^\d{4}$/) }).nullable(),
  providerName: z.string(),
  providerReference: z.string(),
  attemptId: z.string(),
});

const item = z.object({
  reason: z.string(),
  invoiceNumber: z.string().nullable(),
  issuedOn: day.nullable(),
  dueOn: day.nullable(),
  /** Which it is of, and what that was called then; snapshots of before there were services lack them. */
  service: z.string().optional(),
  serviceName: localised(120).nullable().optional(),
  /** What it is made of, where it was told; a discount is below zero. */
  lines: z.array(z.object({ text: z.string(), amount })).optional(),
  /** Who owes it: as on the invoice, whoever pays. */
  customerName: z.string(),
  amount,
  /** What was still to be paid of its invoice (of the due, where it has none) right after this payment. */
  remaining: amount,
});

const receiptDocument = z.object({
  version: z.literal(1),
  organisation,
  mode: z.enum(['test', 'live']),
  year: z.int(),
  number: z.int().positive(),
  issuedAt: instant,
  paidAt: instant,
  timeZone: z.string(),
  payment,
  payer: z.object({ email: z.string().nullable() }),
  items: z.array(item).min(1),
  /** What was still to be paid of the invoices, other instalments included; older snapshots lack it. */
  remainingOfInvoices: amount.nullable().optional(),
  /** `code` without blanks, as `createVerificationCode` makes it. */
  verification: z.object({ code: z.string(), url: z.url({ protocol: /^https?$/ }) }),
});

export type ReceiptDocument = Readonly<z.output<typeof receiptDocument>>;
export type ReceiptDocumentJson = z.input<typeof receiptDocument>;

/** @throws ZodError when the snapshot is not one that `fromJson` would read back */
export function toJson(document: ReceiptDocument): ReceiptDocumentJson {
  return z.encode(receiptDocument, document);
}

/** @throws ZodError when the value is not a receipt document */
export function fromJson(value: unknown): ReceiptDocument {
  return receiptDocument.parse(value);
}

/** `2026/000123`: how the number of a receipt is written for people. */
export function receiptNumber(document: Pick<ReceiptDocument, 'year' | 'number'>): string {
  return `${document.year}/${String(document.number).padStart(6, '0')}`;
}
