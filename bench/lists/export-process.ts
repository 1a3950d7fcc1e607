/** The process that exports: an address, a slug and a file in, rows, seconds and the most memory it had out. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { systemClock } from '../../src/core/clock.ts';
import { connectDatabase } from '../../src/database/connect.ts';
import { writeList } from '../../src/exports/index.ts';
import { findOrganisationBySlug } from '../../src/organisations/index.ts';
import { everything, lists } from '../../src/reports/index.ts';
import { now } from '../machine/stopwatch.ts';

const [url = '', slug = '', path = ''] = process.argv.slice(2);
const database = await connectDatabase({
  connection: { connectionString: url },
  poolSize: 1,
  applicationName: 'saldo bench',
});
const organisation = await findOrganisationBySlug(database, slug);
if (!organisation) throw new Error(`no organisation ${slug}`);

const start = now();
const file = createWriteStream(path);
const order = { selection: everything(lists.payments), format: 'csv', language: 'en' } as const;
const { rowCount } = await writeList(
  { database, clock: systemClock },
  organisation,
  order,
  async (piece) => {
    if (!file.write(piece)) await once(file, 'drain');
  },
);
file.end();
await once(file, 'finish');
const seconds = (now() - start) / 1000;
await database.close();
// In kilobytes, on every system.
const peakMemoryBytes = process.resourceUsage().maxRSS * 1024;
process.stdout.write(JSON.stringify({ rows: rowCount, seconds, peakMemoryBytes }));
