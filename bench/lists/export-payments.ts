/** Writes a list to a file as the portal's export reads it, and as psql does; both the same rows. */
import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { escapeLiteral } from 'pg';
import type { Database } from '../../src/database/database.ts';
import type { Organisation } from '../../src/organisations/index.ts';
import { exportStatement, streamList, type Selection } from '../../src/reports/index.ts';
import { now } from '../machine/stopwatch.ts';

export type Exported = {
  readonly rows: number;
  readonly seconds: number;
  /** Of this process while it exported. */
  readonly peakMemoryBytes: number;
};

export async function exportToFile(
  database: Database,
  organisation: Organisation,
  selection: Selection,
  path: string,
): Promise<Exported> {
  const start = now();
  const file = createWriteStream(path);
  let rows = 0;
  let peakMemoryBytes = 0;
  await streamList(database, organisation, selection, async (some) => {
    rows += some.length;
    peakMemoryBytes = Math.max(peakMemoryBytes, process.memoryUsage.rss());
    const text = some.map((cells) => cells.join(',')).join('\n');
    if (!file.write(`${text}\n`)) await once(file, 'drain');
  });
  file.end();
  await once(file, 'finish');
  return { rows, seconds: (now() - start) / 1000, peakMemoryBytes };
}

/** @returns seconds */
export function copyWithPsql(
  psql: string,
  url: string,
  selection: Selection,
  organisation: Organisation,
  path: string,
): number {
  const { text, values } = exportStatement(selection, {
    organisationId: organisation.id,
    timeZone: organisation.settings.time_zone,
    breadth: 'few',
  });
  const statement = text
    .replaceAll(/\$(\d+)/g, (_, position: string) =>
      escapeLiteral(String(values[Number(position) - 1])),
    )
    .replaceAll(/\s+/g, ' ');
  const start = now();
  execFileSync(psql, [url, '-c', `\\copy (${statement}) to '${path}' csv`], {
    env: { PGOPTIONS: '-c statement_timeout=0' },
  });
  return (now() - start) / 1000;
}
