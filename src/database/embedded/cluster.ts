/** Makes a new cluster: complete with its accounts and database, or not there at all. */
import { spawn } from 'node:child_process';
import type { SpawnOptions } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { createIds } from '../../core/id.ts';
import { systemClock } from '../../core/clock.ts';
import { giveTo } from './account.ts';
import type { Binaries } from './binaries.ts';
import { EmbeddedFailure } from './embedded-failure.ts';
import type { Home } from './home.ts';
import { syncFolder } from './replace-file.ts';
import { isRunning } from './running.ts';

const secretsName = 'saldo-passwords.json';
const passwords = z.object({ administrator: z.string(), owner: z.string(), portal: z.string() });

export type Passwords = z.infer<typeof passwords>;

/** The accounts of the server; the administrator's is used to start and stop it and by tests. */
export const accountNames = {
  administrator: 'postgres',
  owner: 'saldo_owner',
  portal: 'saldo_portal',
} as const;

export const databaseName = 'saldo';

export function readPasswords(home: Home): Passwords {
  return passwords.parse(JSON.parse(readFileSync(join(home.cluster, secretsName), 'utf8')));
}

const removal = { recursive: true, force: true } as const;

/** Makes the cluster when there is none; returns whether this call made it. */
export async function ensureCluster(home: Home, binaries: Binaries): Promise<boolean> {
  removeUnfinished(home);
  if (existsSync(home.cluster)) return false;
  const unfinished = join(home.folder, `cluster.new-${process.pid}`);
  rmSync(unfinished, removal);
  mkdirSync(unfinished, { mode: 0o700 });
  giveTo(home.account, unfinished);
  await initialise(unfinished, home, binaries);
  try {
    renameSync(unfinished, home.cluster);
  } catch (error) {
    rmSync(unfinished, removal);
    // Another process that started at the same time was faster.
    if (existsSync(home.cluster)) return false;
    throw new EmbeddedFailure(`${home.cluster} could not be made.`, { cause: error });
  }
  syncFolder(home.folder);
  return true;
}

/** What processes that were killed while they made a cluster have left. */
function removeUnfinished(home: Home): void {
  for (const name of readdirSync(home.folder)) {
    const pid = /^cluster\.new-(\d+)(?:\.password)?$/.exec(name)?.[1];
    if (pid === undefined || Number(pid) === process.pid || isRunning(Number(pid))) continue;
    // The initdb of a killed process writes on for a moment.
    rmSync(join(home.folder, name), { ...removal, maxRetries: 20, retryDelay: 50 });
  }
}

async function initialise(cluster: string, home: Home, binaries: Binaries): Promise<void> {
  const ids = createIds(systemClock);
  const secrets: Passwords = {
    administrator: ids.token(),
    owner: ids.token(),
    portal: ids.token(),
  };
  // initdb wants an empty folder and a password in a file that its account can read.
  const passwordFile = `${cluster}.password`;
  writeFileSync(passwordFile, secrets.administrator, { mode: 0o600 });
  giveTo(home.account, passwordFile);
  try {
    await initialiseWithLocale(cluster, passwordFile, home, binaries);
  } finally {
    rmSync(passwordFile);
  }
  const secretsFile = join(cluster, secretsName);
  writeFileSync(secretsFile, `${JSON.stringify(secrets)}\n`, { mode: 0o600, flush: true });
  giveTo(home.account, secretsFile);
  // Single-user mode: no other program can reach the cluster before it is complete.
  const single = ['--single', '-D', cluster, '-c', 'log_min_messages=warning', 'template1'];
  await run(binaries.postgres, single, home, accountStatements(secrets));
}

async function initialiseWithLocale(
  cluster: string,
  passwordFile: string,
  home: Home,
  binaries: Binaries,
): Promise<void> {
  const options = [
    '--data-checksums',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--auth=scram-sha-256',
    `--username=${accountNames.administrator}`,
    `--pwfile=${passwordFile}`,
    '-D',
    cluster,
  ];
  try {
    await run(binaries.initdb, [...options, '--locale=C.UTF-8'], home);
  } catch {
    // Not every system has that locale; C differs only in messages and full-text rules.
    await run(binaries.initdb, [...options, '--locale=C'], home);
  }
}

/** One statement per line, as single-user mode wants them; the passwords are base 32. */
function accountStatements(secrets: Passwords): string {
  const { owner, portal } = accountNames;
  return [
    `create role ${owner} login password '${secrets.owner}'`,
    `create role ${portal} login password '${secrets.portal}'`,
    `create database ${databaseName} owner ${owner}`,
    `revoke all on database ${databaseName} from public`,
    `grant connect, temporary on database ${databaseName} to ${portal}`,
    '',
  ].join('\n');
}

async function run(program: string, values: string[], home: Home, input = ''): Promise<void> {
  const child = spawn(program, values, {
    ...spawnOptions(home),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  child.stdin.end(input);
  const [output, errors, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    exited,
  ]);
  if (status !== 0 || /^.*(?:ERROR|FATAL|PANIC):/m.test(errors)) {
    throw new EmbeddedFailure(`The database could not be made: ${errors.trim() || output.trim()}`);
  }
}

/** Run as the server's account, in a folder it may enter, with messages in English. */
export function spawnOptions(home: Home): SpawnOptions {
  return {
    cwd: home.folder,
    env: { LC_MESSAGES: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' },
    ...(home.account === undefined ? {} : { uid: home.account.uid, gid: home.account.gid }),
  };
}
