/** The real processes under kills: nothing acknowledged is lost, nothing happens twice, nothing is stuck. */
import type { Part, PartOptions, PartReport } from '../part.ts';
import { nothingAcknowledged } from './acknowledged.ts';
import { countEdges } from './count-edges.ts';
import { createDice, type Dice } from './dice.ts';
import { breakGround, type Ground } from './ground.ts';
import { playRounds } from './play-rounds.ts';
import { killsAtPoints, playScenes, standApart } from './play-scenes.ts';
import { compileAhead } from './program.ts';
import type { Scene } from './scene.ts';
import { createTally, FirstFailure, type Tally } from './tally.ts';
import { foundTown } from './town.ts';

/** So many that the processor is busy while one of them waits; more would be in one another's way. */
const lanes = 2;

/** Kills at named points on one ground; on another, whose server is crashed too, all that is done to a whole house. */
export const prove: Part = (options) =>
  report(options, async (tally, dice) => {
    const { only = [] } = options;
    const rounds = (ground: Ground) =>
      withScenes(ground, { tally, dice }, lanes, (scenes) =>
        playRounds(scenes, killsAtPoints(options)),
      );
    await compileAhead();
    await Promise.all([
      ...(only.length === 0 ? [onGround(rounds)] : []),
      onGround(async (ground) => {
        await withScenes(ground, { tally, dice }, 1, async (scenes) => {
          for (const scene of scenes) await playScenes(scene, options);
        });
        await standApart(ground, { tally, dice }, options);
      }),
    ]);
  });

/** Only the kills at named points, in one town: for a quick look. */
export const proveRounds: Part = (options) =>
  report(options, (tally, dice) =>
    onGround((ground) =>
      withScenes(ground, { tally, dice }, 1, (scenes) => playRounds(scenes, options.kills)),
    ),
  );

async function report(
  options: PartOptions,
  work: (tally: Tally, dice: Dice) => Promise<void>,
): Promise<PartReport> {
  const tally = createTally(options);
  try {
    await work(tally, createDice(options.seed));
  } catch (error) {
    if (error instanceof FirstFailure) return tally.report();
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    tally.wrong('run_broken', 'the run itself', message);
  }
  return tally.report();
}

async function onGround(work: (ground: Ground) => Promise<void>): Promise<void> {
  const ground = await breakGround();
  try {
    await work(ground);
  } finally {
    await ground.clear();
  }
}

async function withScenes(
  ground: Ground,
  common: Pick<Scene, 'tally' | 'dice'>,
  count: number,
  work: (scenes: readonly Scene[]) => Promise<void>,
): Promise<void> {
  const lane = (_: unknown, index: number) => openScene(ground, `town_${index}`, common);
  const scenes = await Promise.all(Array.from({ length: count }, lane));
  try {
    await work(scenes);
    for (const scene of scenes) await countEdges(scene);
  } finally {
    await Promise.all(scenes.map((scene) => scene.town.close()));
  }
}

/** A town with two portals and two workers, of which the ones called "b" live already. */
async function openScene(
  ground: Ground,
  name: string,
  common: Pick<Scene, 'tally' | 'dice'>,
): Promise<Scene> {
  const town = await foundTown(ground, name);
  await Promise.all([town.house.start('portal b'), town.house.start('worker b')]);
  const said = nothingAcknowledged();
  return {
    ...common,
    town,
    chronicle: { said, chargedAgain: new Set(), redelivered: new Set() },
  };
}
