/** A process that uses the embedded server of a folder, for tests that kill it; what it says is on stdout. */
import { once } from 'node:events';
import { claimPortal } from '../../src/database/claim-portal.ts';
import { connectDatabase } from '../../src/database/connect.ts';
import { startEmbedded } from '../../src/database/embedded/start-embedded.ts';
import type { EmbeddedServer } from '../../src/database/embedded/start-embedded.ts';
import { sql } from '../../src/database/sql.ts';

const [folder = '', mode = 'hold'] = process.argv.slice(2);

/** Writes rows one after the other and says each number when it is committed. */
async function write(server: EmbeddedServer): Promise<void> {
  const connection = server.owner;
  const database = await connectDatabase({ connection, poolSize: 1, applicationName: 'writer' });
  await database.query(sql`drop table if exists written`);
  await database.query(sql`create table written (number integer primary key)`);
  for (let number = 1; ; number += 1) {
    await database.transaction((transaction) =>
      transaction.query(sql`insert into written values (${number})`),
    );
    console.log(number);
  }
}

const server = await startEmbedded({ folder, log: (sentence) => console.error(sentence) });
if (mode === 'claim') await claimPortal(server.portal, () => {});
console.log(`${server.how} ${server.version}`);
if (mode === 'write') await write(server);
process.stdin.resume();
await once(process.stdin, 'end');
await server.release();
