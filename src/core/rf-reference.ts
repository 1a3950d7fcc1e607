/** RF creditor references (ISO 11649): numbers on notices that show a mistyped character by themselves. */

/** `RF18539007547034`: capitals and digits, without blanks. */
export type RfReference = string & { readonly rfReference: unique symbol };

/** Without I, L, O and U, which are read as other characters or as words. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const randomLength = 12;

/** @throws RangeError for a body that is not 1 to 21 capitals and digits */
export function rfReference(body: string): RfReference {
  if (!/^[0-9A-Z]{1,21}$/.test(body)) throw new RangeError('not the body of an RF reference');
  const check = 98 - remainder(`${body}RF00`);
  const reference = `RF${String(check).padStart(2, '0')}${body}`;
  if (!isRfReference(reference)) throw new RangeError('not an RF reference');
  return reference;
}

/** Whether the text is one, as it is kept: without blanks, in capitals. */
export function isRfReference(text: string): text is RfReference {
  if (!/^RF\d{2}[0-9A-Z]{1,21}$/.test(text)) return false;
  // 00, 01 and 99 would pass the sum as well, and nobody gives them.
  const check = Number(text.slice(2, 4));
  return check >= 2 && check <= 98 && remainder(text.slice(4) + text.slice(0, 4)) === 1;
}

/** Reads what people type: blanks and dashes between groups, small letters. @returns null when it is none */
export function rfReferenceFromTyped(text: string): RfReference | null {
  const bare = text
    .normalize('NFKC')
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .toUpperCase();
  return isRfReference(bare) ? bare : null;
}

/** As it is printed: in groups of four. */
export function printRfReference(reference: RfReference): string {
  return reference.replaceAll(/(.{4})(?=.)/g, '$1 ');
}

/**
 * One that cannot be guessed or counted: sixty bits of chance.
 *
 * @param bytes gives so many bytes nobody can guess
 */
export function randomRfReference(bytes: (size: number) => Uint8Array): RfReference {
  const body = Array.from(bytes(randomLength), (byte) => alphabet.charAt(byte & 31)).join('');
  return rfReference(body);
}

/** Modulo 97, letters counted as 10 to 35 (ISO 7064 mod 97-10). */
function remainder(text: string): number {
  let rest = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}
