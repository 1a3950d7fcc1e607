/** A process of its own that loads one file of dues, or only parses it, and says what that took. */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { staySmall } from '../../src/commands/stay-small.ts';
import { connectDatabase } from '../../src/database/connect.ts';
import { importDues } from '../../src/due-imports/index.ts';
import { findOrganisationBySlug } from '../../src/organisations/index.ts';
import { now } from '../machine/stopwatch.ts';
import { benchContext } from '../town/found-council.ts';
import { sandboxAt } from '../town/sandbox-at.ts';

const [what = '', path = '', url = ''] = process.argv.slice(2);

async function parseBare(): Promise<number> {
  let rows = 0;
  const parser = parse({ delimiter: ';' });
  for await (const _ of pipeline(createReadStream(path), parser, () => {})) rows += 1;
  return rows - 1;
}

async function load(): Promise<number> {
  const connection = { connectionString: url };
  const database = await connectDatabase({ connection, poolSize: 2, applicationName: 'bench' });
  try {
    const organisation = await findOrganisationBySlug(database, 'council');
    if (!organisation) throw new Error('there is no council');
    const context = benchContext(database, sandboxAt('http://127.0.0.1:9'));
    const source = { name: 'dues.csv', open: () => createReadStream(path) };
    const done = await importDues(context, source, {
      organisation,
      way: what === 'good' ? 'good' : 'all',
      dryRun: what === 'dry-run',
      replace: false,
      actor: 'bench',
      services: null,
    });
    if (done.error) throw new Error(done.error.message);
    return done.rows;
  } finally {
    await database.close();
  }
}

staySmall();
const start = now();
const rows = what === 'parse' ? await parseBare() : await load();
const ms = now() - start;
const { user, system } = process.cpuUsage();
// Kibibytes, as the kernel counts them.
const { maxRSS } = process.resourceUsage();
process.send?.({ rows, ms, cpuMs: (user + system) / 1000, peakMebibytes: maxRSS / 1024 });
