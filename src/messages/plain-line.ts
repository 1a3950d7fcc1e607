/** Texts of others made safe for one line: a subject, a name, a reason. */

/** One line without control characters; those that turn the direction of writing could fake a name. */
export function plainLine(text: string): string {
  return text
    .normalize('NFC')
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Zs}]+/gu, ' ')
    .replaceAll(/\p{Cf}/gu, '')
    .trim();
}
