/** What an owner of an account would have in hand: the link of a mail, the clock of a telephone. */
import { askForNewPassword, type StaffMember } from '../../../src/staff/index.ts';
import { until } from '../../../test/support/until.ts';
import type { Place } from './place.ts';
import type { Town } from './town.ts';

const stepMs = 30_000;

/** The instant so many steps of an authenticator app from now. */
export function stepsFromNow({ first }: Place, steps: number): Date {
  return new Date(first.context.clock.now().getTime() + steps * stepMs);
}

/** The secret of the link that was mailed to somebody for a new password: the only one of theirs that opens. */
export async function makeLinkFor(
  place: Place,
  town: Town,
  { email }: StaffMember,
): Promise<string> {
  await askForNewPassword(place.first.context, town.organisation, email);
  const reader = place.visitor();
  return until('the mail with the link', async () => {
    for (const link of await linksTo(place, town)) {
      const { status, text } = await reader.get(`/${town.slug}/office/links/${link}`);
      if (status === 200 && text.includes(email)) return link;
    }
    return undefined;
  });
}

async function linksTo(place: Place, { slug }: Town): Promise<string[]> {
  const mails = await place.mails();
  return mails.flatMap((mail) => {
    // Soft line ends of quoted-printable.
    const text = mail.replaceAll(/=\r?\n/g, '');
    return [...text.matchAll(new RegExp(`/${slug}/office/links/([0-9a-z]+)`, 'g'))].map(
      ([, link = '']) => link,
    );
  });
}
