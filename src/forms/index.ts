/** The forms' door: fields that organisations define, and what payers answered; it owns no tables. */
export { checkTaxCode, type CheckedTaxCode } from './check-tax-code.ts';
export {
  answerFieldName,
  fieldDefinition,
  fieldKinds,
  longestTyped,
  taxCodeKinds,
  type FieldDefinition,
  type FieldKind,
  type TaxCodeKind,
} from './field-definition.ts';
export { formDefinition, mostFields, type FormDefinition } from './form-definition.ts';
export { answer, type Answer } from './answer.ts';
export { judgeField, problemInWords, type Around } from './judge-field.ts';
export type { FieldProblem, Judged } from './judged.ts';
export { readAnswers, typedValues, type FilledAnswers } from './read-answers.ts';
export { showAnswer } from './show-answer.ts';
export { shownFields } from './shown-fields.ts';
