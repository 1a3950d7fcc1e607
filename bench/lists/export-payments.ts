/** Writes a list to a file as the portal's export reads it, and as psql does; both the same rows. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { escapeLiteral } from 'pg';
import { z } from 'zod';
import type { Organisation } from '../../src/organisations/index.ts';
import { everything, exportStatement, lists } from '../../src/reports/index.ts';
import { now } from '../machine/stopwatch.ts';

const exported = z.object({ rows: z.number(), seconds: z.number(), peakMemoryBytes: z.number() });

/** As `deploy/saldo-worker.service` starts the process that makes exports. */
const asWorker = '--max-semi-space-size=4';

/** All payments, by a process of its own, whose memory is measured. */
export function exportWithPortal(url: string, organisation: Organisation, path: string) {
  const program = join(import.meta.dirname, 'export-process.ts');
  const said = execFileSync(process.execPath, [asWorker, program, url, organisation.slug, path]);
  return exported.parse(JSON.parse(said.toString()));
}

/** @returns seconds */
export function copyWithPsql(
  psql: string,
  url: string,
  organisation: Organisation,
  path: string,
): number {
  const scope = {
    organisationId: organisation.id,
    timeZone: organisation.settings.time_zone,
    way: { meaning: 'parts', breadth: 'few', isByCode: true },
  } as const;
  const { text, values } = exportStatement(everything(lists.payments), scope, true);
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
