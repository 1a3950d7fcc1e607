/** One-time links by which somebody chooses a password: the first one, or a new one (ASVS 5.0, 6.4). */
import { createHash } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import type { Ids } from '../core/id.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import type { StaffMember } from './staff.ts';
import { insertLink, takeLink, type LinkPurpose } from './link-store.ts';

const minute = 60_000;

/** An invitation has to survive a weekend; whoever asked for a new password sits before the mail. */
const lives: Readonly<Record<LinkPurpose, number>> = {
  invitation: 3 * 24 * 60 * minute,
  new_password: 30 * minute,
};

/** @returns the secret of the link's address; only its digest is kept */
export async function makeLink(
  transaction: Transaction,
  context: { readonly clock: Clock; readonly ids: Ids },
  member: Pick<StaffMember, 'organisationId' | 'id'>,
  purpose: LinkPurpose,
): Promise<string> {
  const secret = context.ids.token();
  const at = context.clock.now();
  const expiresAt = new Date(at.getTime() + lives[purpose]);
  await insertLink(transaction, member, { digest: digestOf(secret), purpose, at, expiresAt });
  return secret;
}

/** Uses a link up. @returns the id of the person, or null when it was used, is too old or never was */
export async function useLink(
  transaction: Transaction,
  context: { readonly clock: Clock },
  organisationId: string,
  secret: string,
): Promise<string | null> {
  return takeLink(transaction, organisationId, digestOf(secret), context.clock.now());
}

/** A secret of 160 random bits needs no salt and no cost: nobody can guess it. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
