/** One-time links by which somebody chooses a password: the first one, or a new one (ASVS 5.0, 6.4). */
import type { Clock } from '../core/clock.ts';
import type { Ids } from '../core/id.ts';
import type { Transaction } from '../database/database.ts';
import { digestOf } from './digest.ts';
import { endLinks, insertLink, type LinkPurpose } from './store/links.ts';
import type { StaffMember } from './staff.ts';

const minute = 60_000;

/** An invitation has to survive a weekend; whoever asked for a new password sits before the mail. */
const lives: Readonly<Record<LinkPurpose, number>> = {
  invitation: 3 * 24 * 60 * minute,
  new_password: 30 * minute,
};

/** A link for the person; earlier ones are worth nothing from then on. @returns the secret of its address */
export async function makeLink(
  transaction: Transaction,
  context: { readonly clock: Clock; readonly ids: Ids },
  member: Pick<StaffMember, 'organisationId' | 'id'>,
  purpose: LinkPurpose,
): Promise<string> {
  const secret = context.ids.token();
  const at = context.clock.now();
  const expiresAt = new Date(at.getTime() + lives[purpose]);
  await endLinks(transaction, member, at);
  await insertLink(transaction, member, { digest: digestOf(secret), purpose, at, expiresAt });
  return secret;
}
