/** The attacks of the security and card requirements, tried one by one on one warm portal. */
import type { Failure, Part, PartReport } from '../part.ts';
import type { Attack } from './attack.ts';
import { openPlace, type Place } from './place/place.ts';
import type { Ending } from './place/site.ts';
import { attacks } from './registry.ts';
import { requirementsOf } from './requirements.ts';

export const prove: Part = ({ progress, only = [] }) =>
  tryAttacks(
    attacks.filter(({ id }) => only.length === 0 || only.includes(id)),
    progress,
  );

/** Tries them in their order on a place of their own. */
async function tryAttacks(
  chosen: readonly Attack[],
  progress: (line: string) => void,
): Promise<PartReport> {
  const endings: Ending[] = [];
  const failures: Failure[] = [];
  const faults: Record<string, number> = {};
  try {
    const place = await openPlace(endings);
    for (const attack of chosen) {
      const failure = await tryOne(attack, place);
      if (failure) failures.push(failure);
      for (const fault of attack.faults ?? []) faults[fault] = (faults[fault] ?? 0) + 1;
      progress(`${failure ? 'CAME THROUGH' : 'held'}  ${attack.id}`);
    }
  } finally {
    for (const end of endings.toReversed()) await end();
  }
  return {
    part: 'attack',
    efforts: { attacks_run: chosen.length, attacks_passed: chosen.length - failures.length },
    wrongs: {},
    faults,
    crashPoints: {},
    edges: {},
    failures,
  };
}

async function tryOne(attack: Attack, place: Place): Promise<Failure | null> {
  try {
    place.rest();
    await attack.run(place);
    return null;
  } catch (error) {
    const numbers = requirementsOf(attack.id).join(', ');
    return {
      part: 'attack',
      kind: attack.id,
      message: `${attack.tries} (requirements ${numbers}): ${whatHappened(error)}`,
      repeat: `node prove/main.ts --attack --only ${attack.id}`,
    };
  }
}

function whatHappened(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
