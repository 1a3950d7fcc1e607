/**
 * The fields of a form that an organisation defined, drawn from the definition that judges them.
 *
 * Fields with a condition stand under a sentence that says when to fill them; with scripts they show
 * and hide instead (assets/free-payment.js).
 */
import { isDeepStrictEqual } from 'node:util';
import { inLanguage } from '../../core/localised.ts';
import { answerFieldName, type FieldDefinition, type FormDefinition } from '../../forms/index.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { View } from '../view.ts';
import { answerFieldTexts } from './answer-fields.texts.ts';
import { definedField } from './defined-field.ts';
import type { FilledForm } from './field.ts';

type Condition = NonNullable<FieldDefinition['shown_when']>;
type Group = { readonly condition: Condition | null; readonly fields: FieldDefinition[] };

export function answerFields(view: View, { fields }: FormDefinition, form: FilledForm): Html[] {
  return groupsOf(fields).map(({ condition, fields: grouped }) => {
    const drawn = grouped.map((field) =>
      definedField(view, field, answerFieldName(field.name), form),
    );
    return condition ? conditional(view, fields, condition, drawn) : html`${drawn}`;
  });
}

/** Neighbours with the same condition stand under one sentence. */
function groupsOf(fields: readonly FieldDefinition[]): Group[] {
  const groups: Group[] = [];
  for (const field of fields) {
    const condition = field.shown_when ?? null;
    const last = groups.at(-1);
    if (last && isDeepStrictEqual(last.condition, condition)) last.fields.push(field);
    else groups.push({ condition, fields: [field] });
  }
  return groups;
}

function conditional(
  view: View,
  fields: readonly FieldDefinition[],
  condition: Condition,
  drawn: readonly Html[],
): Html {
  const asked = fields.find(({ name }) => name === condition.field);
  return html`<div class="it-condition" data-shown-when="${answerFieldName(condition.field)}"
    data-shown-is="${JSON.stringify(condition.is)}">
    ${asked && html`<p class="it-condition-when" data-when>${sentence(view, asked, condition.is)}</p>`}
    ${drawn}
  </div>`;
}

function sentence(view: View, asked: FieldDefinition, answers: readonly string[]): string {
  const t = answerFieldTexts(view.language);
  const question = inLanguage(asked.label, view.language);
  if (asked.kind === 'check') return t('only_if_ticked', { question });
  const words = answers.map((value) => {
    const option =
      asked.kind === 'choice' ? asked.options.find((each) => each.value === value) : null;
    return t('quoted', { answer: option ? inLanguage(option.label, view.language) : value });
  });
  const joined = words.reduce((one, other) => t('or', { one, other }));
  return t('only_if', { question, answers: joined });
}
