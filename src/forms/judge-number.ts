/** Judges numbers as people type them: with a decimal comma or dot, and thousands grouped or not. */
import { locales, type Language } from '../core/texts.ts';
import type { FieldDefinition } from './field-definition.ts';
import { bad, good, type Judged } from './judged.ts';

type NumberDefinition = Extract<FieldDefinition, { kind: 'number' }>;

export function judgeNumber(field: NumberDefinition, typed: string, language: Language): Judged {
  const { decimals, least, most } = field;
  const read = numberFromTyped(typed, decimals);
  if (read === null) {
    const example = decimal('12.5', language);
    return decimals === 0 ? bad('whole_number') : bad('number', { example });
  }
  const { number, precision } = read;
  if (precision > decimals) return bad('decimals', { decimals });
  if (least !== undefined && millionths(number) < millionths(least)) {
    return bad('too_small', { least: decimal(least, language) });
  }
  if (most !== undefined && millionths(number) > millionths(most)) {
    return bad('too_large', { most: decimal(most, language) });
  }
  return good(number);
}

/** `-1234.5` as the readers of `language` write it: `-1234,5`. */
export function decimal(text: string, language: Language): string {
  const parts = new Intl.NumberFormat(locales[language]).formatToParts(0.5);
  return text.replace('.', parts.find(({ type }) => type === 'decimal')?.value ?? '.');
}

/** @returns a number with a dot and no needless zeros, and how many decimals it has; null for no number */
function numberFromTyped(
  typed: string,
  decimals: number,
): { readonly number: string; readonly precision: number } | null {
  const text = typed.normalize('NFKC').trim().replace(/^[−–]/, '-');
  const isSpaced = /^[+-]?\d{1,3}(?:[\s'’]\d{3})+(?:[.,]\d*)?$/u.test(text);
  const bare = isSpaced ? text.replaceAll(/[\s'’]/gu, '') : text;
  const [, sign = '', body = ''] = /^([+-]?)(\d[\d.,]*)$/.exec(bare) ?? [];
  const point = decimalPlace(body, decimals);
  const whole = point < 0 ? body : body.slice(0, point);
  const fraction = point < 0 ? '' : body.slice(point + 1);
  const isGrouped = /^[1-9]\d{0,2}(?:\.\d{3})+$|^[1-9]\d{0,2}(?:,\d{3})+$/.test(whole);
  const digits = isGrouped ? whole.replaceAll(/[.,]/g, '') : whole;
  if (!/^\d{1,12}$/.test(digits) || !/^\d{0,12}$/.test(fraction)) return null;
  const rest = fraction.replace(/0+$/, '');
  const size = digits.replace(/^0+(?=\d)/, '') + (rest && `.${rest}`);
  return { number: sign === '-' && size !== '0' ? `-${size}` : size, precision: rest.length };
}

/** Of two kinds of separators the last is the decimal one; one alone before three digits may group thousands. */
function decimalPlace(body: string, decimals: number): number {
  const last = Math.max(body.lastIndexOf('.'), body.lastIndexOf(','));
  if (last < 0 || (body.includes('.') && body.includes(','))) return last;
  if (body.indexOf(body.charAt(last)) !== last) return -1;
  const mayGroup = body.length - last === 4 && decimals < 3 && !body.startsWith('0');
  return mayGroup ? -1 : last;
}

function millionths(number: string): bigint {
  const [whole = '0', fraction = ''] = number.replace('-', '').split('.');
  const size = BigInt(whole + fraction.padEnd(6, '0').slice(0, 6));
  return number.startsWith('-') ? -size : size;
}
