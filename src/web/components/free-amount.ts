/** How much a free payment is: the part of its form that its amount rule draws. */
import { minorDigits } from '../../core/currencies.ts';
import { inLanguage } from '../../core/localised.ts';
import { locales } from '../../core/texts.ts';
import { amountIn, choiceValue, type AmountRule } from '../../services/index.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import { showMoney, type View } from '../view.ts';
import { amountBox } from './facts.ts';
import { choices, textField, type FilledForm } from './field.ts';
import { freeAmountTexts } from './free-amount.texts.ts';

type Rule<Kind extends AmountRule['kind']> = Extract<AmountRule, { kind: Kind }>;

/** @param form `options` holds the names of the ticked options, with blanks between them */
export function freeAmount(view: View, rule: AmountRule, form: FilledForm): Html {
  const t = freeAmountTexts(view.language);
  switch (rule.kind) {
    case 'fixed':
      return amountBox(t('amount_to_pay'), showMoney(view, amountIn(rule, rule.amount)));
    case 'free':
      return typedAmount(view, rule, form);
    case 'list': {
      const list = rule.choices.map(({ amount, label }, index) => {
        const shown = showMoney(view, amountIn(rule, amount));
        const value = choiceValue(rule, index);
        return {
          value,
          label: label
            ? t('choice', { label: inLanguage(label, view.language), amount: shown })
            : shown,
          isChosen: form.values['choice'] === value,
        };
      });
      return choices('choice', t('choose'), list, { error: form.errors['choice'] });
    }
    case 'computed':
      return countedAmount(view, rule, form);
    default:
      return rule satisfies never;
  }
}

function typedAmount(view: View, rule: Rule<'free'>, form: FilledForm): Html {
  const t = freeAmountTexts(view.language);
  const limits = {
    least: showMoney(view, amountIn(rule, rule.least)),
    most: showMoney(view, amountIn(rule, rule.most)),
  };
  const step = rule.step === undefined ? null : showMoney(view, amountIn(rule, rule.step));
  return textField(
    {
      name: 'amount',
      label: t('amount'),
      hint: step === null ? t('between', limits) : t('in_steps', { ...limits, step }),
      width: 'short',
      inputMode: 'decimal',
      maximum: 30,
    },
    form,
  );
}

function countedAmount(view: View, rule: Rule<'computed'>, form: FilledForm): Html {
  const t = freeAmountTexts(view.language);
  const price = showMoney(view, amountIn(rule, rule.price));
  const ticked = (form.values['options'] ?? '').split(' ');
  const extras = rule.options.map(({ name, label, price: extra, per }) => ({
    value: name,
    label: t(per === 'piece' ? 'extra_each' : 'extra', {
      label: inLanguage(label, view.language),
      price: showMoney(view, amountIn(rule, extra)),
    }),
    isChosen: ticked.includes(name),
    isMultiple: true,
  }));
  const { least, most, label } = rule.quantity;
  return html`${textField(
    {
      name: 'quantity',
      label: inLanguage(label, view.language),
      hint: t('quantity_between', { least, most, price }),
      width: 'short',
      inputMode: 'numeric',
      maximum: 10,
    },
    { ...form, values: { quantity: String(least), ...form.values } },
  )}
  ${extras.length > 0 && choices('options', t('extras'), extras, { error: form.errors['options'] })}
  ${total(view, rule)}`;
}

/** Only scripts can add up what is being typed: without them the cart shows the total. */
function total(view: View, rule: Rule<'computed'>): Html {
  const { currency, quantity, options } = rule;
  const minor = (text: string): string => String(amountIn(rule, text).minor);
  const counted = {
    currency,
    digits: minorDigits(currency),
    locale: locales[view.language],
    price: minor(rule.price),
    least: quantity.least,
    most: quantity.most,
    options: Object.fromEntries(
      options.map(({ name, price, per }) => [name, { price: minor(price), per }]),
    ),
  };
  return html`<div class="it-amount it-total" data-total="${JSON.stringify(counted)}" hidden>
    <span id="total-label">${freeAmountTexts(view.language)('total')}</span>
    <output name="total" for="quantity" aria-labelledby="total-label"></output>
  </div>`;
}
