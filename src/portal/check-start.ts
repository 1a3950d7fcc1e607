/** What must be true before anything is served from a database: its schema, its place, and the key of its secrets. */
import { ConfigError } from '../config.ts';
import { checkSchema } from '../database/check-schema.ts';
import { isAtHome, moveIn } from '../database/database-home.ts';
import { findAllAccounts, keyOpens, listOrganisations } from '../organisations/index.ts';
import { ServerRefused, type Portal } from './open-portal.ts';

/** @throws MigrationRefused, ConfigError, ServerRefused with sentences for whoever runs the portal */
export async function checkStart({ context }: Pick<Portal, 'context'>): Promise<void> {
  await checkSchema(context.database);
  await checkKey(context);
  if (await isAtHome(context.database, context.clock.now())) return;
  throw new ServerRefused([
    'This database was restored from a backup, or copied: it may have forgotten payments and receipts. Run saldo reconcile first.',
  ]);
}

/** Says that nothing is forgotten any more, so that the database may be served from where it is now. */
export async function settleHere({ context }: Pick<Portal, 'context'>): Promise<void> {
  await moveIn(context.database, context.clock.now());
}

/** One account tells: they are all sealed with the portal's only key. */
async function checkKey(context: Portal['context']): Promise<void> {
  for (const { id } of await listOrganisations(context.database)) {
    const [account] = await findAllAccounts(context.database, id);
    if (account === undefined) continue;
    if (keyOpens(context, id, account)) return;
    throw new ConfigError([
      'SALDO_KEY: the provider secrets in this database were sealed with another key',
    ]);
  }
}
