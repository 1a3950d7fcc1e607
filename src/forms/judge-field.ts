/** Judges what was typed into one field of a form by the field's definition, whatever its kind. */
import type { CalendarDate } from '../core/calendar-date.ts';
import { parseEmailAddress } from '../core/email-address.ts';
import { inLanguage } from '../core/localised.ts';
import type { Language } from '../core/texts.ts';
import type { FieldDefinition } from './field-definition.ts';
import { fieldProblemTexts } from './field-problem.texts.ts';
import { judgeIban, judgePlate, judgeTaxCode } from './judge-code.ts';
import { judgeDate } from './judge-date.ts';
import { judgeNumber } from './judge-number.ts';
import { judgeText } from './judge-text.ts';
import { bad, good, type FieldProblem, type Judged } from './judged.ts';

/** In which language it is filled, and on which day of the organisation. */
export type Around = { readonly language: Language; readonly today: CalendarDate };

export function judgeField(field: FieldDefinition, typed: string, around: Around): Judged {
  const text = typed.trim();
  if (text !== '') return judgeTyped(field, text, around);
  if (!field.mandatory) return good('');
  if (field.kind === 'choice') return bad('not_chosen');
  return bad(field.kind === 'check' ? 'not_ticked' : 'missing');
}

function judgeTyped(field: FieldDefinition, text: string, around: Around): Judged {
  switch (field.kind) {
    case 'text':
    case 'long_text':
      return judgeText(field, text);
    case 'number':
      return judgeNumber(field, text, around.language);
    case 'date':
      return judgeDate(field, text, around);
    case 'choice': {
      const chosen = field.options.find(({ value }) => value === text);
      return chosen ? { kind: 'good', value: chosen.value, shown: chosen.label } : bad('choice');
    }
    case 'check':
      return text === 'yes' ? good('yes') : bad('choice');
    case 'tax_code':
      return judgeTaxCode(field.accepts, text, around.language);
    case 'email': {
      const address = parseEmailAddress(text);
      return address === null ? bad('email') : good(address);
    }
    case 'iban':
      return judgeIban(text);
    case 'plate':
      return judgePlate(text);
    default:
      return field satisfies never;
  }
}

/** The problem in words, beginning with the field's own name. */
export function problemInWords(
  field: Pick<FieldDefinition, 'label'>,
  problem: FieldProblem,
  language: Language,
): string {
  const label = inLanguage(field.label, language);
  return fieldProblemTexts(language)(problem.key, { ...problem.values, label });
}
