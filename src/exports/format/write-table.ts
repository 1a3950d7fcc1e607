/** Texts as CSV (RFC 4180) in the way spreadsheets of a language open it, and never as formulas. */
import type { Language } from '../../core/texts.ts';

/** Readers who write `1,50` have spreadsheets that separate columns by semicolons. */
export function hasDecimalComma(language: Language): boolean {
  return language !== 'en';
}

/** A table of texts, its head among the lines, whole. */
export function writeTable(lines: readonly (readonly string[])[], language: Language): Uint8Array {
  const safe = lines.map((line) => line.map((text) => withoutFormula(text)));
  return writeLines(safe, { language, isBeginning: true });
}

/**
 * Lines of cells that are safe already.
 *
 * @param occasion.isBeginning puts the mark before them without which spreadsheets read another alphabet
 */
export function writeLines(
  lines: readonly (readonly string[])[],
  { language, isBeginning }: { readonly language: Language; readonly isBeginning: boolean },
): Uint8Array {
  const separator = hasDecimalComma(language) ? ';' : ',';
  let text = isBeginning ? '\uFEFF' : '';
  for (const line of lines)
    text += `${line.map((cell) => quoted(cell, separator)).join(separator)}\r\n`;
  return Buffer.from(text);
}

function quoted(text: string, separator: string): string {
  const isPlain = !text.includes(separator) && !/["\r\n]/.test(text);
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}

/** ASVS 5.0, 1.2.10; the rest are what spreadsheets drop before they look for a formula. */
const formula = /^[=+\-@\t\r\0＝＋－＠]/;

/** A text that begins like a formula gets an apostrophe, which spreadsheets do not show. */
export function withoutFormula(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}
