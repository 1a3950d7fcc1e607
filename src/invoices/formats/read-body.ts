/** Reads one invoice or credit note: a body of an electronic invoice, in either format. */
import { isCurrency } from '../../core/currencies.ts';
import { equal, subtract, toDecimal } from '../../core/money.ts';
import type { Money } from '../../core/money.ts';
import { warningList } from './document.ts';
import type { Customer, InvoiceDocument, InvoiceLine, Supplier, VatRow, Warn } from './document.ts';
import { child, children, textOf } from './element.ts';
import type { Element } from './element.ts';
import { readInstalments } from './instalments.ts';
import type { Payable } from './instalments.ts';
import { Rejection } from './rejection.ts';
import type { RejectionCode } from './reading.texts.ts';
import { codeIn, dayIn, sum } from './values.ts';

/** What the two formats write in different places. */
export type Figures = {
  readonly total: Money;
  /** What the summary adds up to; null when the total was computed from it or there is none. */
  readonly summary: Money | null;
  readonly withholding: Money;
  readonly vat: readonly VatRow[];
  readonly lines: readonly InvoiceLine[];
  readonly refersTo: InvoiceDocument['refersTo'];
};

export type ReadFigures = (body: Element, currency: string, warn: Warn) => Figures;

type Parties = { readonly supplier: Supplier; readonly customer: Customer };
type Kind = 'invoice' | 'self_invoice' | 'credit_note' | 'unknown';

const longestNumber = 50;

// A map, since a file may call its type `constructor`, which every object has.
const kinds: ReadonlyMap<string, Kind> = new Map([
  ...kindOf('invoice', 'TD01 TD02 TD03 TD05 TD06 TD07 TD09 TD24 TD25 TD26'),
  ...kindOf('self_invoice', 'TD16 TD17 TD18 TD19 TD20 TD21 TD22 TD23 TD27 TD28 TD29'),
  ...kindOf('credit_note', 'TD04 TD08'),
]);

function kindOf(kind: Kind, types: string): [string, Kind][] {
  return types.split(' ').map((type) => [type, kind]);
}

/** @throws Rejection `missing_…` or `invalid_…`, with the line */
export function readBody(
  body: Element,
  parties: Parties,
  readFigures: ReadFigures,
  ofFile: (warn: Warn) => void,
): InvoiceDocument {
  const { warn, warnings } = warningList();
  ofFile(warn);
  const identity = readIdentity(body);
  const { documentType, currency } = identity;
  const figures = readFigures(body, currency, warn);
  const kind = kinds.get(documentType) ?? 'unknown';
  const splitVat = sum(
    figures.vat.filter((row) => row.splitPayment).map((row) => row.tax),
    currency,
  );
  const splitPayment = figures.vat.some((row) => row.splitPayment);
  if (splitPayment && splitVat.minor === 0n) warn('split_payment_without_vat');
  warnOfTotal(figures, kind, documentType, warn);
  const expected = subtract(subtract(figures.total, splitVat), figures.withholding);
  return {
    ...identity,
    isCreditNote: kind === 'credit_note',
    ...parties,
    total: figures.total,
    splitPayment,
    splitPaymentVat: splitVat,
    withholding: figures.withholding,
    ...payableOf(body, expected, figures.total, kind, warn),
    lines: figures.lines,
    vat: figures.vat,
    refersTo: figures.refersTo,
    warnings,
  };
}

/**
 * Credit notes, negative totals and documents of a kind unknown to us are kept, but nobody is asked
 * to pay them.
 */
function payableOf(body: Element, expected: Money, total: Money, kind: Kind, warn: Warn): Payable {
  if (kind === 'credit_note' || kind === 'unknown' || total.minor < 0n) {
    const { payable } = readInstalments(body, expected, (code, values) => {
      if (code === 'instalments_differ_from_payable') warn(code, values);
    });
    return { payable, instalments: [] };
  }
  return readInstalments(body, expected, warn);
}

function warnOfTotal(figures: Figures, kind: Kind, type: string, warn: Warn): void {
  const { total, summary } = figures;
  if (summary && !equal(total, summary)) {
    warn('total_differs_from_summary', { total: toDecimal(total), summary: toDecimal(summary) });
  }
  if (kind === 'unknown') warn('document_type_unknown', { type: type.slice(0, 20) });
  if (kind === 'self_invoice') warn('self_invoice', { type });
  if (total.minor > 0n) return;
  warn(kind === 'credit_note' ? 'credit_note_not_positive' : 'total_not_positive', {
    total: toDecimal(total),
  });
}

function readIdentity(
  body: Element,
): Pick<InvoiceDocument, 'number' | 'issuedOn' | 'documentType' | 'currency'> {
  const general = child(body, 'DatiGenerali', 'DatiGeneraliDocumento') ?? body;
  const line = (name: string): number | undefined => child(general, name)?.line ?? general.line;
  const required = (name: string, code: RejectionCode): string => {
    const text = name === 'TipoDocumento' ? codeIn(general, name) : textOf(general, name);
    if (text === null) throw new Rejection(code, { line: line(name) });
    return text;
  };
  const number = required('Numero', 'missing_number');
  if (number.length > longestNumber) {
    throw new Rejection('invalid_number', {
      values: { limit: longestNumber },
      line: line('Numero'),
    });
  }
  const day = required('Data', 'missing_date');
  const issuedOn = dayIn(day);
  if (issuedOn === null) {
    throw new Rejection('invalid_date', {
      values: { value: day.slice(0, 40) },
      line: line('Data'),
    });
  }
  const currency = required('Divisa', 'missing_currency');
  if (!isCurrency(currency)) {
    const values = { value: currency.slice(0, 40) };
    throw new Rejection('invalid_currency', { values, line: line('Divisa') });
  }
  const documentType = required('TipoDocumento', 'missing_document_type');
  return { number, issuedOn, documentType, currency };
}

/** Documents that this one refers to, as `parent/number` and `parent/day`. */
export function references(
  body: Element,
  parent: string,
  names: { readonly number: string; readonly day: string },
): InvoiceDocument['refersTo'] {
  return children(body, 'DatiGenerali', parent).flatMap((reference) => {
    const number = textOf(reference, names.number);
    return number === null ? [] : [{ number, issuedOn: dayIn(textOf(reference, names.day)) }];
  });
}
