import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  createVerificationCode,
  formatVerificationCode,
  parseVerificationCode,
  verificationRandomBytes,
} from './verification-code.ts';

const random = fc.uint8Array({
  minLength: verificationRandomBytes,
  maxLength: verificationRandomBytes,
});
const codes = random.map(createVerificationCode);

test('a code has six groups of four and reads back', () => {
  fc.assert(
    fc.property(codes, (code) => {
      assert.match(
        formatVerificationCode(code),
        /^([0-9A-HJKMNP-TV-Z]{4} ){5}[0-9A-HJKMNP-TV-Z]{4}$/,
      );
      assert.equal(parseVerificationCode(formatVerificationCode(code)), code);
    }),
  );
});

test('a code is forgiving about case, blanks, dashes, O for 0 and I or L for 1', () => {
  const code = createVerificationCode(
    Uint8Array.from({ length: 13 }, (_, index) => (index === 6 ? 33 : 0)),
  );
  assert.match(code, /0/);
  const typed = ` ${formatVerificationCode(code).toLowerCase().replaceAll('0', 'o').replaceAll(' ', ' – ')}\t`;
  assert.equal(parseVerificationCode(typed), code);
  assert.equal(parseVerificationCode(code.replaceAll('1', 'l')), code);
  assert.equal(parseVerificationCode(code.replaceAll('1', 'I')), code);
});

test('all hundred bits count: two random sources that differ in one of them give two codes', () => {
  const zero = new Uint8Array(verificationRandomBytes);
  const seen = new Set<string>([createVerificationCode(zero)]);
  for (let bit = 0; bit < 100; bit += 1) {
    const bytes = new Uint8Array(verificationRandomBytes);
    bytes[bit >> 3] = 128 >> (bit & 7);
    seen.add(createVerificationCode(bytes));
  }
  assert.equal(seen.size, 101);
});

test('every single wrong character is noticed', () => {
  const code = createVerificationCode(
    Uint8Array.from({ length: 13 }, (_, index) => (index * 59) & 255),
  );
  for (let place = 0; place < code.length; place += 1) {
    for (const wrong of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') {
      if (wrong === code.charAt(place)) continue;
      assert.equal(
        parseVerificationCode(code.slice(0, place) + wrong + code.slice(place + 1)),
        null,
      );
    }
  }
});

test('two swapped characters of the random part are noticed', () => {
  fc.assert(
    fc.property(codes, fc.nat(19), fc.nat(19), (code, one, other) => {
      const characters = code.split('');
      [characters[one], characters[other]] = [characters[other] ?? '', characters[one] ?? ''];
      const swapped = characters.join('');
      assert.equal(parseVerificationCode(swapped), swapped === code ? code : null);
    }),
  );
});

test('what cannot be a code is no code', () => {
  for (const typed of [
    '',
    ' ',
    'U'.repeat(24),
    '0'.repeat(23),
    '0'.repeat(25),
    "'; drop table",
    '０',
  ]) {
    assert.equal(parseVerificationCode(typed), null);
  }
  assert.throws(() => createVerificationCode(new Uint8Array(12)));
});
