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
  readonly stop: () => Promise<void>;
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

export async function startMachineServer(binaries: string): Promise<MachineServer> {
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
  );
  const options = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=`;
  await run('pg_ctl', '-D', cluster, '-l', join(folder, 'log'), '-o', options, '-w', 'start');
  return {
    url: `postgresql://administrator@127.0.0.1:${port}/postgres`,
    run,
    folder,
    stop: async () => {
      await run('pg_ctl', '-D', cluster, '-m', 'fast', '-w', 'stop');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
