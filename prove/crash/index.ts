/** The real processes under kills: nothing acknowledged is lost, nothing happens twice, nothing is stuck. */
import type { Part, PartOptions, PartReport } from '../part.ts';
import { nothingAcknowledged } from './acknowledged.ts';
import { breakProcesses } from './break-process.ts';
import { checkTown } from './check-town.ts';
import { countEdges } from './count-edges.ts';
import { crashDatabase, killSession } from './crash-database.ts';
import type { Scene } from './scene.ts';
import { cutCommits } from './cut-commits.ts';
import { createDice, type Dice } from './dice.ts';
import { fillDisk } from './fill-disk.ts';
import { breakGround, type Ground } from './ground.ts';
import { holdPool } from './hold-pool.ts';
import { killAtPayment } from './kill-at-payment.ts';
import { killAtRandom } from './kill-at-random.ts';
import { killDemo } from './kill-demo.ts';
import { killMigration } from './kill-migration.ts';
import { pauseProcesses } from './pause-processes.ts';
import { playRounds } from './play-rounds.ts';
import { raceForOne } from './race-for-one.ts';
import { stopInOrder } from './stop-in-order.ts';
import { createTally, FirstFailure, type Tally } from './tally.ts';
import { foundTown } from './town.ts';

const lanes = 2;
/** Of all kills, those at any instant instead of at a named point. */
const randomShare = 8;

export const prove: Part = (options) =>
  onGround(options, async (ground, tally, dice) => {
    const { only = [] } = options;
    const scenes = await openScenes(ground, tally, dice, lanes);
    try {
      if (only.length === 0) {
        await playRounds(scenes, options.kills - Math.floor(options.kills / randomShare));
      }
      const [first] = scenes;
      if (first) await playScenes(first, options);
      for (const scene of scenes) await countEdges(scene);
    } finally {
      await Promise.all(scenes.map((scene) => scene.town.close()));
    }
    if (only.length === 0) await standApart(ground, tally, dice);
  });

/** Only the kills at named points, in one town: for a quick look. */
export const proveRounds: Part = (options) =>
  onGround(options, async (ground, tally, dice) => {
    const scenes = await openScenes(ground, tally, dice, 1);
    try {
      await playRounds(scenes, options.kills);
    } finally {
      await Promise.all(scenes.map((scene) => scene.town.close()));
    }
  });

async function onGround(
  options: PartOptions,
  work: (ground: Ground, tally: Tally, dice: Dice) => Promise<void>,
): Promise<PartReport> {
  const tally = createTally(options);
  const ground = await breakGround();
  try {
    await work(ground, tally, createDice(options.seed));
  } catch (error) {
    if (error instanceof FirstFailure) return tally.report();
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    tally.wrong('run_broken', 'the run itself', message);
  } finally {
    await ground.clear();
  }
  return tally.report();
}

function openScenes(ground: Ground, tally: Tally, dice: Dice, count: number): Promise<Scene[]> {
  const lane = (_: unknown, index: number) => openScene(ground, `town_${index}`, tally, dice);
  return Promise.all(Array.from({ length: count }, lane));
}

/** A town with two portals and two workers, of which the ones called "b" live already. */
async function openScene(ground: Ground, name: string, tally: Tally, dice: Dice): Promise<Scene> {
  const town = await foundTown(ground, name);
  await Promise.all([town.house.start('portal b'), town.house.start('worker b')]);
  const said = nothingAcknowledged();
  return {
    town,
    tally,
    dice,
    chronicle: { said, chargedAgain: new Set(), redelivered: new Set() },
  };
}

/** What happens to a whole house, one after the other; each ends with a look at everything. */
async function playScenes(scene: Scene, options: PartOptions): Promise<void> {
  const { town, tally, chronicle } = scene;
  const few = Math.ceil(options.kills / 60);
  const deeds: Readonly<Record<string, () => Promise<void>>> = {
    'killed at any instant': () => killAtRandom(scene, Math.floor(options.kills / randomShare)),
    'killed around the COMMIT of a payment': () => killAtPayment(scene),
    'ten payers at one invoice': () => raceForOne(scene),
    'stopped in order': () => stopInOrder(scene),
    'paused for longer than the lease': () => pauseProcesses(scene, few),
    'pool exhausted': () => holdPool(scene),
    'cut around COMMIT': () => cutCommits(scene, few * 5),
    'database stopped at once': () => crashDatabase(scene, options.databaseCrashes),
    'session killed': () => killSession(scene, few),
    'broken from inside': () => breakProcesses(scene),
  };
  await Promise.all([town.house.start('portal a'), town.house.start('worker a')]);
  const { only = [] } = options;
  for (const [name, deed] of Object.entries(deeds)) {
    if (only.length > 0 && !only.includes(name)) continue;
    tally.progress(name);
    await deed();
    await checkTown(town, chronicle, scene, name);
  }
}

/** What needs a world of its own. */
async function standApart(ground: Ground, tally: Tally, dice: Dice): Promise<void> {
  tally.progress('migration killed');
  await killMigration(ground, tally);
  tally.progress('disk full');
  await fillDisk(ground, tally, dice);
  tally.progress('demo killed');
  await killDemo(ground, tally, dice, 2);
  tally.progress('done');
}
