import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crashPoints } from '../src/core/crash-points.ts';
import { readArguments, sizesInCi, writeArguments } from './arguments.ts';
import { coveredFaults } from './faults/index.ts';
import { addUp, boundsOf, type Totals } from './figures.ts';
import { judge } from './judge.ts';
import { legalEdges } from './legal-edges.ts';
import { partIds, type PartId, type PartReport } from './part.ts';
import type { PartRun } from './run-part.ts';

const often = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 5]));

/** What a part reports that has done all it must and seen nothing wrong. */
function fullReport(part: PartId, changes: Partial<PartReport> = {}): PartRun {
  const faults = coveredFaults().filter((fault) => fault.part === part);
  const efforts = {
    simulation: { schedules: 1_000 },
    crash: { process_kills: 120, db_crashes: 10 },
    fuzz: { importer_inputs: 10_000, http_inputs: 3_000 },
    attack: { attacks_run: 40, attacks_passed: 40 },
    sabotage: { sabotages_planted: 6, sabotages_caught: 6 },
  };
  const report: PartReport = {
    part,
    efforts: efforts[part],
    wrongs: {},
    faults: often(faults.map(({ id }) => id)),
    crashPoints: part === 'crash' ? often(crashPoints) : {},
    edges: part === 'simulation' ? often(legalEdges) : {},
    failures: [],
    ...changes,
  };
  return { part, seconds: 1, result: report };
}

function wrongOf(runs: readonly PartRun[], sizes = sizesInCi): readonly string[] {
  const parts = runs.map(({ part }) => part);
  return judge(totalsOf(runs), { parts, sizes, only: [] }).wrong;
}

function totalsOf(runs: readonly PartRun[]): Totals {
  return addUp(runs, (part) => `again ${part}`);
}

test('a run that did everything and saw nothing wrong is green', () => {
  assert.deepEqual(wrongOf(partIds.map((part) => fullReport(part))), []);
});

test('a wrong, a failure, an attack or a sabotage that went unseen makes the run red', () => {
  const failure = { part: 'fuzz', kind: 'half imported', message: '…', repeat: '…' } as const;
  const attack = { attacks_run: 3, attacks_passed: 2 };
  const sabotage = { sabotages_planted: 6, sabotages_caught: 5 };
  assert.deepEqual(
    wrongOf([
      fullReport('simulation', { wrongs: { double: 1 } }),
      fullReport('crash'),
      fullReport('fuzz', { failures: [failure] }),
      fullReport('attack', { efforts: attack }),
      fullReport('sabotage', { efforts: sabotage }),
    ]),
    [
      'double is not 0',
      'fuzz: half imported',
      '1 of 3 attacks did not end as they must',
      '1 of 6 sabotages did not end as they must',
    ],
  );
});

test('a part that breaks down or does less than it was asked makes the run red', () => {
  const broken: PartRun = { part: 'sabotage', seconds: 1, result: { brokeDown: 'no server' } };
  const lazy = fullReport('fuzz', { efforts: { importer_inputs: 10_000 } });
  assert.deepEqual(wrongOf([broken, lazy]), [
    'sabotage: broke_down',
    'sabotage has tried nothing',
    'http_inputs is 0, not 3000',
  ]);
  assert.equal(totalsOf([broken]).failures[0]?.repeat, 'again sabotage');
});

test('a crash point that was seldom reached is wrong in a full run and only said in a small one', () => {
  const seldom = { ...often(crashPoints), 'import.after_commit': 4 };
  const runs = [fullReport('simulation'), fullReport('crash', { crashPoints: seldom })];
  const sentence = 'crash points reached fewer than 5 times: import.after_commit 4';
  assert.deepEqual(wrongOf(runs), [sentence]);
  assert.deepEqual(wrongOf(runs.slice(1)), [sentence]);
  const small = { ...sizesInCi, kills: 10 };
  const judgement = judge(totalsOf(runs), {
    parts: ['simulation', 'crash'],
    sizes: small,
    only: [],
  });
  assert.deepEqual(judgement, { wrong: [], untold: [sentence] });
});

test('an edge that the state tables do not allow makes the run red', () => {
  const edges = { ...often(legalEdges), 'attempt:succeeded:decline:failed': 1 };
  assert.deepEqual(wrongOf([fullReport('simulation', { edges })]), [
    'attempt:succeeded:decline:failed is no edge of the state tables',
  ]);
});

test('a zero is told with the chance that it leaves, and only when something was tried', () => {
  const bounds = boundsOf(totalsOf([fullReport('simulation'), fullReport('fuzz')]));
  assert.deepEqual(bounds['double'], { of: 'schedule', tries: 1_000, below: 0.003 });
  assert.deepEqual(bounds['fuzz_crashes'], { of: 'input', tries: 13_000, below: 0.00023 });
  assert.equal(bounds['acked_missing'], undefined);
});

test('a run is repeated by the words that it was asked with', () => {
  const asked = readArguments(['--crash', '--kills', '12', '--seed', '7', '--json']);
  assert(asked !== 'help');
  const words = writeArguments(asked.parts, asked, 7).join(' ');
  assert.equal(words, '--crash --kills 12 --seed 7');
  assert.throws(() => readArguments(['--kills', '-1']), /--kills/);
  assert.throws(() => readArguments(['--everything']), /--everything/);
});
