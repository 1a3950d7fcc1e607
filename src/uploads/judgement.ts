/** What a look at one file of an upload said: what loading it would do, or did. */
import { z } from 'zod';
import { knownDate, type CalendarDate } from '../core/calendar-date.ts';
import { money, type Money } from '../core/money.ts';
import { gistOfDues, judgedDues, type JudgedDues } from './judged-dues.ts';
import {
  contentDigest,
  customerTaxIdsOf,
  identityOf,
  type Effect,
  type InvoiceDocument,
  type RejectionReason,
} from '../invoices/index.ts';

/**
 * `credit_note` makes other invoices smaller, `credit_note_alone` finds none and waits for staff;
 * `nothing_to_pay` is kept and asks nobody for anything.
 */
export const invoiceEffects = [
  'new',
  'replaced',
  'credit_note',
  'credit_note_alone',
  'nothing_to_pay',
  'known',
  'rejected',
] as const;
export type InvoiceEffect = (typeof invoiceEffects)[number];

export type JudgedInvoice = {
  /** What tells it from every other invoice. */
  readonly key: string;
  readonly digest: string;
  readonly number: string;
  readonly issuedOn: CalendarDate;
  readonly customer: string;
  readonly customerTaxIds: readonly string[];
  readonly payable: Money;
  readonly isCreditNote: boolean;
  readonly refersTo: InvoiceDocument['refersTo'];
  readonly effect: InvoiceEffect;
  /** Numbers of the invoices that a credit note makes smaller. */
  readonly credited: readonly string[];
  readonly warnings: readonly RejectionReason[];
};

export type JudgementError = RejectionReason & { readonly line?: number | undefined };

export type Judgement = {
  readonly status: 'imported' | 'already_known' | 'rejected';
  readonly error: JudgementError | null;
  readonly invoices: readonly JudgedInvoice[];
  /** Of a file of dues; null for one of invoices. */
  readonly dues: JudgedDues | null;
};

/** Nobody reads more of them than that on a page of many files. */
const mostWarnings = 5;

export function judgeInvoice(
  document: InvoiceDocument,
  { kind, credited }: Effect | { readonly kind: 'rejected'; readonly credited: readonly [] },
): JudgedInvoice {
  const { supplierTaxId, year, number, documentType } = identityOf(document);
  return {
    key: JSON.stringify([supplierTaxId, year, number, documentType]),
    digest: contentDigest(document),
    number,
    issuedOn: document.issuedOn,
    customer: document.customer.name,
    customerTaxIds: customerTaxIdsOf(document),
    payable: document.payable,
    isCreditNote: document.isCreditNote,
    refersTo: document.refersTo,
    effect: effectOf(document, kind, credited.length > 0),
    credited,
    warnings: document.warnings
      .slice(0, mostWarnings)
      .map(({ code, values }) => ({ code, values })),
  };
}

function effectOf(
  document: InvoiceDocument,
  kind: Effect['kind'] | 'rejected',
  isCrediting: boolean,
): InvoiceEffect {
  if (kind !== 'new') return kind;
  if (document.isCreditNote) return isCrediting ? 'credit_note' : 'credit_note_alone';
  return document.instalments.length === 0 ? 'nothing_to_pay' : 'new';
}

/** Whether two looks at the same file say something else to whoever orders it to be loaded. */
export function differs(one: Judgement, other: Judgement): boolean {
  return gist(one) !== gist(other);
}

function gist({ status, error, invoices, dues }: Judgement): string {
  const isThere = invoices.map(({ effect }) => effect === 'known');
  return JSON.stringify([status, error?.code ?? null, isThere, dues && gistOfDues(dues)]);
}

const reasonSchema = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});

const date = z.string().transform(knownDate);

const judgementSchema = z.object({
  status: z.enum(['imported', 'already_known', 'rejected']),
  error: reasonSchema.extend({ line: z.number().optional() }).nullable(),
  invoices: z.array(
    z.object({
      key: z.string(),
      digest: z.string(),
      number: z.string(),
      issuedOn: date,
      customer: z.string(),
      customerTaxIds: z.array(z.string()),
      payable: z
        .object({ minor: z.string(), currency: z.string() })
        .transform(({ minor, currency }) => money(BigInt(minor), currency)),
      isCreditNote: z.boolean(),
      refersTo: z.array(z.object({ number: z.string(), issuedOn: date.nullable() })),
      effect: z.enum(invoiceEffects),
      credited: z.array(z.string()),
      warnings: z.array(reasonSchema),
    }),
  ),
  dues: judgedDues.nullable().default(null),
});

/** As the database keeps it: JSON has no whole numbers of any size, so amounts are texts. */
export function judgementToJson(judgement: Judgement): string {
  return JSON.stringify(judgement, (_, value: unknown) => {
    if (typeof value === 'bigint') return String(value);
    // What the database cannot hold: half of a character that was cut in two, and NUL.
    return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\ufffd') : value;
  });
}

/** @param json what `judgementToJson` made and the database kept */
export function judgementFromJson(json: unknown): Judgement {
  return judgementSchema.parse(json);
}
