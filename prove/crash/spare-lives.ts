/** Who has to die for a run to be whole: enough in number, and often enough at every point. */
import { crashPoints } from '../../src/core/crash-points.ts';
import type { Fate } from './flows.ts';
import { often, pointOf, type Round } from './rounds.ts';
import type { Tally } from './tally.ts';

type Kills = Pick<Tally, 'kills' | 'timesReached'>;

/** A run of at least so many kills meets every crash point five times. */
const wholeRun = 100;
/** A point that is still not met after so many times the kills that were asked for is out of reach. */
const mostTimes = 3;

/**
 * A portal or a worker that would die where enough have died may live, when what the other points lack is
 * enough for the number that was asked for.
 *
 * @returns null for a round in which nobody would have to die
 */
export function spareLives(round: Round, tally: Kills, kills: number): Round | null {
  if (kills < wholeRun || tally.kills() + lackOf(tally) < kills) return round;
  const isLacking = (fate: Fate | null): fate is Fate =>
    crashPoints.some((point) => point === pointOf(fate ?? '') && tally.timesReached(point) < often);
  const { portalDies, workerDies, staffDies } = round;
  if (![portalDies, workerDies, staffDies].some(isLacking)) return null;
  return {
    ...round,
    portalDies: isLacking(portalDies) ? portalDies : null,
    workerDies: isLacking(workerDies) ? workerDies : null,
  };
}

/** How many kills it takes at least until every point is met often. */
function lackOf(tally: Kills): number {
  const lacks = crashPoints.map((point) => Math.max(0, often - tally.timesReached(point)));
  return lacks.reduce((sum, lack) => sum + lack, 0);
}

export function isEnough(tally: Kills, kills: number): boolean {
  if (tally.kills() < kills) return false;
  if (kills < wholeRun || tally.kills() >= kills * mostTimes) return true;
  return lackOf(tally) === 0;
}
