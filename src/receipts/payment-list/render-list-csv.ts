/** The list as a spreadsheet opens it: separators by language, and nothing that it would take for a formula. */
import { stringify } from 'csv-stringify/sync';
import { toDecimal } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import { plainLine } from '../../messages/index.ts';
import type { PaymentList } from './payment-list.ts';
import { paymentListTexts } from './payment-list.texts.ts';

export function renderListCsv(list: PaymentList, language: Language): Uint8Array {
  const t = paymentListTexts(language);
  // Spreadsheets of readers who write `1,50` separate columns by semicolons.
  const hasDecimalComma = language !== 'en';
  const columns = [
    'paid_on',
    'receipt',
    'invoice',
    'reason',
    'amount',
    'currency',
    'payment',
  ] as const;
  const rows = list.payments.map((payment) => {
    const amount = toDecimal(payment.amount);
    return [
      payment.paidOn,
      payment.receiptNumber,
      plainLine(payment.invoiceNumber ?? ''),
      plainLine(payment.reason),
      hasDecimalComma ? amount.replace('.', ',') : amount,
      payment.amount.currency,
      payment.paymentId,
    ];
  });
  const text = stringify([columns.map((name) => t(name)), ...rows], {
    // Without it spreadsheets read another alphabet.
    bom: true,
    delimiter: hasDecimalComma ? ';' : ',',
    record_delimiter: 'windows',
    escape_formulas: true,
  });
  return Buffer.from(text);
}
