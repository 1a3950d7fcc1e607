/** The organisation's accounts at providers, with secrets that are in clear only while they are used. */
import { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { seal, unseal } from '../core/sealing.ts';
import type { Database, Queryable, Transaction } from '../database/database.ts';
import type { MethodId, Provider, ProviderAccount } from '../providers/provider.ts';
import type { Organisation } from './organisation.ts';
import {
  ensureAccount,
  findAccountInUse,
  findAccounts,
  insertAccount,
  type SealedProviderAccount,
} from './store.ts';

export type OpenedAccount = { readonly provider: Provider; readonly account: ProviderAccount };

// Made once: making a schema costs many times what reading by it does.
const secretsSchema = z.record(z.string(), z.string());

export function opened(
  context: Pick<Context, 'key' | 'providers'>,
  organisationId: string,
  sealed: Omit<SealedProviderAccount, 'createdAt'>,
): OpenedAccount {
  const provider = context.providers.get(sealed.provider);
  if (!provider)
    throw new Refusal('method_not_available', `there is no provider ${sealed.provider}`);
  const clear = unsealSecrets(context, organisationId, sealed);
  const secrets = secretsSchema.parse(JSON.parse(clear));
  return { provider, account: { id: sealed.id, mode: sealed.mode, secrets } };
}

/**
 * The account by which an organisation takes a method through a provider.
 *
 * @throws Refusal `method_not_available`
 */
export async function accountForMethod(
  context: Pick<Context, 'key' | 'providers'>,
  database: Queryable,
  organisation: Organisation,
  { method, provider }: { readonly method: MethodId; readonly provider: string },
): Promise<OpenedAccount> {
  if (!organisation.settings.methods[method]) throw new Refusal('method_not_available');
  const sealed = await findAccountInUse(database, organisation.id, provider);
  if (!sealed || sealed.mode !== organisation.mode) throw new Refusal('method_not_available');
  return opened(context, organisation.id, sealed);
}

/** The account an attempt was made with, whatever is in use now. */
export async function openAccount(
  context: Opening & Pick<Context, 'together'>,
  organisationId: string,
  providerAccountId: string,
): Promise<OpenedAccount | null> {
  return context.together(openAccounts, context, { id: organisationId }, providerAccountId);
}

type Opening = Pick<Context, 'database' | 'key' | 'providers'>;

async function openAccounts(
  context: Opening,
  { id: organisationId }: { readonly id: string },
  accountIds: readonly string[],
): Promise<(OpenedAccount | null)[]> {
  const found = await findOnce(context.database, organisationId, [...new Set(accountIds)]);
  const byId = new Map(found.map((sealed) => [sealed.id, opened(context, organisationId, sealed)]));
  return accountIds.map((id) => byId.get(id) ?? null);
}

// Still sealed, and of each database its own.
const knownAccounts = new WeakMap<Database, Map<string, SealedProviderAccount>>();

/** An account that was made is retired some day, but never changed: what was found stays true. */
async function findOnce(
  database: Database,
  organisationId: string,
  providerAccountIds: readonly string[],
): Promise<SealedProviderAccount[]> {
  const known = knownAccounts.get(database) ?? new Map<string, SealedProviderAccount>();
  knownAccounts.set(database, known);
  const nameOf = (id: string): string => `${organisationId}/${id}`;
  const unknown = providerAccountIds.filter((id) => !known.has(nameOf(id)));
  if (unknown.length > 0) {
    const found = await findAccounts(database, organisationId, unknown);
    for (const account of found) known.set(nameOf(account.id), account);
  }
  return providerAccountIds.flatMap((id) => known.get(nameOf(id)) ?? []);
}

/** Whether the portal's key opens what this account was sealed with. */
export function keyOpens(
  context: Pick<Context, 'key'>,
  organisationId: string,
  sealed: SealedProviderAccount,
): boolean {
  try {
    unsealSecrets(context, organisationId, sealed);
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

/** @throws Error when the portal's key is another */
export function unsealSecrets(
  { key }: Pick<Context, 'key'>,
  organisationId: string,
  { id, sealedSecrets }: Pick<SealedProviderAccount, 'id' | 'sealedSecrets'>,
): string {
  return unseal(key, 'provider-secrets', `${organisationId}/${id}`, sealedSecrets);
}

/**
 * Puts an account at a provider in use.
 *
 * @throws Refusal `method_not_available` when the provider is not one for organisations of this mode
 */
export async function useProviderAccount(
  context: Pick<Context, 'database' | 'clock' | 'ids' | 'key' | 'providers'>,
  organisation: Organisation,
  input: {
    readonly id: string;
    readonly provider: string;
    readonly secrets: Readonly<Record<string, string>>;
  },
  actor: string,
): Promise<void> {
  demandProvider(context, organisation, input.provider);
  const account: SealedProviderAccount = {
    id: input.id,
    provider: input.provider,
    mode: organisation.mode,
    sealedSecrets: sealSecrets(context, organisation.id, input),
    createdAt: context.clock.now(),
  };
  await context.database.transaction(async (transaction) => {
    await insertAccount(transaction, organisation.id, account);
    await recordAudit(transaction, context, organisation.id, {
      actor,
      action: 'use provider account',
      subject: input.id,
      detail: { provider: input.provider },
    });
  });
}

/** @throws Refusal `method_not_available` when the provider is not one for organisations of this mode */
export function demandProvider(
  { providers }: Pick<Context, 'providers'>,
  organisation: Organisation,
  id: string,
): Provider {
  const provider = providers.get(id);
  if (provider?.modes.includes(organisation.mode)) return provider;
  throw new Refusal(
    'method_not_available',
    `${id} does not serve ${organisation.mode} organisations`,
  );
}

/** Fit to be kept under the account's id, and of no use under another. */
export function sealSecrets(
  { key }: Pick<Context, 'key'>,
  organisationId: string,
  account: { readonly id: string; readonly secrets: Readonly<Record<string, string>> },
): string {
  const place = `${organisationId}/${account.id}`;
  return seal(key, 'provider-secrets', place, JSON.stringify(account.secrets));
}

export const counterProvider = 'counter';
const counterAccountId = 'acc_counter';

/**
 * The account that stands for the organisation's own counter: it has no secrets and nobody to call.
 *
 * @returns its id
 */
export async function ensureCounterAccount(
  context: Pick<Context, 'clock' | 'key'>,
  transaction: Transaction,
  organisation: Organisation,
): Promise<string> {
  const counter = { id: counterAccountId, secrets: {} };
  await ensureAccount(transaction, organisation.id, {
    id: counterAccountId,
    provider: counterProvider,
    mode: organisation.mode,
    sealedSecrets: sealSecrets(context, organisation.id, counter),
    createdAt: context.clock.now(),
  });
  return counterAccountId;
}
