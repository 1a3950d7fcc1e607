/** A PostgreSQL server of the machine's own packages, which bring the programs that make and restore backups. */
import { execFile } from 'node:child_process';
import { chownSync, globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { accountForServer } from '../../src/database/embedded/account.ts';
import { freePort } from '../support/free-port.ts';

const execute = promisify(execFile);

export type MachineServer = {
  /** By an account that may do everything. */
  readonly url: string;
  /** Runs one of PostgreSQL's programs, such as `pg_dump`, on a database of this server. */
  readonly run: (program: string, ...words: readonly string[]) => Promise<string>;
  readonly folder: string;
  /** Where its tables are. */
  readonly cluster: string;
  /** Stops it in order, or at once, as a power cut would; does nothing where it has ended by itself. */
  readonly halt: (how?: 'fast' | 'immediate') => Promise<void>;
  /** Starts it again at the same address. */
  readonly resume: () => Promise<void>;
  /** Ends it for good and removes its folder. */
  readonly stop: () => Promise<void>;
};

export type MachineServerOptions = {
  /** More for `initdb`, such as another place for the write-ahead log. */
  readonly initialise?: readonly string[];
  readonly settings?: Readonly<Record<string, string>>;
};

/** The folder of the newest server that comes with `pg_dump`; null when there is none. */
export function findMachineBinaries(): string | null {
  const found = globSync(['/usr/lib/postgresql/*/bin/pg_dump', '/usr/pgsql-*/bin/pg_dump'])
    .map((path) => dirname(path))
    .filter((folder) => globSync(join(folder, 'initdb')).length > 0);
  return (
    found.toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true })).at(-1) ?? null
  );
}

export async function startMachineServer(
  binaries: string,
  { initialise = [], settings = {} }: MachineServerOptions = {},
): Promise<MachineServer> {
  const account = accountForServer();
  const folder = await mkdtemp(join(tmpdir(), 'saldo-machine-'));
  if (account) chownSync(folder, account.uid, account.gid);
  const port = await freePort();
  const run = async (program: string, ...words: readonly string[]): Promise<string> => {
    const { stdout } = await execute(join(binaries, program), words, { ...account, cwd: folder });
    return stdout;
  };
  const cluster = join(folder, 'cluster');
  await run(
    'initdb',
    '-D',
    cluster,
    '-U',
    'administrator',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--data-checksums',
    ...initialise,
  );
  const given = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', ...settings };
  const options = Object.entries(given).map(([name, value]) => `-c ${name}=${value}`);
  const control = (...words: readonly string[]) =>
    run('pg_ctl', '-D', cluster, '-l', join(folder, 'log'), '-w', ...words);
  const resume = async () => void (await control('-o', options.join(' '), 'start'));
  const isRunning = () =>
    control('status').then(
      () => true,
      () => false,
    );
  const halt: MachineServer['halt'] = async (how = 'fast') => {
    if (await isRunning()) await control('-m', how, 'stop');
  };
  await resume();
  return {
    url: `postgresql://administrator@127.0.0.1:${port}/postgres`,
    run,
    folder,
    cluster,
    halt,
    resume,
    stop: async () => {
      await halt();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
