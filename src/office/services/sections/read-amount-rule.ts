/** An amount rule as it was typed, in the shape of its definition. */
import { isCurrency } from '../../../core/currencies.ts';
import { inLanguage } from '../../../core/localised.ts';
import { optional, rowOf, rowsOf, textOf, wordsOf, type PostedOffer } from '../posted-offer.ts';
import { nameFrom } from '../name-from.ts';
import { amountOf, wholeOf } from './typed-numbers.ts';

export function readAmountRule(posted: PostedOffer): Record<string, unknown> {
  const kind = textOf(posted, 'amount_kind');
  const typed = textOf(posted, 'amount_currency');
  const currency = isCurrency(typed) ? typed : 'EUR';
  const amount = (name: string) => amountOf(posted, name, currency);
  switch (kind) {
    case 'fixed':
      return { kind, currency, amount: amount('amount_amount') ?? '' };
    case 'free':
      return withoutNothing({
        kind,
        currency,
        least: amount('amount_least'),
        most: amount('amount_most'),
        step: amount('amount_step'),
      });
    case 'list':
      return { kind, currency, choices: choicesOf(posted, currency) };
    case 'computed':
      return {
        kind,
        currency,
        price: amount('amount_price') ?? '',
        quantity: withoutNothing({
          label: wordsOf(posted, 'amount_quantity_label') ?? {},
          least: wholeOf(posted, 'amount_quantity_least'),
          most: wholeOf(posted, 'amount_quantity_most'),
        }),
        options: optionsOf(posted, currency),
      };
    default:
      return { kind };
  }
}

function withoutNothing(parts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

/** Rows of which something was filled in; the others are left out. */
export function filledRows(posted: PostedOffer, name: string): PostedOffer[] {
  const rows = rowsOf(posted, name).map((place) => rowOf(posted, name, place));
  return rows.filter((row) => !isEmpty(row));
}

function isEmpty(row: PostedOffer): boolean {
  return (
    textOf(row, 'amount') === '' &&
    textOf(row, 'price') === '' &&
    wordsOf(row, 'label') === undefined
  );
}

function choicesOf(posted: PostedOffer, currency: string): Record<string, unknown>[] {
  return filledRows(posted, 'amount_choices').map((row) =>
    withoutNothing({
      amount: amountOf(row, 'amount', currency) ?? '',
      label: wordsOf(row, 'label'),
    }),
  );
}

function optionsOf(posted: PostedOffer, currency: string): Record<string, unknown>[] {
  const taken = new Set<string>();
  return filledRows(posted, 'amount_options').map((row) => {
    const label = wordsOf(row, 'label') ?? {};
    const name = nameFrom(optional(row, 'name') ?? inLanguage(label, 'it'), taken);
    taken.add(name);
    return {
      name,
      label,
      price: amountOf(row, 'price', currency) ?? '',
      per: textOf(row, 'per') || 'payment',
    };
  });
}
