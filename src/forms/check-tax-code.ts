/** Whether a text is a tax code of a kind that is taken, with its control character right. */
import type { TaxCodeKind } from './field-definition.ts';
import {
  hasItalianControl,
  hasVatControl,
  looksLikeItalianCode,
  looksLikeItalianVat,
} from './italian-tax-codes.ts';
import {
  hasBodyControl,
  hasPersonLetter,
  looksLikeCif,
  looksLikeNie,
  looksLikeNif,
} from './spanish-tax-codes.ts';

export type CheckedTaxCode =
  | { readonly kind: 'good'; readonly code: string; readonly of: TaxCodeKind }
  /**
   * `shape`: no tax code that we know. `control`: its control character does not fit, so a sign is
   * mistyped. `not_accepted`: a good one, of a kind that is not taken here.
   */
  | { readonly kind: 'wrong'; readonly why: 'shape' | 'control' | 'not_accepted' };

type Rule = {
  readonly of: TaxCodeKind;
  readonly looks: (code: string) => boolean;
  readonly holds: (code: string) => boolean;
};

const rules: readonly Rule[] = [
  { of: 'it_cf', looks: looksLikeItalianCode, holds: hasItalianControl },
  { of: 'it_vat', looks: looksLikeItalianVat, holds: hasVatControl },
  { of: 'es_nif', looks: looksLikeNif, holds: hasPersonLetter },
  { of: 'es_nie', looks: looksLikeNie, holds: hasPersonLetter },
  { of: 'es_cif', looks: looksLikeCif, holds: hasBodyControl },
];

/** Blanks, dots and dashes are forgiven, and so is the country before a VAT number. */
export function checkTaxCode(typed: string, accepts: readonly TaxCodeKind[]): CheckedTaxCode {
  const plain = typed.normalize('NFKC').toUpperCase();
  const code = plain.replaceAll(/[\s.\-/]/g, '').replace(/^(?:IT(?=\d{11}$)|ES(?=.{9}$))/, '');
  const rule = rules.find(({ looks }) => looks(code));
  if (!rule) return { kind: 'wrong', why: 'shape' };
  if (!rule.holds(code)) return { kind: 'wrong', why: 'control' };
  if (!accepts.includes(rule.of)) return { kind: 'wrong', why: 'not_accepted' };
  return { kind: 'good', code, of: rule.of };
}
