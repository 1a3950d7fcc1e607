/** One portal and one worker after the other killed at any instant: whoever pays notices nothing. */
import { setTimeout as delay } from 'node:timers/promises';
import { strict, withCrowd } from './crowd.ts';
import type { Scene } from './scene.ts';

const where = 'killed at any instant';
const longestLifeMs = 1200;

/** Both portals and both workers live before and after. @param kills at least so many, by pairs */
export async function killAtRandom(scene: Scene, kills: number): Promise<void> {
  const { town, tally, dice } = scene;
  const { house } = town;
  const crowd = { size: 3, patience: strict(scene, where), where };
  await withCrowd(scene, crowd, async () => {
    for (let done = 0; done < kills; done += 2) {
      const portal = dice.oneOf(['portal a', 'portal b'] as const);
      const worker = dice.oneOf(['worker a', 'worker b'] as const);
      house.lead(portal);
      const killOne = async (member: typeof portal | typeof worker): Promise<void> => {
        await delay(dice.below(longestLifeMs));
        house.signal(member, 'SIGKILL');
        await house.ended(member);
        tally.effort('process_kills');
        await house.start(member);
      };
      await Promise.all([killOne(portal), killOne(worker)]);
    }
  });
}
