/** Plays the planned rounds in several towns at once, until enough was killed and every point was met often enough. */
import { systemClock } from '../../src/core/clock.ts';
import { checkTown } from './check-town.ts';
import type { Scene } from './scene.ts';
import { describe, playRound } from './play-round.ts';
import { planRounds, type Round } from './rounds.ts';
import { isEnough, spareLives } from './spare-lives.ts';

/** What all lanes play: the rounds that are left of a plan, and whether it is the first. */
type Course = { readonly rounds: Round[]; isFirst: boolean };

/** @param scenes have a living portal b and worker b each */
export async function playRounds(scenes: readonly Scene[], kills: number): Promise<void> {
  const [first] = scenes;
  const course: Course = { rounds: first ? planRounds(first.dice) : [], isFirst: true };
  await Promise.all(scenes.map((scene) => playIn(scene, course, kills)));
}

/** @param course taken from the front by every lane, and planned again by whoever finds it empty */
async function playIn(scene: Scene, course: Course, kills: number): Promise<void> {
  const { town, tally, chronicle, dice } = scene;
  const now = (): number => systemClock.now().getTime();
  while (!isEnough(tally, kills)) {
    if (course.rounds.length === 0) {
      course.rounds.push(...planRounds(dice));
      course.isFirst = false;
    }
    const planned = course.rounds.shift();
    if (!planned) break;
    // A point out of reach lets nobody die; were the others spared for ever, the run would have no end.
    const round = course.isFirst ? spareLives(planned, tally, kills) : planned;
    if (round === null) continue;
    const began = now();
    await playRound(scene, round);
    const played = now();
    await checkTown(town, chronicle, scene, describe(round));
    tally.progress(`${town.name}: ${played - began} + ${now() - played} ms, ${describe(round)}`);
  }
}
