/** Mails a one-time link, and tells of changes to how somebody signs in (ASVS 6.3.7). */
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { enqueueMessage } from '../messages/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { digestOf } from './digest.ts';
import type { LinkPurpose } from './store/links.ts';
import type { StaffMember } from './staff.ts';

type Means = Pick<Context, 'clock' | 'ids' | 'publicUrl'>;

/** Where a link leads: the secret is in the path, which our pages never send on as a referrer. */
export function linkAddress(publicUrl: string, organisation: Organisation, secret: string): string {
  return `${publicUrl}/${organisation.slug}/office/links/${secret}`;
}

export async function sendLink(
  transaction: Transaction,
  context: Means,
  organisation: Organisation,
  member: StaffMember,
  link: { readonly purpose: LinkPurpose; readonly secret: string },
): Promise<void> {
  await enqueueMessage(transaction, context, organisation.id, {
    source: `staff-link:${digestOf(link.secret)}`,
    template: 'staff-link',
    recipient: member.email,
    language: member.language,
    payload: {
      mode: organisation.mode,
      organisation: organisation.settings.name,
      name: member.name,
      purpose: link.purpose,
      url: linkAddress(context.publicUrl, organisation, link.secret),
    },
  });
}

export type Change = 'password' | 'authenticator' | 'passkey_added' | 'passkey_removed';

/** Tells a person that somebody, hopefully they, changed how they sign in. */
export async function tellOfChange(
  transaction: Transaction,
  context: Means,
  organisation: Organisation,
  member: StaffMember,
  change: Change,
): Promise<void> {
  const at = context.clock.now();
  await enqueueMessage(transaction, context, organisation.id, {
    source: `staff-change:${member.id}:${change}:${at.toISOString()}`,
    template: 'staff-change',
    recipient: member.email,
    language: member.language,
    payload: {
      mode: organisation.mode,
      organisation: organisation.settings.name,
      name: member.name,
      change,
      at: at.toISOString(),
      timeZone: organisation.settings.time_zone,
    },
  });
}
