/**
 * Notices a card number typed where none belongs, so that it is neither kept nor logged (PCI DSS
 * 3.2.1).
 */

/**
 * Whether free text holds what is probably a card number: 13 to 19 digits with or without signs
 * between them, in an issuer's range and with a right check digit, all together.
 */
export function holdsCardNumber(text: string): boolean {
  const plain = text
    .slice(0, 2000)
    .normalize('NFKC')
    .replaceAll(/\p{Nd}/gu, asciiDigit);
  const runs = separations.flatMap((separation) => plain.match(separation) ?? []);
  return runs.some((run) => windowsOf(run.replaceAll(/\D/g, '')).some(isCardNumber));
}

/** Whatever stands between digits, the usual signs only, and none: what is before a number may be another. */
const separations = [/\d(?:[^\p{L}\p{N}@]{0,3}\d){12,}/gu, /\d(?:[\s.\-–]?\d){12,}/gu, /\d{13,}/g];

/** Arabic-Indic, Devanagari and other digits come in blocks of ten that begin at a zero. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}

/** A longer run of digits may hold a card number anywhere. */
function windowsOf(digits: string): string[] {
  const windows: string[] = [];
  for (let start = 0; start + 13 <= digits.length && start < 40; start += 1) {
    for (let size = 13; size <= 19 && start + size <= digits.length; size += 1) {
      windows.push(digits.slice(start, start + size));
    }
  }
  // In a run of up to 19 digits only the whole counts: parts of an invoice number pass by chance.
  return digits.length <= 19 ? [digits] : windows.filter((window) => window.length >= 15);
}

/**
 * Ranges of Visa, Mastercard, American Express, Maestro, Discover, Diners and JCB (ISO/IEC 7812).
 */
const ranges = [
  /^4(?:\d{12}|\d{15}|\d{18})$/,
  /^(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}$/,
  /^3[47]\d{13}$/,
  /^(?:50|5[6-9]|6\d)\d{10,17}$/,
  /^3(?:0[0-5]|[68]\d)\d{11}$/,
  /^35(?:2[89]|[3-8]\d)\d{12}$/,
];

function isCardNumber(digits: string): boolean {
  return ranges.some((range) => range.test(digits)) && hasCheckDigit(digits);
}

/** The formula of Luhn (ISO/IEC 7812-1, annex B). */
function hasCheckDigit(digits: string): boolean {
  const sum = digits
    .split('')
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}
