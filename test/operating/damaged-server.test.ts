/** A server whose log has no room, or whose tables were changed behind its back: an error, and never a wrong figure. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { sql } from '../../src/database/sql.ts';
import { fillFile } from '../support/fill-file.ts';
import { cards, payWith, reloadUntil } from '../support/steps.ts';
import { startProgram } from '../support/program.ts';
import { ownServerVariable, serverVariable } from '../support/test-server.ts';
import { until } from '../support/until.ts';
import { assertSound, openHouse, type House } from './house.ts';
import { findMachineBinaries, startMachineServer, type MachineServer } from './machine-server.ts';
import { atProvider, clearing, netOf, pay, receiptNumbers } from './payers.ts';

const run = promisify(execFile);
const binaries = findMachineBinaries();
const isRoot = process.getuid?.() === 0;
const needs = isRoot ? 'a PostgreSQL of the machine' : 'root, who may mount a small disk';
const skip = binaries === null || !isRoot ? `this needs ${needs}` : false;

/** A disk of its own for the write-ahead log, small enough to be filled. */
const logDisk = { folder: '', server: null as MachineServer | null };

function machineServer(): MachineServer {
  assert(logDisk.server, 'the server runs while tests do');
  return logDisk.server;
}

// After the databases of the file are dropped, which is done when it ends.
after(async () => {
  await logDisk.server?.stop();
  if (logDisk.folder === '') return;
  await run('umount', [join(logDisk.folder, 'log')]).catch(() => 'it was never mounted');
  await rm(logDisk.folder, { recursive: true, force: true });
});

describe('a server in trouble', { skip }, () => {
  before(async () => {
    logDisk.folder = await mkdtemp(join(tmpdir(), 'saldo-log-'));
    chmodSync(logDisk.folder, 0o755);
    const disk = join(logDisk.folder, 'log');
    mkdirSync(disk);
    const owner = 'uid=65534,gid=65534,mode=711';
    await run('mount', ['-t', 'tmpfs', '-o', `size=40m,${owner}`, 'saldo', disk]);
    logDisk.server = await startMachineServer(binaries ?? '', {
      initialise: [`--waldir=${join(disk, 'wal')}`, '--wal-segsize=1'],
      settings: { min_wal_size: '2MB', max_wal_size: '8MB' },
    });
    // Databases of this file are made on that server.
    Reflect.deleteProperty(process.env, serverVariable);
    process.env[ownServerVariable] = machineServer().url;
  });

  test('the disk of its log is full: it stops, and what was acknowledged is there when it is back', async (t) => {
    const house = await openHouse(t);
    await house.start('serve');
    await house.start('work');
    await pay(house);
    const late = await atProvider(house);
    const acknowledged = await receiptNumbers(house.database.owner);
    const ballast = join(logDisk.folder, 'log', 'ballast');
    fillFile(ballast);
    await until('the server to stop', async () => {
      await writeToLog(house).catch(() => 'there was no room');
      return !(await answers(house));
    });
    const refused = await payWith(late, cards.visa);
    assert.equal(refused.heading, 'Service not available at the moment');

    rmSync(ballast);
    await machineServer().halt('immediate');
    await machineServer().resume();
    await until('the house to be back', () => answers(house));
    const kept = await receiptNumbers(house.database.owner);
    assert.deepEqual(
      acknowledged.filter((number) => !kept.includes(number)),
      [],
    );
    await reloadUntil(late, 'Receipt number');
    await pay(house);
    await until('the provider and us to agree', async () => {
      return (await clearing(house.database.owner)) === (await netOf(house));
    });
    await assertSound(house.database.owner);
  });

  test('one bit of a page is another: whoever reads it is told, and no sum is made of it', async (t) => {
    const house = await openHouse(t);
    await house.start('serve');
    await house.start('work');
    await pay(house);
    const sound = await verify(house);
    assert.equal(sound.status, 0, sound.said);
    const [row] = await house.database.owner.query<{ path: string }>(
      sql`select pg_relation_filepath('ledger_postings') as path`,
    );
    await machineServer().halt();
    flipBit(join(machineServer().cluster, row?.path ?? ''));
    await machineServer().resume();
    const damaged = await verify(house);
    assert.notEqual(damaged.status, 0);
    assert.match(damaged.said, /invalid page/);
    assert.equal(damaged.out, '', 'no figure is given');
    await assert.rejects(clearing(house.database.owner), /invalid page/);
  });
});

/** In the last byte of the first page, where the first rows are. */
function flipBit(path: string): void {
  const [file, byte, at] = [openSync(path, 'r+'), Buffer.alloc(1), 8191];
  readSync(file, byte, 0, 1, at);
  writeSync(file, Buffer.of(byte.readUInt8() ^ 1), 0, 1, at);
  closeSync(file);
}

/** A megabyte of it, of no meaning. */
async function writeToLog({ database }: House): Promise<void> {
  await database.owner.query(
    sql`select pg_logical_emit_message(true, 'ballast', repeat('x', 1000000))`,
  );
}

async function answers({ database }: House): Promise<boolean> {
  return database.owner.query(sql`select 1 as one`).then(
    () => true,
    () => false,
  );
}

function verify({ settings }: House) {
  return startProgram(['verify', '--json'], settings).ended;
}
