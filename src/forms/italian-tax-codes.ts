/** Italian tax codes of persons and VAT numbers, judged by their own control characters. */

/**
 * Six letters of the names, then year, month, day and place of birth, and a control character.
 *
 * Seven of its places hold digits; where two persons would have the same code, digits are replaced
 * by letters from the right (omocodia), so each may be a letter.
 */
const shape =
  /^[A-Z]{6}[\dLMNPQRSTUV]{2}[ABCDEHLMPRST][\dLMNPQRSTUV]{2}[A-Z][\dLMNPQRSTUV]{3}[A-Z]$/;
const digitLetters = 'LMNPQRSTUV';

/** What a character counts for in the first, third, fifth … place: digits, then letters (decree of 23 December 1976). */
const oddDigits = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
const oddLetters = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

/** The control character of the first fifteen, which are capitals and digits. */
export function italianControl(fifteen: string): string {
  const sum = Array.from(fifteen).reduce(
    (total, sign, index) => total + valueOf(sign, index % 2 === 0),
    0,
  );
  return String.fromCodePoint(65 + (sum % 26));
}

function valueOf(sign: string, isOdd: boolean): number {
  const digit = '0123456789'.indexOf(sign);
  const place = digit >= 0 ? digit : (sign.codePointAt(0) ?? 65) - 65;
  if (!isOdd) return place;
  return (digit >= 0 ? oddDigits[place] : oddLetters[place]) ?? 0;
}

/** @param code capitals and digits, nothing between them */
export function looksLikeItalianCode(code: string): boolean {
  if (!shape.test(code)) return false;
  const day = Number(Array.from(code.slice(9, 11)).map(digitOf).join(''));
  // Women's days are counted from 41 on.
  return (day >= 1 && day <= 31) || (day >= 41 && day <= 71);
}

function digitOf(sign: string): string {
  const place = digitLetters.indexOf(sign);
  return place < 0 ? sign : String(place);
}

export function hasItalianControl(code: string): boolean {
  return code.length === 16 && italianControl(code.slice(0, 15)) === code.charAt(15);
}

/** Eleven digits; bodies without a person's code have a tax code of this shape too. */
export function looksLikeItalianVat(code: string): boolean {
  return /^\d{11}$/.test(code) && !code.startsWith('0000000');
}

/** The formula of Luhn over eleven digits, of which the last is the control. */
export function hasVatControl(code: string): boolean {
  const sum = Array.from(code).reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
