import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  statSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import type { TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { stopServersBelow } from '../../../test/support/stop-servers.ts';
import { claimPortal, PortalAlreadyRunning } from '../claim-portal.ts';
import { connectDatabase } from '../connect.ts';
import { sql } from '../sql.ts';
import { accountForServer } from './account.ts';
import { isRunning, readPidFile } from './running.ts';
import { startEmbedded } from './start-embedded.ts';
import type { EmbeddedServer } from './start-embedded.ts';
import { until } from '../../../test/support/until.ts';
import { Refusal } from '../../core/errors.ts';

const isRoot = process.getuid?.() === 0;
const rootOnly = { skip: isRoot ? false : 'only root can start processes of other users' };

const endings = new WeakMap<TestContext, (() => unknown)[]>();

/** Unlike `t.after`, runs what was asked for last first: servers are left before their folder goes. */
function atEnd(t: TestContext, work: () => unknown): void {
  const list = endings.get(t) ?? [];
  if (list.length === 0) {
    t.after(async () => {
      for (const each of list.toReversed()) await each();
    });
  }
  list.push(work);
  endings.set(t, list);
}

async function emptyFolder(t: TestContext, mode = 0o755): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'embedded-'));
  chmodSync(folder, mode);
  atEnd(t, () => removeFolder(folder));
  return folder;
}

const shared = mkdtempSync(join(tmpdir(), 'embedded-'));
chmodSync(shared, 0o755);
after(() => removeFolder(shared));

async function removeFolder(folder: string): Promise<void> {
  await stopServersBelow(folder);
  await rm(folder, { recursive: true, force: true });
}

function start(t: TestContext, folder: string, elsewhere?: string): Promise<EmbeddedServer> {
  const options = { folder, log: () => {}, ...(elsewhere === undefined ? {} : { elsewhere }) };
  const server = startEmbedded(options);
  atEnd(t, async () => (await server).release());
  return server;
}

const connect = (server: EmbeddedServer) =>
  connectDatabase({ connection: server.owner, poolSize: 2, applicationName: 'embedded test' });

async function ask(server: EmbeddedServer) {
  const database = await connect(server);
  try {
    return await database.query(sql`select current_user as account`);
  } finally {
    await database.close();
  }
}

function child(t: TestContext, folder: string, mode: string, options: SpawnOptions = {}) {
  const program = join(import.meta.dirname, '../../../test/support/embedded-child.ts');
  const started = spawn(process.execPath, [program, folder, mode], {
    ...options,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  atEnd(t, () => kill(started));
  return started;
}

async function* linesOf(process: ChildProcess) {
  if (process.stdout !== null) yield* createInterface({ input: process.stdout });
}

async function firstLine(process: ChildProcess): Promise<string> {
  for await (const line of linesOf(process)) return line;
  throw new Error('the process said nothing');
}

async function kill(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const exited = once(process, 'exit');
  process.kill('SIGKILL');
  await exited;
}

function pidOf(server: EmbeddedServer): number {
  const file = readPidFile(join(server.where, 'cluster'));
  assert.equal(file.kind, 'running');
  return file.kind === 'running' ? file.server.pid : 0;
}

async function untilGone(pid: number): Promise<void> {
  while (isRunning(pid)) await delay(10);
}

/** Kills a process in the middle of its writing; returns the last number that it knew to be committed. */
async function killWriter(t: TestContext, folder: string): Promise<number> {
  const writer = child(t, folder, 'write');
  let last = 0;
  for await (const line of linesOf(writer)) {
    if (/^\d+$/.test(line)) last = Number(line);
    if (last === 50) writer.kill('SIGKILL');
  }
  return last;
}

async function countWritten(server: EmbeddedServer): Promise<number> {
  const database = await connect(server);
  const rows = await database.query<{ number: number }>(sql`select number from written`);
  await database.close();
  const numbers = new Set(rows.map((row) => row.number));
  for (let number = 1; number < numbers.size; number += 1) assert.ok(numbers.has(number));
  return numbers.size;
}

test('the first start makes the database, the next finds it, and the last one out stops it', async (t) => {
  const folder = await emptyFolder(t);
  const first = await start(t, folder);
  const pid = pidOf(first);
  const second = await start(t, folder);
  assert.deepEqual([first.how, second.how], ['initialised', 'adopted']);
  assert.equal(statSync(join(first.where, 'cluster', 'saldo-passwords.json')).mode & 0o777, 0o600);
  await first.release();
  assert.deepEqual(await ask(second), [{ account: 'saldo_owner' }]);
  const database = await connect(second);
  await second.release();
  assert.equal(isRunning(pid), false);
  await assert.rejects(database.query(sql`select 1`), { name: 'Refusal', code: 'unavailable' });
  await database.close();
  const users = await Promise.all(Array.from({ length: 6 }, () => start(t, folder)));
  const last = pidOf(second);
  assert.deepEqual(
    users.map((user) => user.how).filter((how) => how !== 'adopted'),
    ['started'],
  );
  await Promise.all(users.map((user) => user.release()));
  assert.equal(isRunning(last), false);
});

test('two first starts at the same moment make one database', async (t) => {
  const folder = await emptyFolder(t);
  const other = child(t, folder, 'hold');
  const mine = await start(t, folder);
  const line = await firstLine(other);
  assert.equal([mine.how, line].filter((how) => how.startsWith('initialised')).length, 1);
  assert.deepEqual(await ask(mine), [{ account: 'saldo_owner' }]);
});

test('a start that meets a server shutting down gets a server of its own', async (t) => {
  const first = await start(t, shared);
  const [, second] = await Promise.all([first.release(), start(t, shared)]);
  assert.deepEqual(await ask(second), [{ account: 'saldo_owner' }]);
});

test('after the portal was killed its server is adopted and no acknowledged row is missing', async (t) => {
  const last = await killWriter(t, shared);
  const server = await start(t, shared);
  assert.equal(server.how, 'adopted');
  assert.ok((await countWritten(server)) >= last);
});

test('after portal and server were killed the next start recovers every acknowledged row', async (t) => {
  const last = await killWriter(t, shared);
  const found = readPidFile(join(shared, 'cluster'));
  assert.equal(found.kind, 'running');
  if (found.kind !== 'running') return;
  process.kill(found.server.pid, 'SIGKILL');
  await untilGone(found.server.pid);
  // The worst leftover: the number of the dead server now belongs to a program of the same user.
  const pidFile = join(shared, 'cluster', 'postmaster.pid');
  const program = ['-e', 'console.log(1); setInterval(() => {}, 1e6)'];
  const other = spawn(process.execPath, program, { ...accountForServer(), cwd: '/' });
  atEnd(t, () => kill(other));
  await firstLine(other);
  writeFileSync(pidFile, `${other.pid}\n${shared}/cluster\n0\n5432\n\n\n`);
  const server = await start(t, shared);
  assert.equal(server.how, 'started');
  assert.ok((await countWritten(server)) >= last);
});

test('a process that is killed while it makes the database leaves nothing that harms', async (t) => {
  const folder = await emptyFolder(t);
  const begun = Promise.withResolvers<void>();
  const watcher = watch(folder, (_, name) => {
    if (name?.startsWith('cluster.new-') === true) begun.resolve();
  });
  const maker = child(t, folder, 'hold');
  await begun.promise;
  watcher.close();
  await kill(maker);
  const server = await start(t, folder);
  assert.equal(server.how, 'initialised');
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('cluster.new-')),
    [],
  );
  assert.deepEqual(await ask(server), [{ account: 'saldo_owner' }]);
});

