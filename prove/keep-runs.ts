/** Keeps long runs in docs/reliability.json; `npm run docs` adds them up on the page. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Surroundings } from './figures.ts';
import type { PartReport } from './part.ts';
import type { PartRun } from './run-part.ts';

const file = join(import.meta.dirname, '../docs/reliability.json');

/** One part of one run, with where and when in the history it was. */
export type KeptRun = Surroundings & {
  readonly part: PartReport['part'];
  readonly seconds: number;
  readonly result: PartReport;
};

/** What a part did takes the place of what it did from the same seed before; a part that broke down says nothing. */
export function keepRuns(runs: readonly PartRun[], around: Surroundings): void {
  const fresh = runs.flatMap(({ part, seconds, result }): KeptRun[] =>
    'brokeDown' in result ? [] : [{ ...around, part, seconds: Math.round(seconds), result }],
  );
  const isReplaced = (kept: KeptRun) =>
    fresh.some(({ part, seed }) => part === kept.part && seed === kept.seed);
  const kept = [...readKeptRuns().filter((each) => !isReplaced(each)), ...fresh];
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`);
}

/** In the order in which they were made. */
export function readKeptRuns(): readonly KeptRun[] {
  if (!existsSync(file)) return [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else writes the file
  return JSON.parse(readFileSync(file, 'utf8')) as KeptRun[];
}
