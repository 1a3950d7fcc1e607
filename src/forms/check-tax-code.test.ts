/** Tax codes: published examples, and generated ones of which one sign is changed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { checkTaxCode } from './check-tax-code.ts';
import { taxCodeKinds, type TaxCodeKind } from './field-definition.ts';
import { italianControl } from './italian-tax-codes.ts';
import { bodyControl, personLetter } from './spanish-tax-codes.ts';

/** Each is an example of a law, of a public body's page or of a library's documentation. */
const published: readonly (readonly [typed: string, code: string, of: TaxCodeKind])[] = [
  ['RSSMRA80A01H501U', 'RSSMRA80A01H501U', 'it_cf'],
  ['rssmra79b11c566r', 'RSSMRA79B11C566R', 'it_cf'],
  ['RCC MNL 83S18 D969H', 'RCCMNL83S18D969H', 'it_cf'],
  ['00743110157', '00743110157', 'it_vat'],
  ['IT 00743110157', '00743110157', 'it_vat'],
  ['12345678Z', '12345678Z', 'es_nif'],
  ['56.789.423-P', '56789423P', 'es_nif'],
  ['X-2482300W', 'X2482300W', 'es_nie'],
  ['A58818501', 'A58818501', 'es_cif'],
  ['A13 585 625', 'A13585625', 'es_cif'],
  ['ES J99216582', 'J99216582', 'es_cif'],
];

test('published tax codes are taken, however they are written', () => {
  for (const [typed, code, of] of published) {
    assert.deepEqual(checkTaxCode(typed, taxCodeKinds), { kind: 'good', code, of }, typed);
  }
});

test('a published code with another sign in it is a slip, and said to be one', () => {
  for (const typed of ['RSSMRA80A01H501V', '00743110158', '12345678A', 'X2482300A', 'A58818502']) {
    assert.deepEqual(checkTaxCode(typed, taxCodeKinds), { kind: 'wrong', why: 'control' }, typed);
  }
});

test('what is no tax code has not the shape of one', () => {
  const others = [
    '',
    'RSSMRA80A00H501U',
    'RSSMRA80A32H501U',
    'Mario',
    '00000000000',
    '1234567890123456',
  ];
  for (const typed of others) {
    assert.deepEqual(checkTaxCode(typed, taxCodeKinds), { kind: 'wrong', why: 'shape' }, typed);
  }
});

test('a good code of a kind that is not asked for is not taken', () => {
  for (const [typed, , of] of published) {
    const others = taxCodeKinds.filter((kind) => kind !== of);
    assert.deepEqual(checkTaxCode(typed, others), { kind: 'wrong', why: 'not_accepted' }, typed);
  }
});

const letters = (count: number, from: string) =>
  fc
    .array(fc.constantFrom(...Array.from(from)), { minLength: count, maxLength: count })
    .map((all) => all.join(''));
const digits = (count: number) => letters(count, '0123456789');
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const italian = fc
  .tuple(
    letters(6, alphabet),
    digits(2),
    letters(1, 'ABCDEHLMPRST'),
    fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 41, max: 71 })),
    letters(1, alphabet),
    digits(3),
    fc.subarray([6, 7, 9, 10, 12, 13, 14]),
  )
  .map(([names, year, month, day, place, number, replaced]) => {
    const plain = `${names}${year}${month}${String(day).padStart(2, '0')}${place}${number}`;
    const signs = Array.from(plain).map((sign, index) =>
      replaced.includes(index) ? 'LMNPQRSTUV'.charAt(Number(sign)) : sign,
    );
    return signs.join('');
  })
  .map((fifteen) => fifteen + italianControl(fifteen));

test('every Italian code is taken, also where letters stand for digits (omocodia)', () => {
  fc.assert(
    fc.property(italian, (code) => {
      assert.deepEqual(checkTaxCode(code, ['it_cf']), { kind: 'good', code, of: 'it_cf' });
    }),
  );
  // Of the example's seven digits the last is replaced, and with it the control character.
  const again = `RSSMRA80A01H50M${italianControl('RSSMRA80A01H50M')}`;
  assert.equal(again, 'RSSMRA80A01H50MM');
  assert.equal(checkTaxCode(again, ['it_cf']).kind, 'good');
});

test('a single digit mistyped is always noticed in Spanish codes and Italian VAT numbers', () => {
  const spanish = fc.oneof(
    digits(8).map((number) => number + personLetter(number)),
    fc.tuple(letters(1, 'XYZ'), digits(7)).map(([first, number]) => {
      return first + number + personLetter(first + number);
    }),
    digits(7).map((number) => `B${number}${bodyControl(number)}`),
    digits(7)
      .filter((number) => number !== '0000000')
      .map((number) => {
        const ten = `${number}015`;
        const last = Array.from({ length: 10 }, (_, digit) => `${ten}${digit}`);
        return last.find((code) => checkTaxCode(code, ['it_vat']).kind === 'good') ?? '';
      }),
  );
  fc.assert(
    fc.property(
      spanish,
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 9 }),
      (code, at, by) => {
        assert.equal(checkTaxCode(code, taxCodeKinds).kind, 'good', code);
        const digit = String((Number(code.charAt(at)) + by) % 10);
        const slip = code.slice(0, at) + digit + code.slice(at + 1);
        assert.equal(checkTaxCode(slip, taxCodeKinds).kind, 'wrong', slip);
      },
    ),
  );
});
