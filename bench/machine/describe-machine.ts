/** Where the figures were taken: processor, memory, versions. */
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { sql } from '../../src/database/sql.ts';
import { openTown } from '../town/open-town.ts';
import { findProgram } from './find-program.ts';
import { rounded } from './spread.ts';

export type Machine = Readonly<Record<string, string | number>>;

/** Called before anything is measured, so that the load is that of other programs. */
export async function describeMachine(): Promise<Machine> {
  const [load = 0] = loadavg();
  const town = await openTown();
  try {
    const [row] = await town.owner.query<{ version: string; fsync: string; commit: string }>(sql`
      select current_setting('server_version') as version, current_setting('fsync') as fsync,
        current_setting('synchronous_commit') as commit`);
    return {
      processor: cpus()[0]?.model ?? 'unknown',
      cores: availableParallelism(),
      load_before: rounded(load),
      memory_gib: Math.round(totalmem() / 2 ** 30),
      system: `${type()} ${release()}`,
      node: process.versions.node,
      postgresql: row?.version ?? 'unknown',
      fsync: row?.fsync ?? 'unknown',
      synchronous_commit: row?.commit ?? 'unknown',
      pgbench: findProgram('pgbench') ?? 'not found',
    };
  } finally {
    await town.close();
  }
}
