import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { partIds } from '../part.ts';
import { faultGroups } from './index.ts';

const root = join(import.meta.dirname, '..', '..');
const faults = faultGroups.flatMap((group) => group.faults);

test('every fault from F1 to F175 has one row, in order', () => {
  const expected = Array.from({ length: 175 }, (_, index) => `F${index + 1}`);
  const ids = faults.map(({ id }) => id);
  assert.deepEqual(ids, expected);
});

test('what is said to cover a fault is there', () => {
  const isThere = (proof: string) =>
    partIds.some((part) => part === proof) || existsSync(join(root, proof));
  const missing = faults.flatMap(({ id, answer }) =>
    answer.kind === 'covered'
      ? answer.by.filter((proof) => !isThere(proof)).map((proof) => `${id}: ${proof}`)
      : [],
  );
  assert.deepEqual(missing, []);
});

test('a fault is covered by something, or it says what it waits for or why it is open', () => {
  for (const { id, title, answer } of faults) {
    const said = answer.kind === 'covered' ? answer.by : Object.values(answer).slice(1);
    assert(said.length > 0 && said.every((text) => text !== '') && title !== '', id);
  }
});
