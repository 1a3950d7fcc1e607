/** Texts that programs stumble over; every reader and every field is given them. */

const long = 'A'.repeat(5000);

/** Not compressible, so that no index of the database takes it in. */
export const incompressible = Buffer.from(
  Uint32Array.from({ length: 3000 }, (_, index) => Math.imul(index + 1, 0x9e3779b1) >>> 0).buffer,
).toString('base64');

export const hostileNumbers = [
  '0', '-0', '-1', '0.00', '-0.01', '0.005', '1.001', '99999999999.99', '100000000000.00',
  '-99999999999.99', '9007199254740993', '9223372036854775807', '9223372036854775808.00',
  '170141183460469231731687303715884105728', '1e3', '1E-7', '0x10', '1,50', '1.234,50', '1_000', '+1.00',
  '.5', '5.', '١٢٫٥٠', '１２.５０', 'NaN', 'Infinity', ' 1.00 ', '1 00.00', '--1', '1.00.00', '00000000000000000001.00',
]; // prettier-ignore

export const hostileDates = [
  '0000-00-00', '0000-01-01', '0001-01-01', '1582-10-10', '1969-12-31', '2026-02-29', '2024-02-29', '2026-13-01', '9999-12-31',
  '10000-01-01', '-0001-01-01', '2026-03-02T00:00:00Z', '2026-03-02+14:00', '2026-3-2', '02/03/2026', '31.12.9999',
]; // prettier-ignore

export const hostileTexts = [
  '', ' ', '\t\n', '.', '..', '../../../etc/passwd', 'null', 'true', 'constructor', '__proto__',
  'toString', 'hasOwnProperty', 'valueOf', "' or 1=1 --", '"; drop table dues; --', '$1', '%s%n', '%00', '\\', '${7*7}', '{{7*7}}',
  '=1+1', '@SUM(A1)', '\r\nSet-Cookie: a=b', '\r\nBcc: a@b.example', 'javascript:alert(1)', 'data:text/html,x', '//evil.example/',
  'https://evil.example/', '\u202Egnirts', '\u2066\u2069', '\u200b\u200d\ufeff', 'e\u0301', '\u0130ı', 'ß', '\ufb01', '\ufdfa'.repeat(50),
  '👩‍👩‍👧‍👦', '\u{10ffff}', '\u{e0001}', '\ufffe', '\uffff', '\u0085\u2028\u2029', '\u0301'.repeat(200), 'a'.repeat(50), 'a'.repeat(51),
  long, 'é'.repeat(3000), incompressible,
]; // prettier-ignore

/** What no text of XML can hold, and what JSON and forms can. */
export const unprintableTexts = [
  '\0',
  'a\0b',
  '\u0001\u0008\u001f',
  '\ud800',
  '\udfff',
  'a\ud83d',
  '\x7f',
];

/** Shown unescaped, it would be an element of the page. */
export const marker = '"\'><fuzz-marker a=b>';
