/** The disk of the data is full: writing is refused in order, reading goes on, and nothing is lost when there is room again (F33). */
import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fillFile } from '../../test/support/fill-file.ts';
import { administrate } from '../../test/support/test-server.ts';
import { cards } from './cards.ts';
import { checkTown, type Chronicle } from './check-town.ts';
import { patient } from './crowd.ts';
import type { Scene } from './scene.ts';
import { nothingAcknowledged } from './acknowledged.ts';
import type { Dice } from './dice.ts';
import type { Ground } from './ground.ts';
import { payInvoice } from './journey.ts';
import { passTime } from './pass-time.ts';
import { createPayer } from './payer.ts';
import type { Tally } from './tally.ts';
import { foundTown, type Town } from './town.ts';
import { longestWaitMs } from './patience.ts';

const where = 'disk of the data full';
const run = promisify(execFile);
const mostVisitors = 600;

export async function fillDisk(ground: Ground, tally: Tally, dice: Dice): Promise<void> {
  const disk = join(ground.folder, 'disk');
  mkdirSync(disk);
  try {
    const owner = 'uid=65534,gid=65534,mode=711';
    await run('mount', ['-t', 'tmpfs', '-o', `size=40m,${owner}`, 'saldo', disk]);
  } catch {
    tally.progress('skipped: a full disk (F33) needs root, who may mount a small one');
    return;
  }
  const { administrator } = ground.server;
  try {
    const files = join(disk, 'files');
    await run('install', ['-d', '-o', '65534', '-g', '65534', '-m', '700', files]);
    await administrate({ administrator }, [`create tablespace small location '${files}'`]);
    const town = await foundTown(ground, 'small_town', 'small');
    try {
      await playOnSmallDisk(town, disk, tally, dice);
    } finally {
      await town.close();
      await administrate({ administrator }, [
        'drop database small_town with (force)',
        'drop tablespace small',
      ]);
    }
  } finally {
    // A server that was not told to let go of its files keeps the disk busy, and the folder could not be removed.
    await run('umount', ['--lazy', disk]);
  }
}

async function playOnSmallDisk(town: Town, disk: string, tally: Tally, dice: Dice): Promise<void> {
  const said = nothingAcknowledged();
  const chronicle: Chronicle = { said, chargedAgain: new Set(), redelivered: new Set() };
  const scene: Scene = { town, chronicle, tally, dice };
  await Promise.all([town.house.start('portal a'), town.house.start('worker a')]);
  await pay(scene, await town.newInvoice());
  const invoice = await town.newInvoice();
  const ballast = join(disk, 'ballast');
  fillFile(ballast);
  await refusedInOrder(scene, invoice);
  rmSync(ballast);
  tally.fault('F33');
  await pay(scene, invoice);
  await checkTown(town, chronicle, scene, where);
}

async function pay({ town, chronicle, tally }: Scene, invoice: string): Promise<void> {
  await payInvoice(createPayer(town.house.url, patient()), {
    invoice,
    cards: [cards.good],
    said: chronicle.said,
    passTime: () => passTime(town),
    patience: AbortSignal.timeout(longestWaitMs),
  });
  tally.effort('payments');
}

/** Visitors begin to pay until the pages that have room are full; then each is told to come again. */
async function refusedInOrder({ town, tally }: Scene, invoice: string): Promise<void> {
  const quiet = { tries: 0, pauseMs: 0, forgivesErrors: false, onTrouble: () => {} };
  for (let visitor = 0; visitor < mostVisitors; visitor += 1) {
    const payer = createPayer(town.house.url, quiet);
    const page = await payer.get(invoice);
    if (page.status !== 200) {
      tally.wrong('not_refused_in_order', where, `reading is answered ${page.status}`);
      return;
    }
    const [, due = ''] = /name="due" value="([^"]+)"/.exec(page.text) ?? [];
    const { status } = await payer.post(`${invoice}/pay`, { due });
    if (status < 400) continue;
    const read = await payer.get(invoice);
    if (status !== 503 || read.status !== 200) {
      const what = `writing is answered ${status}, reading ${read.status}`;
      tally.wrong('not_refused_in_order', where, what);
    }
    const health = await payer.get('/health/ready');
    tally.progress(
      `disk full after ${visitor} visitors; health says ${health.status} ${health.text}`,
    );
    return;
  }
  tally.wrong('not_reached', where, 'there was room for everybody');
}
