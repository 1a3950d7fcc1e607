import assert from 'node:assert/strict';
import { stripTypeScriptTypes } from 'node:module';
import { test } from 'node:test';
import { sizesInCi } from '../arguments.ts';
import { sabotagedTexts } from './plant.ts';
import { sabotages } from './registry.ts';

test('every sabotage still fits the code and is a program that can run', () => {
  for (const sabotage of sabotages) {
    for (const [file, text] of sabotagedTexts(sabotage)) {
      if (file.endsWith('.ts')) stripTypeScriptTypes(text);
    }
  }
});

test('a sabotage whose text is no longer there, or is there twice, is refused', () => {
  const sabotage = { id: 'none', whatIf: '…', caughtBy: 'fuzz' } as const;
  const file = 'src/payments/settle.ts';
  for (const from of ['this stands nowhere', 'const ']) {
    const changes = [{ file, from, to: '' }];
    assert.throws(() => sabotagedTexts({ ...sabotage, changes }), /times, not once/);
  }
});

test('there are enough sabotages, each under a name of its own', () => {
  const ids = sabotages.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert(ids.length >= 24, `${ids.length} sabotages`);
});

test('the sabotages that every change has to pass are of three parts', () => {
  const parts = sabotages.slice(0, sizesInCi.sabotages).map(({ caughtBy }) => caughtBy);
  assert.deepEqual(parts.toSorted(), [
    'attack', 'attack', 'crash', 'simulation', 'simulation', 'simulation',
  ]); // prettier-ignore
});
