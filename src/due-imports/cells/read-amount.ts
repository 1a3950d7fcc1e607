/** Reads amounts with a decimal comma or dot; what could be two amounts is not guessed at. */
import { fromDecimal, fromTyped, type Money } from '../../core/money.ts';
import type { Fault } from '../row-error.ts';

export type ReadAmount =
  | { readonly kind: 'good'; readonly amount: Money }
  | { readonly kind: 'wrong'; readonly code: Fault['code'] };

/** @param decimal which sign stands before the decimals; undefined where the file does not say */
export function readAmount(
  text: string,
  currency: string,
  decimal: 'comma' | 'dot' | undefined,
): ReadAmount {
  // `1.234` is a thousand in one country and little more than one in another.
  if (!decimal && /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(text)) {
    return { kind: 'wrong', code: 'amount_ambiguous' };
  }
  const amount = decimal
    ? fromDecimal(withDot(text, decimal), currency)
    : fromTyped(text, currency);
  return amount ? { kind: 'good', amount } : { kind: 'wrong', code: 'amount_invalid' };
}

/** Thousands may be grouped by the other sign, by blanks or by apostrophes. */
function withDot(text: string, decimal: 'comma' | 'dot'): string {
  const [sign, group] = decimal === 'comma' ? [',', '.'] : ['.', ','];
  const [whole = '', ...decimals] = text.split(sign);
  const isGrouped = /^[+-]?\d{1,3}(?:[.,\s'’]\d{3})+$/u.test(whole);
  const bare = isGrouped ? whole.replaceAll(new RegExp(`[\\s'’${group}]`, 'gu'), '') : whole;
  return [bare, ...decimals].join('.');
}
