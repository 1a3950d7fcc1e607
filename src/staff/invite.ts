/** Lets people in and shuts them out; each deed is audited in its transaction. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { Language } from '../core/texts.ts';
import type { Transaction } from '../database/database.ts';
import { parseEmailAddress } from '../messages/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { makeLink } from './links.ts';
import type { Role } from './roles.ts';
import { sendLink } from './send-link.ts';
import { endSessionsOf } from './store/sessions.ts';
import { deleteAuthenticator } from './store/authenticators.ts';
import { deletePasskeys } from './store/passkeys.ts';
import type { StaffMember } from './staff.ts';
import {
  findStaffByEmail,
  insertStaff,
  lockAdministrators,
  lockStaff,
  writeDisabled,
  writeRole,
} from './store/people.ts';

type Means = Pick<Context, 'database' | 'clock' | 'ids' | 'publicUrl'>;

export type Invitation = {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Null: every service. */
  readonly services: readonly string[] | null;
  readonly language: Language;
};

export type Invited = { readonly member: StaffMember; readonly secret: string };

/**
 * Adds a person, or makes another link for somebody who has not used theirs, and mails it.
 *
 * @returns the secret of the link
 * @throws Refusal `input_invalid` for an address that is none, `staff_exists` when the person is in already
 */
export async function inviteStaff(
  context: Means,
  organisation: Organisation,
  invitation: Invitation,
  actor: string,
): Promise<Invited> {
  const email = parseEmailAddress(invitation.email)?.toLowerCase();
  if (email === undefined) throw new Refusal('input_invalid', `email: not an address`);
  return context.database.transaction(async (transaction) => {
    const added = {
      ...invitation,
      email,
      organisationId: organisation.id,
      id: context.ids.next('stf'),
    };
    const isNew = await insertStaff(transaction, added, context.clock.now());
    const member = await findStaffByEmail(transaction, organisation.id, email);
    if (!member) throw new Error('a person who was just written is not there');
    if (!isNew && (member.hasPassword || member.disabledAt)) throw new Refusal('staff_exists');
    if (!isNew)
      await writeRole(transaction, {
        ...member,
        role: invitation.role,
        services: invitation.services,
      });
    const secret = await makeLink(transaction, context, member, 'invitation');
    await sendLink(transaction, context, organisation, member, { purpose: 'invitation', secret });
    await recordAudit(transaction, context, organisation.id, {
      actor,
      action: isNew ? 'invite staff' : 'invite staff again',
      subject: member.id,
      detail: { role: invitation.role, services: invitation.services },
    });
    return { member: { ...member, role: invitation.role, services: invitation.services }, secret };
  });
}

/** Gives another role; the person's sessions end, so that nothing of the old one is left (ASVS 7.4.2). */
export async function changeRole(
  context: Means,
  organisation: Organisation,
  staffId: string,
  to: Pick<StaffMember, 'role' | 'services'>,
  actor: string,
): Promise<void> {
  await withPerson(context, organisation, staffId, async (transaction, member) => {
    if (to.role !== 'administrator') await keepOneAdministrator(transaction, member);
    await writeRole(transaction, { ...member, ...to });
    await endSessionsOf(transaction, organisation.id, member.id, context.clock.now());
    await recordAudit(transaction, context, organisation.id, {
      actor,
      action: 'change role',
      subject: member.id,
      detail: { before: { role: member.role, services: member.services }, after: to },
    });
  });
}

/** Shuts a person out, or lets them in again. */
export async function disableStaff(
  context: Means,
  organisation: Organisation,
  staffId: string,
  isDisabled: boolean,
  actor: string,
): Promise<void> {
  await withPerson(context, organisation, staffId, async (transaction, member) => {
    const at = context.clock.now();
    if (isDisabled) await keepOneAdministrator(transaction, member);
    await writeDisabled(transaction, member, isDisabled ? at : null);
    await endSessionsOf(transaction, organisation.id, member.id, at);
    await recordAudit(transaction, context, organisation.id, {
      actor,
      action: isDisabled ? 'shut staff out' : 'let staff in again',
      subject: member.id,
      detail: {},
    });
  });
}

/** Whoever lost telephone and codes begins with an invitation; the second factor is never just left out. */
export async function resetSecondFactor(
  context: Means,
  organisation: Organisation,
  staffId: string,
  actor: string,
): Promise<void> {
  await withPerson(context, organisation, staffId, async (transaction, member) => {
    await deleteAuthenticator(transaction, member);
    await deletePasskeys(transaction, member);
    await endSessionsOf(transaction, organisation.id, member.id, context.clock.now());
    const secret = await makeLink(transaction, context, member, 'invitation');
    await sendLink(transaction, context, organisation, member, { purpose: 'invitation', secret });
    await recordAudit(transaction, context, organisation.id, {
      actor,
      action: 'reset second factor',
      subject: member.id,
      detail: {},
    });
  });
}

/** Ends all sessions of a person, wherever they are. @returns how many there were */
export async function endSessions(
  context: Means,
  organisation: Organisation,
  staffId: string,
  actor: string,
): Promise<number> {
  return withPerson(context, organisation, staffId, async (transaction, member) => {
    const ended = await endSessionsOf(transaction, organisation.id, member.id, context.clock.now());
    await recordAudit(transaction, context, organisation.id, {
      actor,
      action: 'end sessions',
      subject: member.id,
      detail: { ended },
    });
    return ended;
  });
}

async function withPerson<T>(
  { database }: Means,
  organisation: Organisation,
  staffId: string,
  work: (transaction: Transaction, member: StaffMember) => Promise<T>,
): Promise<T> {
  return database.transaction(async (transaction) => {
    const member = await lockStaff(transaction, organisation.id, staffId);
    if (!member) throw new Refusal('not_found', `nobody is called ${staffId}`);
    return work(transaction, member);
  });
}

/** An organisation that nobody may run any more would need somebody with the command line. */
async function keepOneAdministrator(transaction: Transaction, member: StaffMember): Promise<void> {
  if (member.role !== 'administrator' || member.disabledAt !== null) return;
  const others = await lockAdministrators(transaction, member.organisationId);
  if (others.every((other) => other.id === member.id)) throw new Refusal('last_administrator');
}
