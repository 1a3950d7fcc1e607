/**
 * What the reader of invoices hands out: documents as they are written, and what there is to pay.
 */
import type { CalendarDate } from '../../core/calendar-date.ts';
import type { Money } from '../../core/money.ts';
import { readingTexts } from './reading.texts.ts';
import type { RejectionCode, WarningCode } from './reading.texts.ts';

type Values = Readonly<Record<string, string | number>>;

/**
 * `message` is English; `readingTexts(language)(code, values)` says the same in other languages.
 */
export type Warning = {
  readonly code: WarningCode;
  readonly values: Values;
  readonly message: string;
};

export type Collectable = 'by_payer' | 'direct_debit' | 'treasury';

/**
 * Something to ask a payer for: `amount` is above zero. `meansOfPayment` is a code of the format
 * (MP01…).
 */
export type Instalment = {
  readonly amount: Money;
  readonly dueOn: CalendarDate | null;
  readonly meansOfPayment: string | null;
  readonly collectable: Collectable;
  readonly paymentReference: string | null;
  readonly account: string | null;
};

/** `amount` is rounded half away from zero, for reading only; null when it cannot be read. */
export type InvoiceLine = {
  readonly description: string;
  readonly quantity: string | null;
  readonly amount: Money | null;
};

export type VatRow = {
  readonly rate: string;
  readonly nature: string | null;
  readonly taxable: Money;
  readonly tax: Money;
  readonly splitPayment: boolean;
};

/**
 * `taxIds`: the VAT number with its country, then without, then the tax code where it is another;
 * as written, so compare them without blanks, points and case.
 */
export type Supplier = { readonly taxIds: readonly string[]; readonly name: string };

/** `vatNumber` begins with its country. */
export type Customer = {
  readonly vatNumber: string | null;
  readonly taxCode: string | null;
  readonly name: string;
};

/**
 * One invoice or credit note. `payable` is what the instalments add up to, or else `total` less
 * `splitPaymentVat` less `withholding`; `instalments` is empty when nobody is to be asked to pay.
 */
export type InvoiceDocument = {
  readonly number: string;
  readonly issuedOn: CalendarDate;
  readonly documentType: string;
  readonly isCreditNote: boolean;
  readonly currency: string;
  readonly supplier: Supplier;
  readonly customer: Customer;
  readonly total: Money;
  readonly splitPayment: boolean;
  readonly splitPaymentVat: Money;
  readonly withholding: Money;
  readonly payable: Money;
  readonly instalments: readonly Instalment[];
  readonly lines: readonly InvoiceLine[];
  readonly vat: readonly VatRow[];
  readonly refersTo: readonly { readonly number: string; readonly issuedOn: CalendarDate | null }[];
  readonly warnings: readonly Warning[];
};

export type ReadError = {
  readonly code: RejectionCode;
  readonly values: Values;
  readonly message: string;
  readonly line?: number;
};

/** `signers` are common names from certificates whose chain of trust was not checked. */
export type ReadOutcome =
  | {
      readonly status: 'read';
      readonly documents: readonly InvoiceDocument[];
      readonly signers: readonly string[];
    }
  | { readonly status: 'rejected'; readonly error: ReadError };

/** `name` of a file in an archive is `archive.zip/entry.xml`; `sha256` is hexadecimal. */
export type ReadFile = {
  readonly name: string;
  readonly sha256: string;
  readonly outcome: ReadOutcome;
};

/** Notes something to look at in the document being read. */
export type Warn = (code: WarningCode, values?: Values) => void;

const english = readingTexts('en');

/** Nobody reads more; a file made to annoy can give rise to very many. */
const mostWarnings = 100;

/** Collects warnings; the same one twice counts once. */
export function warningList(): { readonly warn: Warn; readonly warnings: Warning[] } {
  const warnings: Warning[] = [];
  const known = new Set<string>();
  const warn: Warn = (code, values = {}) => {
    if (warnings.length === mostWarnings) return;
    const message = english(code, values);
    if (known.has(message)) return;
    known.add(message);
    warnings.push({ code, values, message });
  };
  return { warn, warnings };
}

/** Names of entries, for one, may be as long as their maker likes; a message may not. */
const longestShown = 300;

export function errorOf(code: RejectionCode, given: Values, line: number | undefined): ReadError {
  const values = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.slice(0, longestShown) : value,
    ]),
  );
  const error = { code, values, message: english(code, values) };
  return line === undefined ? error : { ...error, line };
}
