/** The process that exports: an address, a slug and a file in, rows, seconds and the most memory it had out. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { connectDatabase } from '../../src/database/connect.ts';
import { findOrganisationBySlug } from '../../src/organisations/index.ts';
import { everything, lists, streamList } from '../../src/reports/index.ts';
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
let rows = 0;
await streamList(database, organisation, everything(lists.payments), async (some) => {
  rows += some.length;
  const text = some.map((cells) => cells.join(',')).join('\n');
  if (!file.write(`${text}\n`)) await once(file, 'drain');
});
file.end();
await once(file, 'finish');
const seconds = (now() - start) / 1000;
await database.close();
// In kilobytes, on every system.
const peakMemoryBytes = process.resourceUsage().maxRSS * 1024;
process.stdout.write(JSON.stringify({ rows, seconds, peakMemoryBytes }));
