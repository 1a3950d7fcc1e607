/** Spanish tax codes, judged by their control characters: persons (NIF, NIE) and bodies (CIF). */

/** The rest of the number by 23 names the letter. */
const personLetters = 'TRWAGMYFPDXBNJZSQVHLCKE';
/** A control digit of bodies, written as a letter. */
const bodyLetters = 'JABCDEFGHI';

export function looksLikeNif(code: string): boolean {
  // K, L and M begin those of persons without an identity card: children, Spaniards abroad, foreigners.
  return /^(?:\d{8}|[KLM]\d{7})[A-Z]$/.test(code);
}

export function looksLikeNie(code: string): boolean {
  return /^[XYZ]\d{7}[A-Z]$/.test(code);
}

export function looksLikeCif(code: string): boolean {
  return /^[ABCDEFGHJNPQRSUVW]\d{7}[\dA-J]$/.test(code);
}

/** The letter of a number of eight digits, of which the first may be written X, Y or Z. */
export function personLetter(number: string): string {
  const digits = number.replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)));
  return personLetters.charAt(Number(digits.replace(/^[KLM]/, '')) % 23);
}

export function hasPersonLetter(code: string): boolean {
  return personLetter(code.slice(0, 8)) === code.charAt(8);
}

/** Of the seven digits in the middle: those in odd places doubled, digits added, up to the next ten. */
export function bodyControl(sevenDigits: string): number {
  const sum = Array.from(sevenDigits).reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

/** Public bodies and foreign ones have a letter, companies a digit, and the rest either. */
export function hasBodyControl(code: string): boolean {
  const control = bodyControl(code.slice(1, 8));
  const [digit, letter] = [String(control), bodyLetters.charAt(control)];
  const last = code.charAt(8);
  if (/^[NPQRSW]/.test(code)) return last === letter;
  // Two zeros are the province of those who live abroad, and may have a letter.
  if (/^[ABEH](?!00)/.test(code)) return last === digit;
  return last === digit || last === letter;
}
