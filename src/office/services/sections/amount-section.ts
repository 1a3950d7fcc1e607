/** How much a free payment is: always the same, what the payer types, one of a list, or worked out. */
import type { FreeDefinition } from '../../../services/index.ts';
import { choices, textField } from '../../../web/components/field.ts';
import { html, type Content } from '../../../web/html.ts';
import { selectField, stepButton } from '../fields.ts';
import type { OfferFacts, OfferForm, OfferSection } from '../offer-section.ts';
import { rowsOf, withRows, wordValues, type PostedOffer } from '../posted-offer.ts';
import type { OfficeView } from '../../office-view.ts';
import { wordFields } from '../word-fields.ts';
import { filledRows, readAmountRule } from './read-amount-rule.ts';
import { sectionTexts } from './section.texts.ts';
import { showAmount } from './typed-numbers.ts';

const kinds = ['fixed', 'free', 'list', 'computed'] as const;
/** Rows that stand empty below those that are filled. */
const spareRows = 2;

type Rule = FreeDefinition['amount'];

export const amountSection: OfferSection<FreeDefinition> = {
  name: 'amount',
  values: (view, { amount }) => withSpareRows(valuesOf(view, amount)),
  tidied: withSpareRows,
  step: (posted, { name, about }) => {
    if (name !== 'more' || !['amount_choices', 'amount_options'].includes(about)) return null;
    const next = filledRows(posted, about);
    const first = about === 'amount_choices' ? 'amount' : 'price';
    return {
      posted: withRows(posted, about, [...next, ...emptyRows(about, spareRows + 2)]),
      focus: `${about}_${next.length}_${first}`,
    };
  },
  fields: (view, form, facts) => {
    const t = sectionTexts(view.language);
    const amount = (name: string, label: string, hint?: string) =>
      textField(
        { name, label, ...(hint && { hint }), inputMode: 'decimal', width: 'short', maximum: 15 },
        form,
      );
    return html`<div class="it-one-of">
      ${choices(
        'amount_kind',
        t('amount_kind'),
        kinds.map((value) => ({
          value,
          label: html`${t(`kind_${value}`)}<span class="d-block small text-secondary">${t(`kind_${value}_about`)}</span>`,
          isChosen: form.values['amount_kind'] === value,
        })),
        { error: form.errors['amount_kind'] },
      )}
      <div class="it-of-fixed">${amount('amount_amount', t('fixed_amount'))}</div>
      <div class="it-of-free">
        ${amount('amount_least', t('free_least'))}
        ${amount('amount_most', t('free_most'))}
        ${amount('amount_step', t('free_step'), t('free_step_hint'))}
      </div>
      <div class="it-of-list">${listRows(view, form, facts)}</div>
      <div class="it-of-computed">${computedFields(view, form, facts)}</div>
    </div>`;
  },
  changes: (posted) => ({ amount: readAmountRule(posted) }),
  message: (view, _, problem) =>
    problem.startsWith('not an amount') ? sectionTexts(view.language)('amount_wrong') : null,
};

function valuesOf(view: OfficeView, rule: Rule): PostedOffer {
  const show = (text: string | undefined) => showAmount(text, rule.currency, view.language);
  const common = { ...nothingTyped, amount_kind: rule.kind, amount_currency: rule.currency };
  switch (rule.kind) {
    case 'fixed':
      return { ...common, amount_amount: show(rule.amount) };
    case 'free':
      return {
        ...common,
        amount_least: show(rule.least),
        amount_most: show(rule.most),
        amount_step: show(rule.step),
      };
    case 'list':
      return withRows(
        common,
        'amount_choices',
        rule.choices.map(({ amount, label }) => ({
          amount: show(amount),
          ...wordValues('label', label),
        })),
      );
    case 'computed':
      return withRows(
        {
          ...common,
          amount_price: show(rule.price),
          ...wordValues('amount_quantity_label', rule.quantity.label),
          amount_quantity_least: String(rule.quantity.least),
          amount_quantity_most: String(rule.quantity.most),
        },
        'amount_options',
        rule.options.map(({ name, label, price, per }) => ({
          name,
          price: show(price),
          per,
          ...wordValues('label', label),
        })),
      );
  }
}

const nothingTyped: PostedOffer = {
  amount_amount: '',
  amount_least: '',
  amount_most: '',
  amount_step: '',
  amount_price: '',
  amount_quantity_least: '1',
  amount_quantity_most: '100',
};

function emptyRows(name: string, count: number): PostedOffer[] {
  const row: PostedOffer =
    name === 'amount_choices' ? { amount: '' } : { price: '', per: 'payment' };
  return Array.from({ length: count }, () => row);
}

function withSpareRows(posted: PostedOffer): PostedOffer {
  return ['amount_choices', 'amount_options'].reduce((form, name) => {
    return withRows(form, name, [...filledRows(form, name), ...emptyRows(name, spareRows)]);
  }, posted);
}

function listRows(view: OfficeView, form: OfferForm, facts: OfferFacts): Content {
  const t = sectionTexts(view.language);
  return html`<p class="form-text">${t('list_hint')}</p>
    ${rowsOf(form.posted, 'amount_choices').map(
      (place, index) => html`<div class="it-row"><fieldset>
        <legend>${t('list_row', { number: index + 1 })}</legend>
        ${textField(
          {
            name: `amount_choices_${place}_amount`,
            label: t('list_amount'),
            inputMode: 'decimal',
            width: 'short',
            maximum: 15,
          },
          form,
        )}
        ${wordFields({ name: `amount_choices_${place}_label`, label: t('list_label'), maximum: 120 }, form, facts.languages)}
      </fieldset></div>`,
    )}
    ${stepButton('more amount_choices', t('more_rows'))}`;
}

function computedFields(view: OfficeView, form: OfferForm, facts: OfferFacts): Content {
  const t = sectionTexts(view.language);
  const number = (name: string, label: string) =>
    textField({ name, label, inputMode: 'numeric', width: 'short', maximum: 6 }, form);
  return html`${textField(
    {
      name: 'amount_price',
      label: t('price'),
      hint: t('price_hint'),
      inputMode: 'decimal',
      width: 'short',
      maximum: 15,
    },
    form,
  )}
    ${wordFields({ name: 'amount_quantity_label', label: t('quantity'), hint: t('quantity_hint'), maximum: 120 }, form, facts.languages)}
    ${number('amount_quantity_least', t('quantity_least'))}
    ${number('amount_quantity_most', t('quantity_most'))}
    <h2>${t('extras')}</h2>
    <p class="form-text">${t('extras_hint')}</p>
    ${rowsOf(form.posted, 'amount_options').map((place, index) => {
      const row = `amount_options_${place}`;
      return html`<div class="it-row"><fieldset>
        <legend>${t('extra_row', { number: index + 1 })}</legend>
        ${textField({ name: `${row}_price`, label: t('extra_price'), inputMode: 'decimal', width: 'short', maximum: 15 }, form)}
        ${selectField(
          { name: `${row}_per`, label: t('extra_per') },
          [
            { value: 'payment', label: t('per_payment') },
            { value: 'piece', label: t('per_piece') },
          ],
          form,
        )}
        ${wordFields({ name: `${row}_label`, label: t('extra_label'), maximum: 120 }, form, facts.languages)}
        <input type="hidden" name="${row}_name" value="${form.values[`${row}_name`] ?? ''}">
      </fieldset></div>`;
    })}
    ${stepButton('more amount_options', t('more_rows'))}`;
}
