/** What the fuzz needs around the domain: a database of its own, a sandbox process, an organisation. */
import type { Context } from '../../src/context.ts';
import { fakeClock, type FakeClock } from '../../src/core/clock.ts';
import { sql } from '../../src/database/sql.ts';
import {
  addOrganisation,
  findOrganisationBySlug,
  setOrganisation,
  useProviderAccount,
  type Organisation,
} from '../../src/organisations/index.ts';
import { testDatabase, type TestDatabase } from '../../test/support/database.ts';
import { startTestSandbox, type Sandbox } from '../../test/support/sandbox.ts';
import { worldContext } from '../../test/support/world.ts';

export type Surroundings = {
  readonly context: Context;
  readonly clock: FakeClock;
  readonly database: TestDatabase;
  readonly sandbox: Sandbox;
  /** Takes invoices of any supplier. */
  readonly organisation: Organisation;
  readonly accountId: string;
  readonly notificationSecret: string;
  readonly close: () => Promise<void>;
};

export const slug = 'valdorata';
const accountId = 'acc_fuzz';

export async function makeSurroundings(start: Date): Promise<Surroundings> {
  const endings: (() => unknown)[] = [];
  const after = (end: unknown): void => {
    if (typeof end === 'function') endings.push(() => end());
  };
  const close = async (): Promise<void> => {
    for (const end of endings.toReversed()) await end();
  };
  const [database, sandbox] = await Promise.all([
    testDatabase({ after }),
    startTestSandbox({ after }),
  ]);
  const clock = fakeClock(start);
  const context = worldContext(database, sandbox, clock);
  const added = await addOrganisation(
    context,
    {
      slug,
      name: 'Comune di Valdorata',
      taxIds: ['IT01234567890'],
      mode: 'test',
      acceptsAnySupplier: true,
    },
    'fuzz',
  );
  const changes = {
    mail_address: 'ragioneria@valdorata.example',
    refund_limit: { amount: '50.00', currency: 'EUR' },
    accounts: [{ name: 'Tesoreria', iban: 'IT60X0542811101000000123456' }],
  };
  const organisation = await setOrganisation(context, added, changes, 'fuzz');
  const account = await sandbox.control<Record<string, string>>('POST', '/accounts', {
    name: slug,
  });
  const notificationSecret = account['notification_secret'] ?? '';
  const secrets = { api_key: account['api_key'] ?? '', notification_secret: notificationSecret };
  await useProviderAccount(
    context,
    organisation,
    { id: accountId, provider: 'sandbox', secrets },
    'fuzz',
  );
  return { context, clock, database, sandbox, organisation, accountId, notificationSecret, close };
}

/** The organisation as it stands in the database. */
export async function organisationNow(context: Context): Promise<Organisation> {
  const found = await findOrganisationBySlug(context.database, slug);
  if (!found) throw new Error(`there is no organisation ${slug}`);
  return found;
}

/** Everything that an import can leave behind, in one row to compare. */
export async function importedRows(database: TestDatabase): Promise<ImportedRows> {
  const [row] = await database.owner.query<ImportedRows>(sql`
    select (select count(*) from invoices) as invoices,
      (select count(*) from import_files) as files,
      (select count(*) from audit_records) as audits,
      (select count(*) from due_credits) as credits,
      count(*) as dues, coalesce(sum(amount), 0)::bigint as asked, coalesce(sum(credited), 0)::bigint as credited
    from dues`);
  if (!row) throw new Error('a count has no row');
  return row;
}

export type ImportedRows = Readonly<
  Record<'invoices' | 'files' | 'audits' | 'credits' | 'dues' | 'asked' | 'credited', bigint>
>;
