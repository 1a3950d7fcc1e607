/** Every item of the security and card requirements has its answer, and every attack its item. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { attacks } from '../../prove/attack/registry.ts';
import { requirements, requirementsOf } from '../../prove/attack/requirements.ts';

const root = join(import.meta.dirname, '..', '..');

test('each of the sixty items and eighteen rules has one row, and each row an answer', () => {
  const numbers = Array.from({ length: 60 }, (_, index) => String(index + 1));
  const rules = Array.from({ length: 18 }, (_, index) => `P${index + 1}`);
  assert.deepEqual(
    requirements.map(({ item }) => item),
    [...numbers, ...rules],
  );
  for (const { item, attacks: tried, tests, left } of requirements) {
    assert(tried.length + tests.length > 0 || left !== '', `item ${item}`);
  }
});

test('what the rows name is there, and no attack is tried for nothing', () => {
  const known = new Set(attacks.map(({ id }) => id));
  assert.equal(known.size, attacks.length, 'no two attacks have one id');
  for (const { item, attacks: tried, tests } of requirements) {
    for (const id of tried) assert(known.has(id), `item ${item} names ${id}`);
    for (const path of tests) assert(existsSync(join(root, path)), `item ${item} names ${path}`);
  }
  for (const id of known) assert(requirementsOf(id).length > 0, `${id} answers no item`);
});
