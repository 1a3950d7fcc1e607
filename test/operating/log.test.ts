/** What the portal logs is for people; where nobody takes it any more, payers notice nothing. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { environmentWith } from '../../src/config.ts';
import { sql } from '../../src/database/sql.ts';
import { owe } from '../support/owe.ts';
import { createPayer } from '../support/payer.ts';
import { cards, goToProvider, payInvoice, payWith } from '../support/steps.ts';
import { until } from '../support/until.ts';
import { assertSound, openHouse, slug, type House } from './house.ts';

/** Everything that is written to it fails as on a full disk. */
const fullDisk = '/dev/full';
const skip = existsSync(fullDisk) ? false : `there is no ${fullDisk} here`;
const talkative = { LOG_LEVEL: 'trace' };

test(
  'the disk of the log is full, and people pay, are receipted and audited',
  { skip },
  async (t) => {
    const house = await openHouse(t);
    const portal = startOnFullDisk(t, house, 'serve');
    const worker = startOnFullDisk(t, house, 'work');
    await until('the portal to serve', () => isReady(house));
    const owed = await owe(house, { slug });
    await payInvoice(createPayer().tab(), owed.address);
    await assertAlive([portal, worker]);
    const audited = await house.database.owner.query(sql`select 1 as one from audit_records`);
    assert(audited.length > 0, 'what was done stands in the database');
    await assertSound(house.database.owner);
  },
);

test('whoever collects the log goes away, and people pay and are receipted', async (t) => {
  const house = await openHouse(t);
  const programs = [await house.start('serve', talkative), await house.start('work', talkative)];
  const before = createPayer().tab();
  await goToProvider(before, (await owe(house, { slug })).address);
  for (const { child } of programs) child.stderr?.destroy();
  await payWith(before, cards.visa);
  await payInvoice(createPayer().tab(), (await owe(house, { slug })).address);
  await assertAlive(programs.map(({ child }) => child));
  for (const { child, ended } of programs) {
    child.kill('SIGTERM');
    assert.equal((await ended).status, 0);
  }
  await assertSound(house.database.owner);
});

function startOnFullDisk(t: TestContext, house: House, role: 'serve' | 'work'): ChildProcess {
  const log = openSync(fullDisk, 'w');
  const main = join(import.meta.dirname, '../../src/main.ts');
  const child = spawn(process.execPath, [main, role], {
    env: environmentWith({ ...house.settings, ...talkative }),
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  t.after(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  return child;
}

async function isReady({ address }: House): Promise<boolean> {
  return fetch(`${address}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function assertAlive(children: readonly ChildProcess[]): Promise<void> {
  for (const { exitCode, signalCode } of children)
    assert.deepEqual([exitCode, signalCode], [null, null]);
}
