/** The forms' door: fields that organisations define, and what payers answered; it owns no tables. */
export {
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
