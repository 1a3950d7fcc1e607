/** Puts known faults into copies of the code, one at a time, to see that the other parts can see. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Failure, Part, PartReport } from '../part.ts';
import { sabotages } from './registry.ts';
import type { Sabotage } from './sabotage.ts';
import { trySabotage, wordsOf } from './try-sabotage.ts';

export const prove: Part = ({ sabotages: most, only = [], progress }) =>
  trySabotages(chosen(most, only), progress);

/** Those that are named, or the first so many. */
function chosen(most: number, only: readonly string[]): readonly Sabotage[] {
  return only.length === 0
    ? sabotages.slice(0, most)
    : sabotages.filter(({ id }) => only.includes(id));
}

/** Two at a time: each runs one part, which has two processors at most to itself. */
async function trySabotages(
  planted: readonly Sabotage[],
  progress: (line: string) => void,
): Promise<PartReport> {
  const folder = mkdtempSync(join(tmpdir(), 'saldo-sabotage-'));
  const failures: Failure[] = [];
  const waiting = [...planted];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const failure = await tryOne(next, folder, progress);
      if (failure) failures.push(failure);
    }
  };
  try {
    await Promise.all([lane(), lane()]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    part: 'sabotage',
    efforts: {
      sabotages_planted: planted.length,
      sabotages_caught: planted.length - failures.length,
    },
    wrongs: {},
    faults: {},
    crashPoints: {},
    edges: {},
    failures,
  };
}

async function tryOne(
  sabotage: Sabotage,
  folder: string,
  progress: (line: string) => void,
): Promise<Failure | null> {
  const { caught, how } = await trySabotage(sabotage, join(folder, sabotage.id));
  progress(`${caught ? 'caught ' : 'MISSED '} ${sabotage.id}: ${how}`);
  if (caught) return null;
  return {
    part: 'sabotage',
    kind: sabotage.id,
    message: `nobody noticed what if ${sabotage.whatIf} (${wordsOf(sabotage).join(' ')}): ${how}`,
    repeat: `node prove/main.ts --sabotage --only ${sabotage.id}`,
  };
}
