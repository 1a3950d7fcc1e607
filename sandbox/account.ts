/** Merchant accounts: who may ask, where notifications go, and which secrets sign them. */
import { z } from 'zod';
import type { World } from './world.ts';

const accountRow = z
  .object({
    id: z.string(),
    name: z.string(),
    api_key: z.string(),
    notification_url: z.string().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    name: row.name,
    apiKey: row.api_key,
    notificationUrl: row.notification_url,
  }));

export type Account = z.infer<typeof accountRow>;

/** The secret is told once, here. */
export function createAccount(
  world: World,
  input: { readonly name: string; readonly notificationUrl: string | null },
): { readonly account: Account; readonly notificationSecret: string } {
  const { store, clock, nextId } = world;
  return store.transaction(() => {
    const account: Account = { id: nextId('acc'), apiKey: nextId('sbx_test'), ...input };
    store.run(
      'insert into accounts (id, name, api_key, notification_url, created_at) values (?, ?, ?, ?, ?)',
      account.id,
      account.name,
      account.apiKey,
      account.notificationUrl,
      clock.now(),
    );
    return { account, notificationSecret: addSecret(world, account.id) };
  });
}

export function findAccount(world: World, id: string): Account | null {
  const row = world.store.one('select * from accounts where id = ?', id);
  return row && accountRow.parse(row);
}

export function listAccounts(world: World): Account[] {
  return world.store
    .all('select * from accounts order by created_at')
    .map((row) => accountRow.parse(row));
}

/** Reads `Bearer key`. */
export function findAccountByKey(world: World, authorization: string | undefined): Account | null {
  const key = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
  const row = key ? world.store.one('select * from accounts where api_key = ?', key) : null;
  return row && accountRow.parse(row);
}

export function setNotificationUrl(world: World, id: string, url: string | null): void {
  world.store.run('update accounts set notification_url = ? where id = ?', url, id);
}

function addSecret(world: World, accountId: string): string {
  const secret = world.nextId('whsec');
  const statement =
    'insert into notification_secrets (secret, account_id, ends_at) values (?, ?, null)';
  world.store.run(statement, secret, accountId);
  return secret;
}

/** A new secret; the ones before it sign along for `overlapMs` more of the sandbox's clock. */
export function rotateSecret(world: World, accountId: string, overlapMs: number): string {
  return world.store.transaction(() => {
    world.store.run(
      'update notification_secrets set ends_at = ? where account_id = ? and ends_at is null',
      world.clock.now() + overlapMs,
      accountId,
    );
    return addSecret(world, accountId);
  });
}

/** Newest first. */
export function activeSecrets(world: World, accountId: string): string[] {
  const rows = world.store.all(
    `select secret from notification_secrets
      where account_id = ? and (ends_at is null or ends_at > ?) order by rowid desc`,
    accountId,
    world.clock.now(),
  );
  return rows.map((row) => String(row['secret']));
}
