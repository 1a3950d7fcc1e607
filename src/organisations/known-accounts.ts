/** What may be shown of the organisation's accounts at providers: of a secret that it is there, and how it ends. */
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Queryable } from '../database/database.ts';
import type { Mode } from '../providers/provider.ts';
import { counterProvider, unsealSecrets } from './provider-account.ts';
import { findAllAccounts, type SealedProviderAccount } from './store.ts';

export type KeyHint = {
  readonly name: string;
  /** Its last characters; null of one that is too short to show any. */
  readonly ending: string | null;
};

export type KnownAccount = {
  readonly id: string;
  readonly provider: string;
  readonly mode: Mode;
  readonly usedSince: Date;
  /** Null while new attempts go to it. */
  readonly retiredAt: Date | null;
  /** Null when the portal's key does not open them. */
  readonly keys: readonly KeyHint[] | null;
};

/** Fewer characters than this are too easily guessed from their end. */
const leastLength = 16;

const secretsSchema = z.record(z.string(), z.string());

export function keyHints(
  context: Pick<Context, 'key'>,
  organisationId: string,
  sealed: Pick<SealedProviderAccount, 'id' | 'sealedSecrets'>,
): readonly KeyHint[] | null {
  let clear: string;
  try {
    clear = unsealSecrets(context, organisationId, sealed);
  } catch (error) {
    // A page that says so serves better than none: the keys can be entered anew.
    if (error instanceof Error) return null;
    throw error;
  }
  return Object.entries(secretsSchema.parse(JSON.parse(clear))).map(([name, secret]) => ({
    name,
    ending: secret.length < leastLength ? null : secret.slice(-4),
  }));
}

/** Every account at a provider, newest first; the organisation's own counter is none. */
export async function findKnownAccounts(
  context: Pick<Context, 'key'>,
  database: Queryable,
  organisationId: string,
): Promise<KnownAccount[]> {
  const accounts = await findAllAccounts(database, organisationId);
  return accounts
    .filter(({ provider }) => provider !== counterProvider)
    .map((account) => ({
      id: account.id,
      provider: account.provider,
      mode: account.mode,
      usedSince: account.createdAt,
      retiredAt: account.retiredAt,
      keys: keyHints(context, organisationId, account),
    }))
    .toReversed();
}
