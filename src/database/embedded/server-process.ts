/** Starts and stops the server process of a cluster. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { giveTo } from './account.ts';
import type { Binaries } from './binaries.ts';
import { spawnOptions } from './cluster.ts';
import { EmbeddedFailure } from './embedded-failure.ts';
import type { Home } from './home.ts';
import { replaceFile } from './replace-file.ts';
import { isRunning } from './running.ts';

// The kernel takes 107; beyond 100 the server's account may be unable to add its lock file's name.
const longestSocketPath = 100;
const socketPort = 5432;

/** Starts the server in its own process group, so that Ctrl-C in a terminal does not reach it. */
export async function spawnServer(home: Home, binaries: Binaries): Promise<ChildProcess> {
  const log = join(home.folder, 'server.log');
  if (existsSync(log)) renameSync(log, `${log}.before`);
  const output = openSync(log, 'a', 0o600);
  giveTo(home.account, log);
  try {
    const child = spawn(binaries.postgres, await serverArguments(home), {
      ...spawnOptions(home),
      detached: true,
      stdio: ['ignore', output, output],
    });
    child.unref();
    // A program that cannot be started is reported by the exit that its starter waits for.
    child.on('error', () => {});
    return child;
  } finally {
    closeSync(output);
  }
}

/** What the server said last, for the sentence about why it did not start. */
export function lastWords(home: Home): string {
  const lines = readFileSync(join(home.folder, 'server.log'), 'utf8').trim().split('\n');
  return lines.slice(-5).join('\n');
}

async function serverArguments(home: Home): Promise<string[]> {
  const settings: Record<string, string> = {
    ...(await listening(home)),
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %a ',
    lc_messages: 'C',
    max_connections: '120',
    // A portal that has just been filled is planned for as an empty one until its rows have been counted.
    autovacuum_naptime: '15s',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', home.cluster, ...options];
}

async function listening(home: Home): Promise<Record<string, string>> {
  const socket = join(home.cluster, `.s.PGSQL.${socketPort}`);
  if (Buffer.byteLength(socket) <= longestSocketPath) {
    return {
      listen_addresses: '',
      unix_socket_directories: home.cluster,
      unix_socket_permissions: '0700',
      port: String(socketPort),
    };
  }
  const port = await loopbackPort(home);
  return { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(port) };
}

/** The same port as last time while it is free. */
async function loopbackPort(home: Home): Promise<number> {
  const file = join(home.folder, 'port');
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const port = (await tryPort(last)) ?? (await tryPort(0));
  if (port === undefined) throw new EmbeddedFailure('No port is free on this machine.');
  if (port !== last) replaceFile(file, `${port}\n`, 0o644);
  return port;
}

async function tryPort(port: number): Promise<number | undefined> {
  const probe = createServer();
  try {
    probe.listen(port, '127.0.0.1');
    await once(probe, 'listening');
    const address = probe.address();
    return typeof address === 'object' && address !== null ? address.port : undefined;
  } catch {
    return undefined;
  } finally {
    probe.close();
  }
}

/** Ends the server quickly but cleanly: open transactions are rolled back, everything is on disk. */
export async function stopServer(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT');
  while (isRunning(pid)) await delay(20);
}
