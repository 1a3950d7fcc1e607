/**
 * Reads totals, VAT, withholdings and lines where the ordinary and the simplified format write
 * them.
 */
import { money } from '../../core/money.ts';
import type { Money } from '../../core/money.ts';
import type { InvoiceLine, VatRow, Warn } from './document.ts';
import { child, children, textOf } from './element.ts';
import type { Element } from './element.ts';
import { references } from './read-body.ts';
import type { Figures } from './read-body.ts';
import { Rejection } from './rejection.ts';
import { amountIn, requiredAmountIn, roundedAmount, sum } from './values.ts';

/** @throws Rejection `missing_amounts` or `invalid_amount` */
export function ordinaryFigures(body: Element, currency: string, warn: Warn): Figures {
  const general = child(body, 'DatiGenerali', 'DatiGeneraliDocumento');
  const vat = children(body, 'DatiBeniServizi', 'DatiRiepilogo').map((row) =>
    readVatRow(row, currency, warn),
  );
  const declared = amountIn(general, 'ImportoTotaleDocumento', currency, warn);
  const rounding = amountIn(general, 'Arrotondamento', currency, warn);
  const parts = vat.flatMap((row) => [row.taxable, row.tax]);
  const summary = vat.length === 0 ? null : sum(rounding ? [...parts, rounding] : parts, currency);
  const total = declared ?? summary;
  if (total === null) throw new Rejection('missing_amounts', { line: body.line });
  const withheld = children(general, 'DatiRitenuta').map((part) =>
    requiredAmountIn(part, 'ImportoRitenuta', currency, warn),
  );
  return {
    total,
    summary: declared === null ? null : summary,
    withholding: sum(withheld, currency),
    vat,
    lines: children(body, 'DatiBeniServizi', 'DettaglioLinee').map((line) =>
      readLine(line, 'PrezzoTotale', currency),
    ),
    refersTo: references(body, 'DatiFattureCollegate', { number: 'IdDocumento', day: 'Data' }),
  };
}

/**
 * The simplified format has one amount per line, VAT included, and no summary, payment terms or
 * withholdings (DPR 633/1972, article 21-bis).
 *
 * @throws Rejection `missing_amounts` or `invalid_amount`
 */
export function simplifiedFigures(body: Element, currency: string, warn: Warn): Figures {
  const parts = children(body, 'DatiBeniServizi');
  const amounts = parts.map((part) => requiredAmountIn(part, 'Importo', currency, warn));
  if (amounts.length === 0) throw new Rejection('missing_amounts', { line: body.line });
  return {
    total: sum(amounts, currency),
    summary: null,
    withholding: sum([], currency),
    vat: parts.map((part, index) => simplifiedVat(part, amounts[index] ?? sum([], currency), warn)),
    lines: parts.map((part) => readLine(part, 'Importo', currency)),
    refersTo: references(body, 'DatiFatturaRettificata', { number: 'NumeroFR', day: 'DataFR' }),
  };
}

function readVatRow(row: Element, currency: string, warn: Warn): VatRow {
  return {
    rate: textOf(row, 'AliquotaIVA') ?? '',
    nature: textOf(row, 'Natura'),
    taxable: requiredAmountIn(row, 'ImponibileImporto', currency, warn),
    tax: requiredAmountIn(row, 'Imposta', currency, warn),
    splitPayment: textOf(row, 'EsigibilitaIVA') === 'S',
  };
}

function simplifiedVat(part: Element, gross: Money, warn: Warn): VatRow {
  const vat = child(part, 'DatiIVA');
  const rate = textOf(vat, 'Aliquota') ?? '';
  const stated = amountIn(vat, 'Imposta', gross.currency, warn);
  const tax = stated ?? vatWithin(gross, rate);
  const taxable = money(gross.minor - tax.minor, gross.currency);
  return { rate, nature: textOf(part, 'Natura'), taxable, tax, splitPayment: false };
}

/**
 * Where only the rate is stated, the VAT inside the amount follows from it, rounded half away from
 * zero.
 */
function vatWithin(gross: Money, rate: string): Money {
  const match = /^(\d{1,3})\.(\d{2})$/.exec(rate);
  const hundredths = match ? BigInt(`${match[1]}${match[2]}`) : 0n;
  const divisor = 10_000n + hundredths;
  const sign = gross.minor < 0n ? -1n : 1n;
  const size = (2n * sign * gross.minor * hundredths + divisor) / (2n * divisor);
  return money(sign * size, gross.currency);
}

function readLine(line: Element, amount: string, currency: string): InvoiceLine {
  return {
    description: textOf(line, 'Descrizione') ?? '',
    quantity: textOf(line, 'Quantita'),
    amount: roundedAmount(textOf(line, amount), currency),
  };
}
