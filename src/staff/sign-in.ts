/** Signing in: password first, then the second factor; nothing says which of them was wrong, or who exists. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../organisations/index.ts';
import { adoptAuthenticator, hasAuthenticator, useCode } from './authenticator.ts';
import { digestOf } from './digest.ts';
import { endLinks, findLink, takeLink } from './store/links.ts';
import { makeLink } from './links.ts';
import { faultOfPassword, isPassword, keepPassword, type PasswordFault } from './password.ts';
import { sendLink, tellOfChange } from './send-link.ts';
import { endSessionsOf } from './store/sessions.ts';
import { beginSession, completeSession, confirmSession, type Session } from './sessions.ts';
import { actorOf, type StaffMember } from './staff.ts';
import { findStaff, findStaffByEmail, writePassword } from './store/people.ts';

type Means = Pick<Context, 'database' | 'clock' | 'ids' | 'key' | 'publicUrl'>;

/** @returns the secret of a session that is halfway, or null; it takes as long for an address nobody has */
export async function signIn(
  context: Means,
  organisation: Organisation,
  given: { readonly email: string; readonly password: string; readonly browser: string },
): Promise<string | null> {
  const email = given.email.trim().toLowerCase();
  const member = await findStaffByEmail(context.database, organisation.id, email);
  const isRight = await isPassword(given.password, member?.password ?? null);
  if (!member || !isRight || member.disabledAt !== null) return null;
  return context.database.transaction((transaction) =>
    beginSession(transaction, context, member, { hasSecondFactor: false, browser: given.browser }),
  );
}

/** Whether the person has to set up an authenticator app before anything else. */
export async function needsAuthenticator(
  { database }: Pick<Context, 'database'>,
  { member }: Session,
): Promise<boolean> {
  return !(await hasAuthenticator(database, member));
}

/** @returns the secret of a complete session, or null when the code is wrong or was used */
export async function completeSignIn(
  context: Means,
  session: Session,
  code: string,
): Promise<string | null> {
  return context.database.transaction(async (transaction) => {
    if (!(await useCode(transaction, context, session.member, code))) return null;
    return completeSession(transaction, context, session);
  });
}

/** Sets up the authenticator app of somebody who is halfway in. */
export async function completeWithNewAuthenticator(
  context: Means,
  organisation: Organisation,
  session: Session,
  code: string,
): Promise<{ readonly secret: string; readonly recoveryCodes: readonly string[] } | null> {
  return context.database.transaction(async (transaction) => {
    const recoveryCodes = await adoptAuthenticator(transaction, context, session.member, code);
    if (!recoveryCodes) return null;
    await tellOfChange(transaction, context, organisation, session.member, 'authenticator');
    await recordAudit(transaction, context, organisation.id, {
      actor: actorOf(session.member),
      action: 'set up authenticator',
      subject: session.member.id,
      detail: {},
    });
    return { secret: await completeSession(transaction, context, session), recoveryCodes };
  });
}

/** Proves again who it is, before something dangerous. */
export async function confirmWithCode(
  context: Means,
  session: Session,
  code: string,
): Promise<boolean> {
  return context.database.transaction(async (transaction) => {
    const isRight = await useCode(transaction, context, session.member, code);
    if (isRight) await confirmSession(transaction, context, session);
    return isRight;
  });
}

/** Mails a link for another password, when somebody has that address; nobody is told whether. */
export async function askForNewPassword(
  context: Means,
  organisation: Organisation,
  email: string,
): Promise<void> {
  const member = await findStaffByEmail(
    context.database,
    organisation.id,
    email.trim().toLowerCase(),
  );
  if (!member || member.disabledAt !== null) return;
  await context.database.transaction(async (transaction) => {
    const purpose = member.hasPassword ? 'new_password' : 'invitation';
    const secret = await makeLink(transaction, context, member, purpose);
    await sendLink(transaction, context, organisation, member, { purpose, secret });
  });
}

/** Who may choose a password by this link; null when it was used, is too old, or never was. */
export async function openLink(
  { database, clock }: Means,
  organisation: Organisation,
  secret: string,
): Promise<StaffMember | null> {
  const staffId = await findLink(database, organisation.id, digestOf(secret), clock.now());
  const member = staffId === null ? null : await findStaff(database, organisation.id, staffId);
  return member?.disabledAt === null ? member : null;
}

export type PasswordChosen =
  | { readonly kind: 'chosen'; readonly secret: string }
  | { readonly kind: 'refused'; readonly fault: PasswordFault }
  | { readonly kind: 'link_spent' };

/** Chooses a password by a link: all other sessions end, and the second factor is still asked (ASVS 6.4.3). */
export async function choosePassword(
  context: Means,
  organisation: Organisation,
  given: { readonly link: string; readonly password: string; readonly browser: string },
): Promise<PasswordChosen> {
  const member = await openLink(context, organisation, given.link);
  if (!member) return { kind: 'link_spent' };
  const known = [member.email, member.name, organisation.slug, organisation.settings.name];
  const fault = faultOfPassword(given.password, known);
  if (fault) return { kind: 'refused', fault };
  const kept = await keepPassword(context.ids, given.password);
  return context.database.transaction(async (transaction) => {
    const at = context.clock.now();
    const taken = await takeLink(transaction, organisation.id, digestOf(given.link), at);
    if (taken === null) return { kind: 'link_spent' };
    await writePassword(transaction, member, kept);
    await endLinks(transaction, member, at);
    await endSessionsOf(transaction, organisation.id, member.id, at);
    if (member.hasPassword)
      await tellOfChange(transaction, context, organisation, member, 'password');
    await recordAudit(transaction, context, organisation.id, {
      actor: actorOf(member),
      action: 'choose password',
      subject: member.id,
      detail: {},
    });
    const secret = await beginSession(transaction, context, member, {
      hasSecondFactor: false,
      browser: given.browser,
    });
    return { kind: 'chosen', secret };
  });
}
