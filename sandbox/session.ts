/** A hosted session: what is to be paid, on which page, and what became of it. */
import { z } from 'zod';
import type { World } from './world.ts';

export const sessionStatuses = [
  'open',
  'authenticating',
  'processing',
  'succeeded',
  'failed',
  'cancelled',
  'expired',
] as const;
export type SessionStatus = (typeof sessionStatuses)[number];

export const brands = ['visa', 'mastercard', 'amex', 'maestro'] as const;
export type Brand = (typeof brands)[number];

export const pageLanguages = ['it', 'en', 'es'] as const;
export type PageLanguage = (typeof pageLanguages)[number];

export const pageLifeMs = 30 * 60_000;

const sessionRow = z
  .object({
    id: z.string(),
    account_id: z.string(),
    reference: z.string(),
    amount: z.bigint(),
    currency: z.string(),
    description: z.string(),
    accepted_brands: z.string(),
    language: z.enum(pageLanguages),
    email: z.string().nullable(),
    return_url: z.string(),
    status: z.enum(sessionStatuses),
    decline_reason: z.string().nullable(),
    brand: z.string().nullable(),
    last_four: z.string().nullable(),
    silent_until: z.bigint().nullable(),
    created_at: z.bigint(),
    expires_at: z.bigint(),
  })
  .transform((row) => ({
    id: row.id,
    accountId: row.account_id,
    reference: row.reference,
    amount: row.amount,
    currency: row.currency,
    description: row.description,
    acceptedBrands: z.array(z.enum(brands)).parse(JSON.parse(row.accepted_brands)),
    language: row.language,
    email: row.email,
    returnUrl: row.return_url,
    status: row.status,
    declineReason: row.decline_reason,
    brand: row.brand,
    lastFour: row.last_four,
    silentUntil: row.silent_until === null ? null : Number(row.silent_until),
    createdAt: Number(row.created_at),
    expiresAt: Number(row.expires_at),
  }));

export type Session = z.infer<typeof sessionRow>;

export function findSession(world: World, id: string): Session | null {
  const row = world.store.one('select * from sessions where id = ?', id);
  return row && sessionRow.parse(row);
}

/** Oldest first; more than one when a key had expired or the provider charged twice. */
export function findSessionsByReference(
  world: World,
  accountId: string,
  reference: string,
): Session[] {
  const rows = world.store.all(
    'select * from sessions where account_id = ? and reference = ? order by sequence limit 100',
    accountId,
    reference,
  );
  return rows.map((row) => sessionRow.parse(row));
}

/** For the control API: by id, or the newest of a merchant reference in any account. */
export function findSessionByName(world: World, name: string): Session | null {
  const row = world.store.one(
    'select * from sessions where id = ?1 or reference = ?1 order by sequence desc limit 1',
    name,
  );
  return row && sessionRow.parse(row);
}

export function listSessions(world: World, accountId: string | null): Session[] {
  const statement =
    'select * from sessions where account_id = coalesce(?, account_id) order by sequence';
  return world.store.all(statement, accountId).map((row) => sessionRow.parse(row));
}

export function insertSession(world: World, session: Session): void {
  world.store.run(
    `insert into sessions (id, account_id, reference, amount, currency, description, accepted_brands,
      language, email, return_url, status, decline_reason, brand, last_four, created_at, expires_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    session.id,
    session.accountId,
    session.reference,
    session.amount,
    session.currency,
    session.description,
    JSON.stringify(session.acceptedBrands),
    session.language,
    session.email,
    session.returnUrl,
    session.status,
    session.declineReason,
    session.brand,
    session.lastFour,
    session.createdAt,
    session.expiresAt,
  );
}

/** Moves the session on, unless another call did so first. @returns whether it moved */
export function moveSession(
  world: World,
  session: Session,
  to: SessionStatus,
  declineReason: string | null = null,
): boolean {
  const changed = world.store.run(
    'update sessions set status = ?, decline_reason = ? where id = ? and status = ?',
    to,
    declineReason,
    session.id,
    session.status,
  );
  return changed === 1;
}

/** Brand and last four digits are all that is kept of a card. */
export function rememberCard(
  world: World,
  id: string,
  card: { brand: string; lastFour: string },
): void {
  const statement = 'update sessions set brand = ?, last_four = ? where id = ?';
  world.store.run(statement, card.brand, card.lastFour, id);
}

export function silence(world: World, id: string, until: number): void {
  world.store.run('update sessions set silent_until = ? where id = ?', until, id);
}
