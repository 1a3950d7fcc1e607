/** Tries keys against their provider, outside any transaction, and keeps them sealed until they are proposed. */
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import {
  deleteProposed,
  demandProvider,
  findProposedAccounts,
  keepProposedAccount,
  openProposedAccount,
  writeVerdict,
  type Organisation,
} from '../organisations/index.ts';
import type { ProviderKeys } from '../providers/provider.ts';

type Trying = Pick<Context, 'database' | 'clock' | 'ids' | 'key' | 'providers'>;

export type EnteredKeys = {
  readonly provider: string;
  readonly secrets: Readonly<Record<string, string>>;
};

/** Keys that were tried and not proposed are kept so long. */
const keptMs = 3_600_000;

/** What a provider's accounts are opened with. @throws Refusal `method_not_available` where no form asks for it */
export function keysOf(
  context: Pick<Context, 'providers'>,
  organisation: Organisation,
  provider: string,
): ProviderKeys {
  const { keys } = demandProvider(context, organisation, provider);
  if (!keys) throw new Refusal('method_not_available', `no form asks for the keys of ${provider}`);
  return keys;
}

/** The names of the keys that cannot be ones, missing ones too. */
export function keyFaults(keys: ProviderKeys, secrets: EnteredKeys['secrets']): string[] {
  return keys.fields
    .filter(({ name, couldBe }) => !couldBe(secrets[name] ?? ''))
    .map(({ name }) => name);
}

/**
 * Asks the provider whether the keys open an account, and keeps them with what it said.
 *
 * What the same person entered for this provider before, and has not proposed, is erased.
 * @returns the id of the account that they will be
 * @throws Refusal `input_invalid`, `method_not_available`
 */
export async function tryKeys(
  context: Trying,
  organisation: Organisation,
  entered: EnteredKeys,
  actor: string,
): Promise<string> {
  const { provider } = entered;
  const keys = keysOf(context, organisation, provider);
  const faults = keyFaults(keys, entered.secrets);
  if (faults.length > 0) throw new Refusal('input_invalid', `${faults.join(', ')}: not a key`);
  const names = keys.fields.map(({ name }) => [name, entered.secrets[name] ?? ''] as const);
  const secrets = Object.fromEntries(names);
  const id = context.ids.next('acc');
  const verdict = await keys.tryKeys({ id, mode: organisation.mode, secrets });
  const triedAt = context.clock.now();
  const expiresAt = new Date(triedAt.getTime() + keptMs);
  await context.database.transaction(async (transaction) => {
    const waiting = await findProposedAccounts(context, transaction, organisation.id);
    for (const before of waiting) {
      const isOwn = before.madeBy === actor && before.provider === provider;
      if (isOwn && before.approvalId === null)
        await deleteProposed(transaction, organisation.id, before.id);
    }
    const tried = { id, provider, secrets, verdict, triedAt, madeBy: actor, expiresAt };
    await keepProposedAccount(context, transaction, organisation, tried);
  });
  return id;
}

/** Tries keys that wait once more. @throws Refusal `not_found` */
export async function tryKeysAgain(
  context: Trying,
  organisation: Organisation,
  accountId: string,
): Promise<void> {
  const { database } = context;
  const { provider, account } = await openProposedAccount(
    context,
    database,
    organisation.id,
    accountId,
  );
  const verdict = await keysOf(context, organisation, provider.id).tryKeys(account);
  const tried = { verdict, triedAt: context.clock.now() };
  await database.transaction((transaction) =>
    writeVerdict(transaction, organisation.id, accountId, tried),
  );
}

/** Erases keys that were tried and not proposed. @throws Refusal `not_found` */
export async function dropKeys(
  context: Pick<Context, 'database' | 'key'>,
  organisation: Organisation,
  accountId: string,
  actor: string,
): Promise<void> {
  await context.database.transaction(async (transaction) => {
    const waiting = await findProposedAccounts(context, transaction, organisation.id);
    const own = waiting.find(({ id, madeBy }) => id === accountId && madeBy === actor);
    if (own?.approvalId !== null) throw new Refusal('not_found');
    await deleteProposed(transaction, organisation.id, accountId);
  });
}
