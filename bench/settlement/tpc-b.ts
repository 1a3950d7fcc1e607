/** The reference of settling: PostgreSQL's own TPC-B on the same server, by the same number of clients. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { escapeIdentifier } from 'pg';
import { findProgram } from '../machine/find-program.ts';
import type { Town } from '../town/open-town.ts';
import { administrate, withDatabase } from '../../test/support/test-server.ts';

const run = promisify(execFile);
const scale = 50;
const databaseName = 'saldo_bench_tpc_b';
/** The embedded server takes 120 connections; the portal that waits its turn keeps some. */
const mostConnections = 90;

export type TpcB = {
  readonly name: string;
  /** @returns transactions per second */
  readonly measure: (clients: number, seconds: number) => Promise<number>;
};

/** Fills its tables when they are not there; null where pgbench is not installed. */
export async function openTpcB(town: Town, progress: (line: string) => void): Promise<TpcB | null> {
  const program = findProgram('pgbench');
  if (program === null) return null;
  const connection = withDatabase(town.server.administrator, databaseName);
  const url = new URL(connection.connectionString ?? 'postgresql://localhost');
  const environment = {
    PGHOST: connection.host ?? url.hostname,
    PGPORT: String(connection.port ?? url.port),
    PGUSER: connection.user ?? decodeURIComponent(url.username),
    PGPASSWORD: String(connection.password ?? decodeURIComponent(url.password)),
    PGDATABASE: databaseName,
  };
  const bench = async (...words: readonly string[]): Promise<string> =>
    (await run(program, [...words], { env: environment })).stdout;
  if (!(await isFilled(town))) {
    progress(`filling the tables of TPC-B, scale ${scale}`);
    await administrate(town.server, [
      `drop database if exists ${databaseName}`,
      `create database ${escapeIdentifier(databaseName)}`,
    ]);
    await bench('-i', '-q', '-s', String(scale));
    await administrate(town.server, [`comment on database ${databaseName} is 'filled'`]);
  }
  return {
    name: `pgbench TPC-B, scale ${scale}, prepared`,
    measure: async (clients, seconds) => {
      const connections = String(Math.min(clients, mostConnections));
      const words = ['-n', '-M', 'prepared', '-c', connections, '-j', clients > 1 ? '2' : '1'];
      return readRate(await bench(...words, '-T', String(Math.ceil(seconds))));
    },
  };
}

async function isFilled(town: Town): Promise<boolean> {
  const rows = await town.administrator.query({
    text: `select 1 from pg_database
      where datname = $1 and shobj_description(oid, 'pg_database') = 'filled'`,
    values: [databaseName],
  });
  return rows.length === 1;
}

function readRate(output: string): number {
  // On a machine that is busy with other things it may come to nothing, and then gives no rate.
  if (output.includes('transactions actually processed: 0\n')) return 0;
  const rate = /^tps = ([\d.]+)/m.exec(output)?.[1];
  if (rate === undefined) throw new Error(`pgbench said: ${output}`);
  return Number(rate);
}
