/** What a free payment comes to: the amount rule of its charge type applied to what the payer gave. */
import { strict as assert } from 'node:assert';
import { inLanguage } from '../core/localised.ts';
import { add, format, fromDecimal, fromTyped, money, type Money } from '../core/money.ts';
import type { Language } from '../core/texts.ts';
import type { DueLine } from '../dues/index.ts';
import type { AmountRule } from './charge-definition.ts';
import { freePriceTexts } from './free-price.texts.ts';

/** Lines add up to the amount; there is always at least one. */
export type FreePrice = { readonly amount: Money; readonly lines: readonly DueLine[] };

/** As the page's fields are called; `choice` is a `choiceValue`, `options` are names of options. */
export type GivenForPrice = {
  readonly amount?: string;
  readonly choice?: string;
  readonly quantity?: string;
  readonly options?: readonly string[];
};

export type PricedFree =
  | { readonly kind: 'good'; readonly price: FreePrice }
  /** In words, by the name of the field. */
  | { readonly kind: 'bad'; readonly errors: Readonly<Record<string, string>> };

type Rule<Kind extends AmountRule['kind']> = Extract<AmountRule, { kind: Kind }>;
type Line = { readonly text: string; readonly amount: Money };

export function priceOfFree(
  rule: AmountRule,
  given: GivenForPrice,
  language: Language,
): PricedFree {
  const t = freePriceTexts(language);
  switch (rule.kind) {
    case 'fixed':
      return priced([{ text: t('amount'), amount: amountIn(rule, rule.amount) }]);
    case 'free':
      return freeAmount(rule, given, language);
    case 'list': {
      const chosen = rule.choices.find((_, index) => choiceValue(rule, index) === given.choice);
      if (!chosen) return wrong('choice', t('choice_missing'));
      const text = chosen.label ? inLanguage(chosen.label, language) : t('amount');
      return priced([{ text, amount: amountIn(rule, chosen.amount) }]);
    }
    case 'computed':
      return computed(rule, given, language);
    default:
      return rule satisfies never;
  }
}

/** Names a choice of a list by place and amount: when the list changes meanwhile, nobody pays another amount than chosen. */
export function choiceValue(rule: Rule<'list'>, index: number): string {
  return `${index + 1}-${rule.choices[index]?.amount ?? ''}`;
}

/** An amount of a definition, which was judged when it was read. */
export function amountIn(rule: { readonly currency: string }, text: string): Money {
  const amount = fromDecimal(text, rule.currency);
  assert(amount, `an amount of a definition that is none: ${text}`);
  return amount;
}

function freeAmount(rule: Rule<'free'>, given: GivenForPrice, language: Language): PricedFree {
  const t = freePriceTexts(language);
  const typed = given.amount?.trim() ?? '';
  if (typed === '') return wrong('amount', t('amount_missing'));
  const amount = fromTyped(typed, rule.currency);
  if (amount === null) return wrong('amount', t('amount_wrong'));
  const [least, most] = [amountIn(rule, rule.least), amountIn(rule, rule.most)];
  const words = { least: format(least, language), most: format(most, language) };
  if (amount.minor < least.minor) return wrong('amount', t('amount_below', words));
  if (amount.minor > most.minor) return wrong('amount', t('amount_above', words));
  const step = rule.step === undefined ? null : amountIn(rule, rule.step);
  if (step && (amount.minor - least.minor) % step.minor !== 0n) {
    const stepInWords = format(step, language);
    return wrong('amount', t('amount_step', { ...words, step: stepInWords }));
  }
  return priced([{ text: t('amount'), amount }]);
}

function computed(rule: Rule<'computed'>, given: GivenForPrice, language: Language): PricedFree {
  const t = freePriceTexts(language);
  const { least, most } = rule.quantity;
  const typed = given.quantity?.normalize('NFKC').trim() ?? '';
  const quantity = /^\d{1,6}$/.test(typed) ? Number(typed) : null;
  const errors: Record<string, string> = {};
  if (typed === '') errors['quantity'] = t('quantity_missing');
  else if (quantity === null) errors['quantity'] = t('quantity_wrong');
  else if (quantity < least) errors['quantity'] = t('quantity_below', { least });
  else if (quantity > most) errors['quantity'] = t('quantity_above', { most });
  const ticked = new Set(given.options);
  const known = rule.options.filter(({ name }) => ticked.has(name));
  if (known.length < ticked.size) errors['options'] = t('option_unknown');
  if (quantity === null || Object.keys(errors).length > 0) return { kind: 'bad', errors };
  const times = (text: string, label: string): Line => ({
    text: `${label} × ${quantity}`,
    amount: money(amountIn(rule, text).minor * BigInt(quantity), rule.currency),
  });
  return priced([
    times(rule.price, inLanguage(rule.quantity.label, language)),
    ...known.map(({ label, price, per }): Line => {
      const words = inLanguage(label, language);
      return per === 'piece' ? times(price, words) : { text: words, amount: amountIn(rule, price) };
    }),
  ]);
}

function priced([first, ...more]: readonly [Line, ...Line[]]): PricedFree {
  const lines = [first, ...more].map(({ text, amount }) => ({ text, minor: String(amount.minor) }));
  const amount = add(first.amount, ...more.map((line) => line.amount));
  return { kind: 'good', price: { amount, lines } };
}

function wrong(field: string, message: string): PricedFree {
  return { kind: 'bad', errors: { [field]: message } };
}
