/** Nobody else comes to a port between the moment it is found free and the moment it is used. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { z } from 'zod';
import { freePort } from './free-port.ts';

const wanted = 30;
const ports = z.array(z.number());

async function take(count: number): Promise<number[]> {
  const taken: number[] = [];
  while (taken.length < count) taken.push(await freePort());
  return taken;
}

/** A process that is given ports and keeps them until all the others have theirs. */
async function takeElsewhere(until: Promise<unknown>): Promise<readonly number[]> {
  const asked = `
    import { freePort } from ${JSON.stringify(join(import.meta.dirname, 'free-port.ts'))};
    const taken = [];
    while (taken.length < ${wanted}) taken.push(await freePort());
    console.log(JSON.stringify(taken));
    process.stdin.resume();`;
  const running = promisify(execFile)(process.execPath, ['--input-type=module', '-e', asked]);
  const { stdin, stdout } = running.child;
  assert(stdin && stdout);
  const [line] = await once(stdout.setEncoding('utf8'), 'data');
  void until.finally(() => stdin.end());
  return ports.parse(JSON.parse(String(line)));
}

test('processes that look for ports at the same time are given different ones', async () => {
  const all = Promise.withResolvers<undefined>();
  try {
    const taken = await Promise.all([
      take(wanted),
      takeElsewhere(all.promise),
      takeElsewhere(all.promise),
    ]);
    assert.equal(new Set(taken.flat()).size, 3 * wanted);
  } finally {
    all.resolve(undefined);
  }
});

test('a port that is given is free and not among those that outgoing connections take', async () => {
  const port = await freePort();
  const server = createServer();
  await once(server.listen({ host: '127.0.0.1', port }), 'listening');
  await once(server.close(), 'close');
  const range = await readFile('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').catch(() => null);
  const [first] = range?.split('\t') ?? ['49152'];
  assert(port < Number(first), `${port} is below ${first}`);
});

test('a port on which somebody listens is passed over', async () => {
  const port = await freePort();
  const server = createServer();
  await once(server.listen({ host: '127.0.0.1', port: port + 1 }), 'listening');
  try {
    const next = await take(3);
    assert(!next.includes(port + 1), next.join(', '));
  } finally {
    await once(server.close(), 'close');
  }
});
