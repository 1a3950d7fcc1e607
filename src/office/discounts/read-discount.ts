/** What is typed about a discount, read and named when it is wrong; and a discount as its form shows it. */
import {
  calendarDateFromTyped,
  calendarDateToTyped,
  type CalendarDate,
} from '../../core/calendar-date.ts';
import { fromTyped, money, toTyped } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import type { Discount, DiscountTerms } from '../../discounts/index.ts';
import type { ChargeType } from '../../services/index.ts';
import {
  isTicked,
  textOf,
  wordsOf,
  wordValues,
  type PostedOffer,
} from '../services/posted-offer.ts';

export type ReadDiscount =
  | { readonly kind: 'good'; readonly terms: DiscountTerms }
  /** The names of fields that are wrong. */
  | { readonly kind: 'bad'; readonly fields: readonly string[] };

/** Discounts of dues are in the currency of the house. */
export function currencyOf(chargeType: ChargeType): string {
  return chargeType.kind === 'free' ? chargeType.definition.amount.currency : 'EUR';
}

export function readDiscount(posted: PostedOffer, chargeType: ChargeType | null): ReadDiscount {
  const wrong: string[] = [];
  const names = wordsOf(posted, 'names');
  if (!names) wrong.push('names');
  if (!chargeType) wrong.push('charge_type');
  const currency = chargeType ? currencyOf(chargeType) : 'EUR';
  const kind = textOf(posted, 'kind') === 'amount' ? 'amount' : 'percent';
  const value = kind === 'amount' ? minorOf(posted, currency) : hundredthsOf(posted);
  if (value === null) wrong.push('value');
  const day = (name: string): CalendarDate | null => {
    const text = textOf(posted, name);
    const date = text === '' ? null : calendarDateFromTyped(text);
    if (text !== '' && date === null) wrong.push(name);
    return date;
  };
  const count = (name: string): number | null => {
    const text = textOf(posted, name);
    if (text !== '' && !/^[1-9]\d{0,6}$/.test(text)) wrong.push(name);
    return text === '' ? null : Number(text);
  };
  const terms = {
    code: textOf(posted, 'code') || null,
    kind,
    currency,
    validFrom: day('valid_from'),
    validUntil: day('valid_until'),
    mostUses: count('most_uses'),
    mostUsesPerPayer: count('most_uses_per_payer'),
    isPublic: isTicked(posted, 'is_public'),
  } as const;
  if (wrong.length > 0 || !names || !chargeType || value === null)
    return { kind: 'bad', fields: wrong };
  return { kind: 'good', terms: { ...terms, chargeTypeId: chargeType.id, names, value } };
}

function minorOf(posted: PostedOffer, currency: string): bigint | null {
  const amount = fromTyped(textOf(posted, 'value'), currency);
  return amount && amount.minor > 0n ? amount.minor : null;
}

/** `12,5` is 1250 hundredths of a per cent. */
function hundredthsOf(posted: PostedOffer): bigint | null {
  const typed = textOf(posted, 'value').replace(/\s*%$/, '');
  const [, whole = '', part = ''] = /^(\d{1,2})(?:[.,](\d{1,2}))?$/.exec(typed) ?? [];
  const hundredths = whole === '' ? 0n : BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'));
  return hundredths > 0n ? hundredths : null;
}

/** `10` or `12,5`: as it is typed. */
export function showPercent(hundredths: bigint, language: Language): string {
  const part = String(hundredths % 100n)
    .padStart(2, '0')
    .replace(/0+$/, '');
  const comma = language === 'en' ? '.' : ',';
  return `${hundredths / 100n}${part === '' ? '' : `${comma}${part}`}`;
}

export function discountValues(discount: Discount, language: Language): PostedOffer {
  const { kind, value, currency } = discount;
  const day = (date: CalendarDate | null) => (date ? calendarDateToTyped(date) : '');
  return {
    ...wordValues('names', discount.names),
    charge_type: discount.chargeTypeId,
    kind,
    value:
      kind === 'amount' ? toTyped(money(value, currency), language) : showPercent(value, language),
    code: discount.code ?? '',
    valid_from: day(discount.validFrom),
    valid_until: day(discount.validUntil),
    most_uses: String(discount.mostUses ?? ''),
    most_uses_per_payer: String(discount.mostUsesPerPayer ?? ''),
    is_public: discount.isPublic ? 'yes' : '',
  };
}
