/** What is done to a whole house, one thing after the other; each ends with a look at everything. */
import type { PartOptions } from '../part.ts';
import { breakProcesses } from './break-process.ts';
import { checkTown } from './check-town.ts';
import { crashDatabase, killSession } from './crash-database.ts';
import { cutCommits } from './cut-commits.ts';
import type { Dice } from './dice.ts';
import { fillDisk } from './fill-disk.ts';
import type { Ground } from './ground.ts';
import { holdPool } from './hold-pool.ts';
import { killAtPayment } from './kill-at-payment.ts';
import { killAtProvider } from './kill-at-provider.ts';
import { killAtRandom } from './kill-at-random.ts';
import { killDemo } from './kill-demo.ts';
import { killInStatement } from './kill-in-statement.ts';
import { killMigration } from './kill-migration.ts';
import { pauseProcesses } from './pause-processes.ts';
import { raceForOne } from './race-for-one.ts';
import type { Scene } from './scene.ts';
import { stopInOrder } from './stop-in-order.ts';
import type { Tally } from './tally.ts';

/** Of all kills, those at any instant instead of at a named point. */
const randomShare = 8;

/** How many of all kills are killed at named points. */
export function killsAtPoints({ kills }: PartOptions): number {
  return kills - killsAtRandom(kills);
}

function killsAtRandom(kills: number): number {
  return Math.floor(kills / randomShare);
}

type Deeds = Readonly<Record<string, () => Promise<void>>>;

/** In a town whose server nobody else depends on: it is crashed too. */
export async function playScenes(scene: Scene, options: PartOptions): Promise<void> {
  const { town, tally, chronicle } = scene;
  const few = Math.ceil(options.kills / 60);
  const deeds: Deeds = {
    'killed at any instant': () => killAtRandom(scene, killsAtRandom(options.kills)),
    'killed around the COMMIT of a payment': () => killAtPayment(scene),
    'killed with a request at the provider': () => killAtProvider(scene),
    'killed inside a statement': () => killInStatement(scene),
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
  await play(deeds, options, tally, (name) => checkTown(town, chronicle, scene, name));
}

/** What needs a world of its own. */
export async function standApart(
  ground: Ground,
  { tally, dice }: { readonly tally: Tally; readonly dice: Dice },
  options: PartOptions,
): Promise<void> {
  const deeds: Deeds = {
    'migration killed': () => killMigration(ground, tally),
    'disk full': () => fillDisk(ground, tally, dice),
    'demo killed': () => killDemo(ground, tally, dice, 2),
  };
  await play(deeds, options, tally, () => Promise.resolve());
}

async function play(
  deeds: Deeds,
  { only = [] }: PartOptions,
  tally: Tally,
  check: (name: string) => Promise<void>,
): Promise<void> {
  for (const [name, deed] of Object.entries(deeds)) {
    if (only.length > 0 && !only.includes(name)) continue;
    await tally.timed(name, async () => {
      await deed();
      await check(name);
    });
  }
}
