import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { assert as check, constantFrom, nat, property, stringMatching } from 'fast-check';
import { z } from 'zod';
import { unguessable } from './id.ts';
import {
  isRfReference,
  printRfReference,
  randomRfReference,
  rfReference,
  rfReferenceFromTyped,
} from './rf-reference.ts';

const vectors = new URL('../../../shared/standards/b-refs-qr/vectors.json', import.meta.url);
const skip = existsSync(vectors) ? false : 'the reference vectors are not on this machine';

const bodies = stringMatching(/^[0-9A-Z]{1,21}$/);

test('references that are published are accepted, mangled ones refused', { skip }, () => {
  const { rf } = z
    .object({
      rf: z.object({
        valid: z.array(z.string()).min(1),
        invalid: z.array(z.string()).min(1),
        generate: z.array(z.object({ body: z.string(), reference: z.string() })).min(1),
      }),
    })
    .parse(JSON.parse(readFileSync(vectors, 'utf8')));
  for (const text of rf.valid) assert(isRfReference(text), text);
  for (const text of rf.invalid) assert(!isRfReference(text), text);
  for (const { body, reference } of rf.generate) assert.equal(rfReference(body), reference);
});

test('the example of the standard holds, and none longer than 25 characters', () => {
  assert.equal(rfReference('539007547034'), 'RF18539007547034');
  assert(!isRfReference('RF181111111111111111111111'));
  assert.throws(() => rfReference(''), RangeError);
  assert.throws(() => rfReference('ab'), RangeError);
  assert.throws(() => rfReference('1'.repeat(22)), RangeError);
});

test('one wrong character, or two that changed places, are always found', () => {
  check(
    property(
      bodies,
      nat(24),
      constantFrom('0', '1', '5', '9', 'A', 'K', 'X', 'Z'),
      (body, at, other) => {
        const reference = rfReference(body);
        const place = 4 + (at % body.length);
        const [here, next] = [reference.charAt(place), reference.charAt(place + 1)];
        const wrong = reference.slice(0, place) + other + reference.slice(place + 1);
        if (here !== other) assert(!isRfReference(wrong), wrong);
        const swapped = reference.slice(0, place) + next + here + reference.slice(place + 2);
        if (next !== '' && here !== next) assert(!isRfReference(swapped), swapped);
      },
    ),
  );
});

test('what is printed is read back, however it is typed', () => {
  assert.equal(printRfReference(rfReference('539007547034')), 'RF18 5390 0754 7034');
  check(
    property(bodies, (body) => {
      const reference = rfReference(body);
      const printed = printRfReference(reference);
      assert.equal(rfReferenceFromTyped(` ${printed.toLowerCase()}\u00a0`), reference);
      assert.equal(rfReferenceFromTyped(printed.replaceAll(' ', '-')), reference);
    }),
  );
  assert.equal(rfReferenceFromTyped('RF18 5390 0754 7035'), null);
  assert.equal(rfReferenceFromTyped(''), null);
});

test('random ones are references of four groups, and do not repeat', () => {
  const made = Array.from({ length: 1000 }, () => randomRfReference(unguessable));
  for (const reference of made) assert.match(printRfReference(reference), /^(\w{4} ){3}\w{4}$/);
  assert.equal(new Set(made).size, made.length);
});
