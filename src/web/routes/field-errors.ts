/** What is said about a field that its schema refused, by the field's name. */
import type { Language } from '../../core/texts.ts';
import { formErrorTexts } from '../pages/form-errors.texts.ts';

const keys = {
  number: 'number_missing',
  customer_code: 'customer_code_missing',
  amount: 'amount_missing',
  issued_on: 'date_wrong',
  due_on: 'date_wrong',
  tax_code: 'tax_code_missing',
  year: 'year_wrong',
  method: 'method_missing',
  email: 'email_wrong',
  terms: 'terms_missing',
  proof: 'proof_missing',
  code: 'code_missing',
} as const;

export function fieldErrors(language: Language): (field: string) => string {
  const t = formErrorTexts(language);
  return (field) => t(isField(field) ? keys[field] : 'too_long');
}

function isField(field: string): field is keyof typeof keys {
  return Object.hasOwn(keys, field);
}
