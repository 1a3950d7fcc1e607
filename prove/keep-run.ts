/** Keeps the figures of a long run in docs/reliability.json; `npm run docs` makes the tables of the page from it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figures } from './figures.ts';

const file = join(import.meta.dirname, '../docs/reliability.json');

/** A run of the same parts from the same seed takes the place of an older one. */
export function keepRun(run: Figures): void {
  const kept = readKept().filter((other) => nameOf(other) !== nameOf(run));
  writeFileSync(file, `${JSON.stringify([...kept, run], null, 2)}\n`);
}

function readKept(): Figures[] {
  if (!existsSync(file)) return [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else writes the file
  return JSON.parse(readFileSync(file, 'utf8')) as Figures[];
}

function nameOf({ seconds, seed_base: seed }: Figures): string {
  return [...Object.keys(seconds).toSorted(), seed].join(' ');
}
