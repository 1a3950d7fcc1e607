/** Judges free text: its length, its signs, and a mask that codes of an organisation may have. */
import { longestTyped, type FieldDefinition } from './field-definition.ts';
import { bad, good, type Judged } from './judged.ts';

type TextDefinition = Extract<FieldDefinition, { kind: 'text' | 'long_text' }>;

export function judgeText(field: TextDefinition, typed: string): Judged {
  const text = field.kind === 'long_text' ? typed.replaceAll(/\r\n?/g, '\n') : typed;
  if (!hasPlainSigns(text, field.kind === 'long_text')) return bad('signs');
  const most = field.most_length ?? longestTyped;
  const length = Array.from(text).length;
  if (length > most) return bad('too_long', { most });
  if (field.least_length !== undefined && length < field.least_length) {
    return bad('too_short', { least: field.least_length });
  }
  if (field.kind === 'long_text' || field.pattern === undefined) return good(text);
  const masked = throughMask(text, field.pattern);
  return masked === null ? bad('pattern', { pattern: field.pattern }) : good(masked);
}

/** Whole characters, and none that controls or turns the direction of writing: those could fake a text. */
function hasPlainSigns(text: string, mayHaveLines: boolean): boolean {
  const bare = mayHaveLines ? text.replaceAll(/[\n\t]/g, ' ') : text;
  return text.isWellFormed() && !/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u.test(bare);
}

/**
 * Puts a text into a mask: `9` is a digit, `A` a letter, `*` either, any other sign itself.
 *
 * Signs of the mask between letters and digits may be left out or be blanks, and case does not
 * matter: `ab 1234` fits `AA-9999` and becomes `AB-1234`.
 * @returns null when it does not fit
 */
function throughMask(text: string, mask: string): string | null {
  const separators = new Set(
    Array.from(mask).filter((sign) => !isLetterOrDigit(sign) && sign !== '*'),
  );
  const signs = Array.from(text.toUpperCase());
  if (signs.some((sign) => !isLetterOrDigit(sign) && !/\s/.test(sign) && !separators.has(sign))) {
    return null;
  }
  const given = signs.filter(isLetterOrDigit);
  const masked: string[] = [];
  for (const sign of mask) {
    if (!isLetterOrDigit(sign) && sign !== '*') masked.push(sign);
    else {
      const next = given.shift();
      if (next === undefined || !fits(next, sign)) return null;
      masked.push(next);
    }
  }
  return given.length > 0 ? null : masked.join('');
}

function isLetterOrDigit(sign: string): boolean {
  return /^[\p{L}\p{Nd}]$/u.test(sign);
}

function fits(sign: string, place: string): boolean {
  if (place === '9') return /^\d$/.test(sign);
  if (place === 'A') return /^\p{L}$/u.test(sign);
  return place === '*' || sign === place.toUpperCase();
}
