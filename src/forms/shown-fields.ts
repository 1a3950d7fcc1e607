/** Which fields of a form are asked, given what was answered before them. */
import { knownDate } from '../core/calendar-date.ts';
import { answerFieldName, type FieldDefinition } from './field-definition.ts';
import type { FormDefinition } from './form-definition.ts';
import { judgeField, type Around } from './judge-field.ts';

/** Whether a value meets a condition does not depend on the language or the day. */
const anywhere: Around = { language: 'en', today: knownDate('2000-01-01') };

/**
 * A field whose condition asks for the answer of a field that is itself not shown is not shown either.
 *
 * @param values what was typed, by the name of the field in the page
 */
export function shownFields(
  { fields }: FormDefinition,
  values: Readonly<Record<string, string>>,
): readonly FieldDefinition[] {
  const answered = new Map<string, string>();
  return fields.filter((field) => {
    const { shown_when: condition } = field;
    if (condition && !condition.is.includes(answered.get(condition.field) ?? '')) return false;
    const typed = values[answerFieldName(field.name)] ?? '';
    const judged = judgeField(field, typed, anywhere);
    answered.set(field.name, judged.kind === 'good' ? judged.value : typed.trim());
    return true;
  });
}
