/** Says what is wrong with what was read of a file, whatever the file was; pure. */
import { calendarDate } from '../../../src/core/calendar-date.ts';
import { isCurrency } from '../../../src/core/currencies.ts';
import {
  readingTexts,
  type InvoiceDocument,
  type ReadFile,
} from '../../../src/invoices/formats/index.ts';
import type { Figures } from './grammar.ts';

/** Codes of errors that concern a file as a whole, which has no lines. */
const ofWholeFile = /^(?:archive|signature|file)_/;

/** @returns what does not hold; empty when all is well */
export function judge(files: readonly ReadFile[]): string[] {
  if (files.length === 0) return ['nothing was said about the file'];
  return files.flatMap(({ outcome }) => {
    if (outcome.status === 'read') {
      return outcome.documents.length === 0
        ? ['read, but without an invoice']
        : outcome.documents.flatMap(judgeDocument);
    }
    const { code, values, message, line } = outcome.error;
    const isPlaced = ofWholeFile.test(code) || line !== undefined || 'element' in values;
    return [
      ...say(isPlaced, `the error ${code} names neither line nor field`),
      ...say(line === undefined || (Number.isSafeInteger(line) && line > 0), `no line: ${line}`),
      ...say(
        message.length > 0 && message.length < 2000,
        `a message of ${message.length} characters`,
      ),
      ...say(
        !/\bat .*\.ts:\d|node_modules|undefined|\[object/.test(message),
        `raw error: ${message}`,
      ),
      ...say(readingTexts('it')(code, values) !== '', `the error ${code} has no Italian text`),
    ];
  });
}

const knownTypes = /^TD(?:0[1-9]|1[6-9]|2[0-9])$/;
const creditNotes = new Set(['TD04', 'TD08']);

function judgeDocument(document: InvoiceDocument): string[] {
  const { total, payable, instalments, documentType, currency } = document;
  const asked = instalments.reduce((sum, { amount }) => sum + amount.minor, 0n);
  const splitVat = document.vat
    .filter((row) => row.splitPayment)
    .reduce((sum, { tax }) => sum + tax.minor, 0n);
  const amounts = [
    total,
    payable,
    document.withholding,
    ...instalments.map(({ amount }) => amount),
  ];
  const mayAsk =
    knownTypes.test(documentType) && !creditNotes.has(documentType) && total.minor >= 0n;
  const warned = new Set<string>(document.warnings.map(({ code }) => code));
  const due = total.minor - splitVat - document.withholding.minor;
  const { number } = document;
  return [
    ...say(number.length > 0 && number.length <= 50, `a number of ${number.length} characters`),
    ...say(calendarDate(document.issuedOn) !== null, `no such day: ${document.issuedOn}`),
    ...say(isCurrency(currency), `no such currency: ${currency}`),
    ...say(
      amounts.every((amount) => amount.currency === currency),
      'amounts in several currencies',
    ),
    ...say(
      instalments.every(({ amount }) => amount.minor > 0n),
      'somebody is asked for nothing, or for less',
    ),
    ...say(
      instalments.length === 0 || asked === payable.minor,
      'the instalments are not the payable',
    ),
    ...say(mayAsk || instalments.length === 0, `a document of type ${documentType} asks for money`),
    ...say(
      knownTypes.test(documentType) || warned.has('document_type_unknown'),
      `the type ${documentType} is taken for a known one`,
    ),
    ...say(document.splitPaymentVat.minor === splitVat, 'the split VAT is not that of its rows'),
    ...say(
      payable.minor === due || warned.has('instalments_differ_from_payable'),
      'the payable is neither what the total says nor warned of',
    ),
    ...say(document.warnings.length <= 100, `${document.warnings.length} warnings`),
    ...say(document.supplier.taxIds.length > 0, 'no supplier'),
  ];
}

/** Compares with the figures that went in. */
export function judgeFigures(files: readonly ReadFile[], expected: readonly Figures[]): string[] {
  const documents = files.flatMap(({ outcome }) =>
    outcome.status === 'read' ? outcome.documents : [],
  );
  const rejected = files.map(
    ({ outcome }) => outcome.status === 'rejected' && outcome.error.message,
  );
  const read = documents.map((document) => ({
    number: document.number,
    total: document.total.minor,
    payable: document.payable.minor,
    instalments: document.instalments.map(({ amount }) => amount.minor),
  }));
  const [found, wanted] = [written(read), written(expected)];
  if (found === wanted) return [];
  return [`other figures were read than written: ${found} for ${wanted} ${rejected.join()}`];
}

function written(figures: readonly Figures[]): string {
  return JSON.stringify(figures, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

function say(holds: boolean, complaint: string): string[] {
  return holds ? [] : [complaint];
}
