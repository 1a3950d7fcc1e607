/** The sandbox as a process: it starts, remembers, and never outlives its parent. */
import { strict as assert } from 'node:assert';
import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('main.ts', import.meta.url));

suite('the sandbox process', () => {
  test('says where it is, answers, and stops on SIGTERM', async (t) => {
    const child = await start(t);
    const url = await addressOf(child);
    const live = await fetch(`${url}/health/live`);
    assert.deepEqual(await live.json(), { status: 'live' });
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
  });

  test('remembers everything after being killed', async (t) => {
    const folder = await folderFor(t);
    const first = await start(t, folder);
    const body = JSON.stringify({ name: 'Comune' });
    const headers = { 'content-type': 'application/json' };
    const address = `${await addressOf(first)}/control/accounts`;
    const made: unknown = await (await fetch(address, { method: 'POST', headers, body })).json();
    first.kill('SIGKILL');
    await once(first, 'exit');
    const second = await start(t, folder);
    const list: unknown = await (await fetch(`${await addressOf(second)}/control/accounts`)).json();
    assert(typeof made === 'object' && made !== null && 'account_id' in made);
    assert(JSON.stringify(list).includes(String(made.account_id)));
    second.kill('SIGTERM');
    await once(second, 'exit');
  });

  test('ends when the parent that holds its channel is killed', async (t) => {
    const folder = await folderFor(t);
    const script = `
      const { fork } = require('node:child_process');
      const env = { SANDBOX_PORT: '0', SANDBOX_DATA: ${JSON.stringify(folder)} };
      const child = fork(${JSON.stringify(entry)}, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
      child.on('message', ({ url }) => process.send({ url }));`;
    const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
    const parent = spawn(process.execPath, ['-e', script], { stdio: [...stdio] });
    const url = await addressOf(parent);
    parent.kill('SIGKILL');
    while (await answers(url));
  });

  test('a port that is taken is an error that names it', async (t) => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    t.after(() => taken.close());
    const address = taken.address();
    assert(typeof address === 'object' && address);
    const child = await start(t, await folderFor(t), address.port);
    const said: Buffer[] = [];
    child.stderr?.on('data', (chunk: Buffer) => said.push(chunk));
    const [code] = await once(child, 'close');
    assert.equal(code, 1);
    assert(Buffer.concat(said).includes(`cannot listen on 127.0.0.1:${address.port}`));
  });
});

async function folderFor(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-process-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function start(t: TestContext, folder?: string, port = 0): Promise<ChildProcess> {
  const env = { SANDBOX_PORT: String(port), SANDBOX_DATA: folder ?? (await folderFor(t)) };
  const child = fork(entry, { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  t.after(() => child.kill('SIGKILL'));
  return child;
}

async function addressOf(child: ChildProcess): Promise<string> {
  const [message]: unknown[] = await once(child, 'message');
  assert(typeof message === 'object' && message !== null && 'url' in message);
  return String(message.url);
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(`${url}/health/live`)).text();
    return true;
  } catch (error) {
    assert(error instanceof TypeError);
    return false;
  }
}
