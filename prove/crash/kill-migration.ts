/** `saldo migrate` killed around a COMMIT, twice in a row: no portal starts before a third has finished (F18). */
import { Client } from 'pg';
import { clientConfig } from '../../src/database/connection-settings.ts';
import { administrate, connectionUrl, withDatabase } from '../../test/support/test-server.ts';
import { layWire, type CommitFate } from './database-wire.ts';
import type { Ground } from './ground.ts';
import { startProgram, type Ended } from './program.ts';
import type { Tally } from './tally.ts';

const where = 'migration killed';
/** One that does not even reach its database on a busy machine ends by itself, and is given again. */
const mostTries = 3;
const name = 'half_migrated';

export async function killMigration(ground: Ground, tally: Tally): Promise<void> {
  const { administrator, owner, portal } = ground.server;
  await administrate({ administrator }, [`create database ${name} owner saldo_owner`]);
  const wire = await layWire(owner);
  const settings = {
    SALDO_DATA: ground.folder,
    DATABASE_URL: connectionUrl(withDatabase(portal, name)),
    DATABASE_MIGRATION_URL: connectionUrl({
      connectionString: `postgresql://${owner.user}:${String(owner.password)}@127.0.0.1:${wire.port}/${name}`,
    }),
    LOG_LEVEL: 'error',
    PORT: '0',
  };
  const dieAt = async (commit: number, fate: CommitFate, tries = 1): Promise<void> => {
    const program = startProgram(['migrate'], settings);
    let commits = 0;
    wire.decide(() => {
      commits += 1;
      if (commits !== commit) return 'passes';
      program.child.kill('SIGKILL');
      return fate;
    });
    const { signal, said } = await program.ended;
    if (signal !== 'SIGKILL' && commits === 0 && tries < mostTries) {
      await dieAt(commit, fate, tries + 1);
      return;
    }
    if (signal !== 'SIGKILL') tally.wrong('not_reached', where, `it was not killed: ${said}`);
    tally.effort('process_kills');
    tally.fault('F18');
  };
  try {
    await dieAt(2, 'cut_before');
    await refusesToServe(settings, tally);
    await dieAt(2, 'cut_after');
    wire.decide(() => 'passes');
    const { status, said } = await startProgram(['migrate'], settings).ended;
    if (status !== 0) tally.wrong('stuck', where, `the third said: ${said}`);
    const [here, there] = [await columnsOf(ground, name), await columnsOf(ground, ground.template)];
    if (here !== there) tally.wrong('lost', where, 'the tables are others than those of one run');
  } finally {
    await wire.close();
  }
}

async function refusesToServe(
  settings: Readonly<Record<string, string>>,
  tally: Tally,
): Promise<void> {
  const program = startProgram(['serve'], settings);
  const isServing = await program.says(/^portal: /m).then(
    () => true,
    () => false,
  );
  program.child.kill('SIGKILL');
  const end: Ended = await program.ended;
  if (!isServing && end.status !== 0) return;
  tally.wrong('half_migrated', where, 'a portal starts on a database that is half migrated');
}

async function columnsOf(ground: Ground, database: string): Promise<string> {
  const client = new Client(clientConfig(withDatabase(ground.server.owner, database), 'proof'));
  await client.connect();
  try {
    const { rows } = await client.query<{ line: string }>(`
      select concat_ws(' ', table_name, column_name, data_type, is_nullable) as line
      from information_schema.columns where table_schema = 'public' order by 1`);
    return rows.map(({ line }) => line).join('\n');
  } finally {
    await client.end();
  }
}
