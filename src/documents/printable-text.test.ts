import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { plainLine } from '../messages/index.ts';
import { printable, shorten } from './printable-text.ts';

const latin = (codePoint: number): boolean => codePoint >= 0x20 && codePoint <= 0x17f;

test('what the font has is printed as it is', () => {
  assert.equal(
    printable('Łukasz Ångström, città 12 €'.replace(' €', ''), latin),
    'Łukasz Ångström, città 12',
  );
});

test('what the font lacks is printed as near as can be', () => {
  assert.equal(printable('ﬁne', latin), 'fine');
  assert.equal(printable('ａｂｃ', latin), 'abc');
  assert.equal(printable('z\u0335', latin), 'z');
  assert.equal(printable('中文 👩‍👩‍👧', latin), '?? ?');
});

test('a text becomes one line without anything that steers a page or turns the direction of writing', () => {
  assert.equal(plainLine(' a\r\n\tb\u2028c\u00a0d '), 'a b c d');
  assert.equal(plainLine('\u202Egnp.exe\u2066'), 'gnp.exe');
  assert.equal(plainLine('\ud800'), '\ufffd');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.doesNotMatch(plainLine(text), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
});

test('whatever is written, only characters of the font are printed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      for (const character of printable(text, latin)) assert(latin(character.codePointAt(0) ?? 0));
    }),
  );
});

test('a long text is cut between whole characters', () => {
  assert.equal(shorten('abcdef', 6), 'abcdef');
  assert.equal(shorten('abcdefg', 6), 'abcde…');
  assert.equal(shorten('abcd👩‍👩‍👧gh', 6), 'abcd…');
});
