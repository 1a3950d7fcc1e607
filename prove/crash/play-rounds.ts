/** Plays the planned rounds in several towns at once, until enough was killed and every point was met often enough. */
import { crashPoints } from '../../src/core/crash-points.ts';
import { systemClock } from '../../src/core/clock.ts';
import { checkTown } from './check-town.ts';
import type { Scene } from './scene.ts';
import { describe, playRound } from './play-round.ts';
import { often, planRounds, type Round } from './rounds.ts';
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
    const round = rounds.shift();
    if (!round) break;
    const began = now();
    await playRound(scene, round);
    const played = now();
    await checkTown(town, chronicle, scene, describe(round));
    tally.progress(`${town.name}: ${played - began} + ${now() - played} ms, ${describe(round)}`);
  }
}

function isEnough(tally: Tally, kills: number): boolean {
  if (tally.kills() < kills) return false;
  if (kills < wholeRun || tally.kills() >= kills * mostTimes) return true;
  return crashPoints.every((point) => tally.timesReached(point) >= often);
}
