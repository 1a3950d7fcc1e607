/** Keys of a provider account that wait to be put in use: sealed meanwhile, and erased when they are not wanted. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import type { KeyVerdict } from '../providers/provider.ts';
import { keyHints, type KeyHint } from './known-accounts.ts';
import type { Organisation } from './organisation.ts';
import { demandProvider, opened, sealSecrets, type OpenedAccount } from './provider-account.ts';
import { changeSettings } from './set-organisation.ts';
import { findAccountInUse, insertAccount, lockSettings, retireAccount } from './store.ts';
import {
  deleteProposed,
  findProposed,
  insertProposed,
  lockProposed,
  type StoredProposedAccount,
} from './store-proposed-accounts.ts';

export type ProposedAccount = Omit<StoredProposedAccount, 'sealedSecrets'> & {
  /** Null when the portal's key does not open them. */
  readonly keys: readonly KeyHint[] | null;
};

export type TriedKeys = {
  /** Of the account that they will be. */
  readonly id: string;
  readonly provider: string;
  readonly secrets: Readonly<Record<string, string>>;
  readonly verdict: KeyVerdict;
  readonly triedAt: Date;
  readonly madeBy: string;
  readonly expiresAt: Date;
};

export async function keepProposedAccount(
  context: Pick<Context, 'key' | 'providers'>,
  transaction: Transaction,
  organisation: Organisation,
  { secrets, ...tried }: TriedKeys,
): Promise<void> {
  demandProvider(context, organisation, tried.provider);
  await insertProposed(transaction, organisation.id, {
    ...tried,
    mode: organisation.mode,
    sealedSecrets: sealSecrets(context, organisation.id, { id: tried.id, secrets }),
    approvalId: null,
  });
}

export async function findProposedAccounts(
  context: Pick<Context, 'key'>,
  database: Queryable,
  organisationId: string,
): Promise<ProposedAccount[]> {
  const stored = await findProposed(database, organisationId);
  return stored.map(({ sealedSecrets, ...shown }) => ({
    ...shown,
    keys: keyHints(context, organisationId, { id: shown.id, sealedSecrets }),
  }));
}

/** As it would be used, to try it. @throws Refusal `not_found` */
export async function openProposedAccount(
  context: Pick<Context, 'key' | 'providers'>,
  database: Queryable,
  organisationId: string,
  accountId: string,
): Promise<OpenedAccount> {
  const stored = await findProposed(database, organisationId);
  const found = stored.find(({ id }) => id === accountId);
  if (!found) throw new Refusal('not_found', `no proposed account ${accountId}`);
  return opened(context, organisationId, found);
}

/**
 * Puts proposed keys in use: new attempts go to them from now on, and what was begun with the account before
 * ends there.
 *
 * @throws Refusal `not_found`, `proposal_expired`, `keys_refused`, `method_not_available`
 */
export async function takeProposedAccount(
  context: Pick<Context, 'clock' | 'ids' | 'providers'>,
  transaction: Transaction,
  organisation: Organisation,
  taken: { readonly accountId: string; readonly actor: string },
): Promise<void> {
  const { accountId, actor } = taken;
  // Of two proposals that are agreed to at once the second finds what the first has put in use.
  const settings = await lockSettings(transaction, organisation.id);
  const proposed = await lockProposed(transaction, organisation.id, accountId);
  if (!proposed) throw new Refusal('not_found', `no proposed account ${accountId}`);
  const now = context.clock.now();
  if (proposed.expiresAt <= now) throw new Refusal('proposal_expired');
  if (proposed.verdict.kind === 'refused') throw new Refusal('keys_refused');
  const provider = demandProvider(context, organisation, proposed.provider);
  const { card } = settings.methods;
  const from = card?.provider ?? provider.id;
  const before = await findAccountInUse(transaction, organisation.id, from);
  await retireAccount(transaction, organisation.id, from, now);
  const { id, mode, sealedSecrets } = proposed;
  const account = { id, provider: provider.id, mode, sealedSecrets, createdAt: now };
  await insertAccount(transaction, organisation.id, account);
  await deleteProposed(transaction, organisation.id, accountId);
  await recordAudit(transaction, context, organisation.id, {
    actor,
    action: 'use provider account',
    subject: accountId,
    detail: {
      provider: provider.id,
      before: before?.id ?? null,
      after: accountId,
      tried: proposed.verdict.kind,
    },
  });
  // Where cards were switched off, they stay so; with the first account people can pay by card.
  const isWanted = card !== undefined || before === null;
  if (!isWanted || card?.provider === provider.id || !provider.methods.includes('card')) return;
  const methods = { ...settings.methods, card: { ...card, provider: provider.id } };
  await changeSettings(context, transaction, organisation, { methods }, actor);
}
