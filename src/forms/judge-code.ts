/** Judges codes that others gave: tax codes, accounts, plates of vehicles. */
import { isValidIBAN } from 'ibantools';
import type { Language } from '../core/texts.ts';
import { checkTaxCode } from './check-tax-code.ts';
import type { TaxCodeKind } from './field-definition.ts';
import { fieldProblemTexts } from './field-problem.texts.ts';
import { bad, good, type Judged } from './judged.ts';

export function judgeTaxCode(
  accepts: readonly TaxCodeKind[],
  typed: string,
  language: Language,
): Judged {
  const checked = checkTaxCode(typed, accepts);
  if (checked.kind === 'good') return good(checked.code);
  const t = fieldProblemTexts(language);
  const kinds = accepts.map((kind) => t(kind)).join(', ');
  if (checked.why === 'control') return bad('tax_code_control');
  return bad(checked.why === 'shape' ? 'tax_code_shape' : 'tax_code_kind', { kinds });
}

/** Blanks and dashes are how people group it. */
export function judgeIban(typed: string): Judged {
  const iban = typed.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '');
  return isValidIBAN(iban) ? good(iban) : bad('iban');
}

/** Plates of any country of Europe: letters and digits, for drivers come from everywhere. */
export function judgePlate(typed: string): Judged {
  const plate = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s.\-·]/g, '');
  return /^(?=.*\d)[A-Z\d]{4,10}$/.test(plate) ? good(plate) : bad('plate');
}
