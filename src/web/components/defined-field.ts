/** One field that an organisation defined, as the page shows it. */
import { inLanguage } from '../../core/localised.ts';
import { longestTyped, type FieldDefinition } from '../../forms/index.ts';
import { knownDomains } from '../../messages/index.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { View } from '../view.ts';
import { answerFieldTexts } from './answer-fields.texts.ts';
import { componentTexts } from './component.texts.ts';
import {
  checkbox,
  choices,
  textArea,
  textField,
  type FilledForm,
  type TextField,
} from './field.ts';
import { selectField } from './select-field.ts';

/** More answers than this are chosen from a list that opens. */
const mostCards = 6;

/** @param name what the field is called in the page */
export function definedField(
  view: View,
  field: FieldDefinition,
  name: string,
  form: FilledForm,
): Html {
  const { kind } = field;
  const t = answerFieldTexts(view.language);
  const words = inLanguage(field.label, view.language);
  // A box that need not be ticked says so by itself.
  const isPlain = field.mandatory || kind === 'check';
  const label = isPlain ? words : t('optional', { label: words });
  const own = field.hint && inLanguage(field.hint, view.language);
  const hint = own ?? (kind === 'date' ? t('date_hint') : undefined);
  const worded = { name, label, ...(hint === undefined ? {} : { hint }) };
  if (kind === 'check') {
    const text = html`${label}${hint && html`<span class="form-text">${hint}</span>`}`;
    return html`<div class="form-group">${checkbox(name, text, form)}</div>`;
  }
  if (kind === 'long_text') {
    return textArea({ ...worded, maximum: field.most_length ?? longestTyped, lines: 4 }, form);
  }
  if (kind === 'choice') return choiceField(view, field, worded, form);
  return textField({ ...worded, ...boxOf(view, field) }, form);
}

function choiceField(
  view: View,
  field: Extract<FieldDefinition, { kind: 'choice' }>,
  words: { readonly name: string; readonly label: string; readonly hint?: string },
  form: FilledForm,
): Html {
  const { name, label, hint } = words;
  const options = field.options.map(({ value, label: option }) => ({
    value,
    label: inLanguage(option, view.language),
  }));
  // What may be left open must be opened again: a card that was chosen stays chosen.
  if (!field.mandatory || options.length > mostCards) {
    const empty = answerFieldTexts(view.language)('choose');
    return selectField({ ...words, empty, options }, form);
  }
  const cards = options.map((option) => ({
    ...option,
    isChosen: form.values[name] === option.value,
  }));
  const notes = { error: form.errors[name], ...(hint === undefined ? {} : { hint }) };
  return choices(name, label, cards, notes);
}

type Box = Omit<TextField, 'name' | 'label' | 'hint'>;

/** The box that fits what is typed into it; what the browser may offer of itself. */
function boxOf(
  view: View,
  field: Exclude<FieldDefinition, { kind: 'check' | 'long_text' | 'choice' }>,
): Box {
  switch (field.kind) {
    case 'text':
      return { maximum: field.most_length ?? longestTyped, isCode: field.pattern !== undefined };
    case 'number':
      return { width: 'short', maximum: 30, inputMode: field.decimals > 0 ? 'decimal' : 'numeric' };
    case 'date':
      return { width: 'short', maximum: 20 };
    case 'tax_code':
    case 'plate':
      return { width: 'medium', maximum: 30, isCode: true };
    case 'iban':
      return { maximum: 60, isCode: true };
    case 'email':
      return {
        type: 'email',
        autocomplete: 'email',
        maximum: 254,
        suggestsEmail: knownDomains.join(' '),
        suggestionText: componentTexts(view.language)('email_suggestion'),
      };
    default:
      return field satisfies never;
  }
}
