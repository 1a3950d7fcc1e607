/** Reads what was posted through the form's definition: answers, or every error at once. */
import type { Answer } from './answer.ts';
import { answerFieldName, longestTyped, type FieldDefinition } from './field-definition.ts';
import type { FormDefinition } from './form-definition.ts';
import { judgeField, problemInWords, type Around } from './judge-field.ts';
import { shownFields } from './shown-fields.ts';

/** `values` and `errors` are kept by the name of the field in the page. */
export type FilledAnswers =
  | { readonly kind: 'good'; readonly answers: readonly Answer[] }
  | {
      readonly kind: 'bad';
      readonly errors: Readonly<Record<string, string>>;
      readonly values: Readonly<Record<string, string>>;
    };

/**
 * An answer to a field that its condition hides is dropped, and such a field is not missed.
 *
 * @param posted fields as they came; names that the form does not ask for are left alone
 */
export function readAnswers(
  definition: FormDefinition,
  posted: Readonly<Record<string, unknown>>,
  around: Around,
): FilledAnswers {
  const values = typedValues(definition, posted);
  const answers: Answer[] = [];
  const errors: Record<string, string> = {};
  for (const field of shownFields(definition, values)) {
    const name = answerFieldName(field.name);
    const judged = judgeField(field, values[name] ?? '', around);
    if (judged.kind === 'bad')
      errors[name] = problemInWords(field, judged.problem, around.language);
    else if (judged.value !== '') answers.push(answerOf(field, judged));
  }
  if (Object.keys(errors).length > 0) return { kind: 'bad', errors, values };
  return { kind: 'good', answers };
}

/** What was typed into the form's own fields: one text each, cut where it is far beyond what may be kept. */
export function typedValues(
  { fields }: FormDefinition,
  posted: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const names = fields.map(({ name }) => answerFieldName(name));
  const texts = names.flatMap((name): [string, string][] => {
    const value = Object.hasOwn(posted, name) ? posted[name] : undefined;
    return typeof value === 'string' ? [[name, value.slice(0, 2 * longestTyped)]] : [];
  });
  return Object.fromEntries(texts);
}

function answerOf(
  { name, kind, label }: FieldDefinition,
  { value, shown }: { readonly value: string; readonly shown?: Answer['shown'] },
): Answer {
  return { name, kind, label, value, ...(shown ? { shown } : {}) };
}
