/** A backup is made while people pay, the server is lost, and the backup is restored elsewhere. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test, type TestContext } from 'node:test';
import { pino } from 'pino';
import { z } from 'zod';
import { fakeClock, systemClock } from '../../src/core/clock.ts';
import { sql } from '../../src/database/sql.ts';
import { connectDatabase } from '../../src/database/connect.ts';
import { appendTo, noteSeals } from '../../src/seals/index.ts';
import { startProgram, type Ended } from '../support/program.ts';
import { cards, payWith, reloadUntil } from '../support/steps.ts';
import { ownServerVariable, serverVariable } from '../support/test-server.ts';
import { until } from '../support/until.ts';
import type { TestDatabase } from '../support/database.ts';
import { assertSound, openHouse, type House } from './house.ts';
import { atProvider, clearing, netOf, pay, receiptNumbers } from './payers.ts';
import { findMachineBinaries, startMachineServer, type MachineServer } from './machine-server.ts';

const binaries = findMachineBinaries();
const skip = binaries === null ? 'this machine has no PostgreSQL with pg_dump' : false;

const reported = z.object({
  ok: z.boolean(),
  organisations: z.array(
    z.object({
      complete: z.boolean(),
      strays: z.number(),
      settled_without_receipt: z.number(),
      receipt_numbers_voided: z.number(),
    }),
  ),
});

const machine: { server: MachineServer | null } = { server: null };

function machineServer(): MachineServer {
  assert(machine.server, 'the server runs while tests do');
  return machine.server;
}

// After the databases of the file are dropped, which is done when it ends.
after(() => machine.server?.stop());

describe('a backup', { skip }, () => {
  before(async () => {
    machine.server = await startMachineServer(binaries ?? '');
    // Databases of this file are made on that server.
    Reflect.deleteProperty(process.env, serverVariable);
    process.env[ownServerVariable] = machineServer().url;
  });

  test('made in the middle of traffic gives back every cent and no receipt number twice', async (t) => {
    const house = await openHouse(t);
    const programs = [await house.start('serve'), await house.start('work')];
    const early = [await pay(house), await pay(house), await pay(house)];
    const [lateOne, lateOther] = [await atProvider(house), await atProvider(house)];

    const traffic = Array.from({ length: 4 }, () => pay(house));
    const server = machineServer();
    const file = join(server.folder, 'backup');
    await server.run('pg_dump', '-Fc', '-f', file, '-d', house.database.urls.owner);
    await Promise.all(traffic);

    await payWith(lateOne, cards.visa);
    await reloadUntil(lateOne, 'Receipt number');
    const forgotten = await pay(house);
    for (const session of [early[0], forgotten])
      await house.sandbox.control('POST', `/sessions/${session}/dispute`, {});
    const outside = await receiptNumbers(house.database.owner);
    await noteEverything(house);
    for (const { child } of programs) child.kill('SIGTERM');
    for (const { ended } of programs) assert.equal((await ended).status, 0);
    // The payer comes back to a portal that is gone.
    await assert.rejects(payWith(lateOther, cards.visa), /fetch failed/);

    const restored = await restore(t, house, file);
    const known = await receiptNumbers(restored.owner);
    t.diagnostic(
      `${outside.length} receipts were given, ${known.length} of them are in the backup`,
    );
    const refused = await saldo(house, restored, 'serve');
    assert.deepEqual([refused.status, /Run saldo reconcile first/.test(refused.said)], [1, true]);
    await house.sandbox.control('POST', '/faults', { on: 'list', fault: 'error_503' });
    const unanswered = await saldo(house, restored, 'reconcile');
    assert.deepEqual([unanswered.status, /reconcile again/.test(unanswered.said)], [1, true]);
    assert.equal((await saldo(house, restored, 'work')).status, 1, 'it is not reconciled yet');
    const reconciled = await saldo(house, restored, 'reconcile', '--json');
    assert.equal(reconciled.status, 0, reconciled.said);
    const { organisations } = reported.parse(JSON.parse(reconciled.out));
    t.diagnostic(JSON.stringify(organisations));
    assert.equal(await clearing(restored.owner), await netOf(house), 'the provider and we agree');
    await assertSound(restored.owner);
    const older = await saldo(house, restored, 'verify');
    assert.deepEqual(
      [older.status, /is not in the database.*older state/.test(older.said)],
      [1, true],
    );
    const accepted = await saldo(house, restored, 'seals', 'accept', '--reason', 'server lost');
    assert.match(accepted.out, /^valdorata, ledger: notes of seals after \d+ count no more/m);

    const settings = settingsOf(restored);
    await house.start('serve', settings);
    await house.start('work', settings);
    await pay({ address: house.address, database: restored });
    await until('every receipt to be given', async () => {
      const waiting = await restored.owner.query(
        sql`select 1 as one from payments where state = 'paid' and not receipt_issued`,
      );
      return waiting.length === 0;
    });
    const now = await receiptNumbers(restored.owner);
    const given = now.filter((number) => !known.includes(number));
    assert(given.length >= 3, 'two that were late, and one that is new');
    assert.deepEqual(
      given.filter((number) => outside.includes(number)),
      [],
      'no number is on two receipts',
    );
    assert.equal(await clearing(restored.owner), await netOf(house));
    const verified = await saldo(house, restored, 'verify', '--json');
    assert.equal(verified.status, 0, verified.out);
  });
});

/** As the worker does it once a minute: the file shows seals that no backup of before has. */
async function noteEverything({ database, organisation, settings }: House): Promise<void> {
  await until('everything to be sealed', async () => {
    const waiting = await database.owner.query(sql`
      select 1 as one from ledger_waiting union all select 1 from audit_waiting`);
    return waiting.length === 0;
  });
  const file = join(settings['SALDO_DATA'] ?? '', 'seals.jsonl');
  const context = {
    database: database.database,
    clock: fakeClock(new Date(systemClock.now().getTime() + 120_000)),
    log: pino({ level: 'silent' }),
  };
  assert((await noteSeals(context, organisation, appendTo(file))) > 0);
}

/** Another database, as on another server: what says where the data lives is not the same there. */
async function restore(t: TestContext, house: House, file: string): Promise<TestDatabase> {
  const server = machineServer();
  const { urls } = house.database;
  const restoredUrl = (url: string) => url.replace(/[^/]+$/, 'restored');
  await server.run('psql', '-c', 'create database restored', '-d', server.url);
  await server.run('pg_restore', '-d', restoredUrl(urls.owner), file);
  const connect = (connectionString: string) =>
    connectDatabase({
      connection: { connectionString },
      poolSize: 2,
      applicationName: 'saldo test',
    });
  const [portal, owner] = [restoredUrl(urls.portal), restoredUrl(urls.owner)];
  const restored = { database: await connect(portal), owner: await connect(owner) };
  const close = async () => {
    await Promise.all([restored.database.close(), restored.owner.close()]);
    // Otherwise the account that it gives rights to could not be removed.
    await server.run('psql', '-c', 'drop database restored with (force)', '-d', server.url);
  };
  t.after(close);
  const connections = { portal: { connectionString: portal }, owner: { connectionString: owner } };
  return { ...restored, connections, urls: { portal, owner }, close };
}

function settingsOf({ urls }: TestDatabase): Record<string, string> {
  return { DATABASE_URL: urls.portal, DATABASE_MIGRATION_URL: urls.owner };
}

function saldo(house: House, database: TestDatabase, ...words: string[]): Promise<Ended> {
  return startProgram(words, { ...house.settings, ...settingsOf(database) }).ended;
}
