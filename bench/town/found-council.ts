/** Organisations with an account at a provider, as an operator would have made them. */
import { pino } from 'pino';
import type { Context } from '../../src/context.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createIds } from '../../src/core/id.ts';
import type { Database } from '../../src/database/database.ts';
import {
  addOrganisation,
  setOrganisation,
  useProviderAccount,
  type Organisation,
} from '../../src/organisations/index.ts';
import type { Provider, ProviderAccount } from '../../src/providers/provider.ts';

/** The portal's key of the bench, as the portal that is measured gets it. */
export const benchKey = Buffer.alloc(32, 7);

export type Council = {
  readonly organisation: Organisation;
  readonly providerId: string;
  readonly account: ProviderAccount;
};

export type CouncilOptions = {
  readonly slug: string;
  readonly provider: Provider;
  readonly accountId: string;
  readonly secrets: Readonly<Record<string, string>>;
};

export async function foundCouncil(database: Database, options: CouncilOptions): Promise<Council> {
  const context = benchContext(database, options.provider);
  const { slug, accountId, secrets, provider } = options;
  const added = await addOrganisation(
    context,
    { slug, name: 'Comune di Valdorata', taxIds: ['IT01234567890'], mode: 'test' },
    'bench',
  );
  const organisation = await setOrganisation(
    context,
    added,
    { methods: { card: { provider: provider.id } }, mail_address: 'ragioneria@valdorata.example' },
    'bench',
  );
  const account = { id: accountId, provider: provider.id, secrets };
  await useProviderAccount(context, organisation, account, 'bench');
  return {
    organisation,
    providerId: provider.id,
    account: { id: accountId, mode: 'test', secrets },
  };
}

/** Enough of the house for making what is measured. */
export function benchContext(
  database: Database,
  provider: Provider,
): Pick<Context, 'database' | 'clock' | 'ids' | 'key' | 'providers' | 'log' | 'reach'> {
  return {
    database,
    clock: systemClock,
    ids: createIds(systemClock),
    key: benchKey,
    providers: new Map([[provider.id, provider]]),
    log: pino({ level: 'silent' }),
    reach: () => {},
  };
}
