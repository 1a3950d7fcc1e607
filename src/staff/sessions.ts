/** Sessions of staff: how long they last (ASVS 5.0, 7.3) and what they prove. */
import type { Clock } from '../core/clock.ts';
import type { Ids } from '../core/id.ts';
import type { Database, Transaction } from '../database/database.ts';
import { digestOf } from './digest.ts';
import {
  endSession,
  findSession,
  insertSession,
  writeConfirmed,
  writeSeen,
  type StoredSession,
} from './store/sessions.ts';
import { findStaff } from './store/people.ts';
import type { StaffMember } from './staff.ts';

const minute = 60_000;
const longestIdleMs = 15 * minute;
const longestLifeMs = 12 * 60 * minute;
/** Between the password and the second factor. */
const longestHalfwayMs = 10 * minute;
/** For so long a proof of who it is counts for what is dangerous. */
const confirmedForMs = 10 * minute;
/** Writing each request down would make every look at a list a write. */
const seenEveryMs = minute;

type Means = { readonly database: Database; readonly clock: Clock };

export type Session = {
  readonly member: StaffMember;
  readonly digest: string;
  /** False while only the password was right: then nothing but the second factor is open. */
  readonly isComplete: boolean;
  /** Whether the person has proven just now who it is. */
  readonly isConfirmed: boolean;
  readonly endsAt: Date;
  /** What the browser calls itself, to tell sessions apart. */
  readonly browser: string;
};

/** @returns the secret for the cookie; only its digest is kept */
export async function beginSession(
  transaction: Transaction,
  context: { readonly clock: Clock; readonly ids: Ids },
  member: Pick<StaffMember, 'organisationId' | 'id'>,
  how: { readonly hasSecondFactor: boolean; readonly browser: string },
): Promise<string> {
  const secret = context.ids.token();
  const at = context.clock.now();
  await insertSession(transaction, member.organisationId, {
    digest: digestOf(secret),
    staffId: member.id,
    begunAt: at,
    seenAt: at,
    secondFactorAt: how.hasSecondFactor ? at : null,
    confirmedAt: at,
    browser: how.browser.slice(0, 200),
  });
  return secret;
}

/** The session of a cookie; null when there is none, or it is too old, or its person was shut out. */
export async function openSession(
  { database, clock }: Means,
  organisationId: string,
  secret: string,
): Promise<Session | null> {
  const stored = await findSession(database, organisationId, digestOf(secret));
  const now = clock.now();
  if (!stored || endOf(stored) <= now.getTime()) return null;
  const member = await findStaff(database, organisationId, stored.staffId);
  // A role or a service that was taken away is gone with the next request.
  if (!member || member.disabledAt !== null) return null;
  if (now.getTime() - stored.seenAt.getTime() > seenEveryMs)
    await writeSeen(database, organisationId, stored.digest, now);
  return {
    member,
    digest: stored.digest,
    isComplete: stored.secondFactorAt !== null,
    isConfirmed:
      stored.secondFactorAt !== null &&
      now.getTime() - stored.confirmedAt.getTime() <= confirmedForMs,
    endsAt: new Date(endOf({ ...stored, seenAt: now })),
    browser: stored.browser,
  };
}

/**
 * After the second factor: the halfway session ends and another begins, so that a secret that somebody
 * planted before is worth nothing (ASVS 7.2.4).
 *
 * @returns the new secret for the cookie
 */
export async function completeSession(
  transaction: Transaction,
  context: { readonly clock: Clock; readonly ids: Ids },
  halfway: Session,
): Promise<string> {
  const { member } = halfway;
  await endSession(transaction, member.organisationId, halfway.digest, context.clock.now());
  return beginSession(transaction, context, member, {
    hasSecondFactor: true,
    browser: halfway.browser,
  });
}

/** Notes that the person has just proven again who it is. */
export async function confirmSession(
  transaction: Transaction,
  { clock }: { readonly clock: Clock },
  { member, digest }: Session,
): Promise<void> {
  await writeConfirmed(transaction, member.organisationId, digest, clock.now());
}

export async function closeSession({ database, clock }: Means, session: Session): Promise<void> {
  await endSession(database, session.member.organisationId, session.digest, clock.now());
}

function endOf({ begunAt, seenAt, secondFactorAt }: StoredSession): number {
  if (secondFactorAt === null) return begunAt.getTime() + longestHalfwayMs;
  return Math.min(seenAt.getTime() + longestIdleMs, begunAt.getTime() + longestLifeMs);
}
