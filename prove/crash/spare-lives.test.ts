import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crashPoints } from '../../src/core/crash-points.ts';
import { createDice } from './dice.ts';
import { noteDeath } from './note-death.ts';
import { planRounds } from './rounds.ts';
import { isEnough, spareLives } from './spare-lives.ts';
import { createTally } from './tally.ts';

/** Plays rounds in which everybody who is to die does. @returns how many died in all, and at each point */
function play(kills: number): { readonly all: number; readonly each: readonly number[] } {
  const sizes = {
    schedules: 0,
    databaseCrashes: 0,
    importerInputs: 0,
    httpInputs: 0,
    sabotages: 0,
  };
  const tally = createTally({ ...sizes, seed: 1, kills, progress: () => {} });
  const dice = createDice(1);
  while (!isEnough(tally, kills)) {
    for (const planned of planRounds(dice)) {
      const round = isEnough(tally, kills) ? null : spareLives(planned, tally, kills);
      const fates = [round?.portalDies, round?.workerDies, round?.staffDies];
      for (const fate of fates.filter((each) => typeof each === 'string'))
        noteDeath(tally, fate, { status: null, signal: 'SIGKILL', said: '' });
    }
  }
  return { all: tally.kills(), each: crashPoints.map((point) => tally.timesReached(point)) };
}

test('a whole run kills five times at every point, and hardly anybody more', () => {
  const { all, each } = play(105);
  assert(
    each.every((times) => times >= 5),
    each.join(' '),
  );
  assert(all >= 5 * crashPoints.length && all <= 5 * crashPoints.length + 3, String(all));
});

test('a longer run kills as many as it was asked for', () => {
  const { all, each } = play(300);
  assert(
    each.every((times) => times >= 5),
    each.join(' '),
  );
  assert(all >= 300 && all <= 302, String(all));
});