test('a server that dies while it is in use is started again', async (t) => {
  const server = await start(t, shared);
  const database = await connect(server);
  await database.query(sql`create table kept as select 1 as one`);
  const pid = pidOf(server);
  process.kill(pid, 'SIGKILL');
  await untilGone(pid);
  const rows = await until('the server to be back', () =>
    database
      .transaction((transaction) => transaction.query(sql`table kept`))
      .catch((error: unknown) => {
        if (error instanceof Refusal && error.code === 'unavailable') return null;
        throw error;
      }),
  );
  assert.deepEqual(rows, [{ one: 1 }]);
  await database.close();
});

test('a folder whose name is too long for a socket is served on a port, the same next time', async (t) => {
  const folder = join(await emptyFolder(t), 'a'.repeat(60), 'b'.repeat(60));
  const first = await start(t, folder);
  assert.equal(first.owner.host, '127.0.0.1');
  assert.deepEqual(await ask(first), [{ account: 'saldo_owner' }]);
  await first.release();
  const second = await start(t, folder);
  assert.deepEqual([second.how, second.owner.port], ['started', first.owner.port]);
});

test('a second portal is refused until the first one is gone, killed or not', async (t) => {
  const server = await start(t, shared);
  const other = child(t, shared, 'claim');
  await firstLine(other);
  const claim = () => claimPortal(server.portal, () => {});
  await assert.rejects(claim(), PortalAlreadyRunning);
  await kill(other);
  const mine = await claim();
  await mine.release();
});

test(
  'root keeps the data of a folder that its server cannot reach elsewhere',
  rootOnly,
  async (t) => {
    const folder = join(await emptyFolder(t, 0o700), 'data');
    const elsewhere = await emptyFolder(t);
    const first = await start(t, folder, elsewhere);
    assert.ok(first.where.startsWith(elsewhere));
    assert.equal(existsSync(join(folder, 'cluster')), false);
    await first.release();
    const second = await start(t, folder, elsewhere);
    assert.deepEqual([second.how, second.where], ['started', first.where]);
  },
);

test(
  'an ordinary user runs the server as that user, and root after them too',
  rootOnly,
  async (t) => {
    const folder = join(await emptyFolder(t), 'data');
    await mkdir(folder);
    chownSync(folder, 1, 1);
    const user = child(t, folder, 'hold', { uid: 1, gid: 1 });
    assert.match(await firstLine(user), /^initialised 18/);
    assert.equal(statSync(join(folder, 'cluster')).uid, 1);
    user.stdin?.end();
    await once(user, 'exit');
    const server = await start(t, folder);
    assert.equal(server.how, 'started');
    assert.equal(statSync(`/proc/${pidOf(server)}`).uid, 1);
  },
);
