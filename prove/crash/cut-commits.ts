/** Connections that break just before a COMMIT arrives (F23), or before its answer does (F24), while people pay. */
import { setTimeout as delay } from 'node:timers/promises';
import { patient, withCrowd } from './crowd.ts';
import type { Scene } from './scene.ts';

const where = 'connection cut around COMMIT';

/** @param cuts so many of each kind at least, one COMMIT in six */
export async function cutCommits(scene: Scene, cuts: number): Promise<void> {
  const { town, tally, dice } = scene;
  const done = { cut_before: 0, cut_after: 0 };
  const { promise: enough, resolve } = Promise.withResolvers<void>();
  await withCrowd(scene, { size: 4, patience: patient(), where }, async () => {
    town.wire.decide(() => {
      const fate = dice.oneOf(['cut_before', 'cut_after', ...fourFold] as const);
      if (fate === 'passes') return fate;
      done[fate] += 1;
      tally.fault(fate === 'cut_before' ? 'F23' : 'F24');
      if (done.cut_before >= cuts && done.cut_after >= cuts) resolve();
      return fate;
    });
    await Promise.race([enough, delay(longestMs)]);
    town.wire.decide(() => 'passes');
  });
  if (Math.min(done.cut_before, done.cut_after) < cuts) {
    tally.wrong('not_reached', where, `${done.cut_before} before and ${done.cut_after} after`);
  }
}

const fourFold = ['passes', 'passes', 'passes', 'passes'] as const;
const longestMs = 30_000;
