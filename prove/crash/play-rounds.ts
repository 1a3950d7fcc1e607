/** Plays the planned rounds in several towns at once, until enough was killed and every point was met often enough. */
import { crashPoints } from '../../src/core/crash-points.ts';
import { systemClock } from '../../src/core/clock.ts';
import { checkTown } from './check-town.ts';
import type { Fate } from './flows.ts';
import type { Scene } from './scene.ts';
import { describe, playRound } from './play-round.ts';
import { often, planRounds, pointOf, type Round } from './rounds.ts';
import type { Tally } from './tally.ts';

/** A run of at least so many kills meets every crash point five times. */
const wholeRun = 100;
/** A point that is still not met after so many times the kills that were asked for is out of reach. */
const mostTimes = 3;

/** @param scenes have a living portal b and worker b each */
export async function playRounds(scenes: readonly Scene[], kills: number): Promise<void> {
  const rounds: Round[] = [];
  await Promise.all(scenes.map((scene) => playIn(scene, rounds, kills)));
}

/** @param rounds taken from the front by every lane, and filled again by whoever finds it empty */
async function playIn(scene: Scene, rounds: Round[], kills: number): Promise<void> {
  const { town, tally, chronicle, dice } = scene;
  const now = (): number => systemClock.now().getTime();
  while (!isEnough(tally, kills)) {
    if (rounds.length === 0) rounds.push(...planRounds(dice));
    const planned = rounds.shift();
    if (!planned) break;
    const round = spare(planned, tally, kills);
    if (round === null) continue;
    const began = now();
    await playRound(scene, round);
    const played = now();
    await checkTown(town, chronicle, scene, describe(round));
    tally.progress(`${town.name}: ${played - began} + ${now() - played} ms, ${describe(round)}`);
  }
}

/**
 * A portal or a worker that would die where enough have died may live, when what the other points lack is
 * enough for the number that was asked for.
 *
 * @returns null for a round in which nobody would have to die
 */
function spare(round: Round, tally: Tally, kills: number): Round | null {
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
function lackOf(tally: Tally): number {
  const lacks = crashPoints.map((point) => Math.max(0, often - tally.timesReached(point)));
  return lacks.reduce((sum, lack) => sum + lack, 0);
}

function isEnough(tally: Tally, kills: number): boolean {
  if (tally.kills() < kills) return false;
  if (kills < wholeRun || tally.kills() >= kills * mostTimes) return true;
  return lackOf(tally) === 0;
}
