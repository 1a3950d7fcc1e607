/** How often somebody may guess: by network, by account, and all together; nobody is shut out for long (ASVS 6.3.1). */
import { keyedDigest } from '../../core/sealing.ts';
import { isExhausted, networkOf, tryOnce, type Limit } from '../../rate-limits/index.ts';
import type { StaffVisit, Visit } from '../office-route.ts';

const minute = 60_000;

/** A whole office may stand behind one address, and come to work at the same time. */
const perNetwork = { most: 100, windowMs: 10 * minute };
const perAccount = { most: 10, windowMs: 10 * minute };
const perPortal = { most: 600, windowMs: 10 * minute };
/** Six digits, two or three of which are right at a time: ten guesses in ten minutes find one in half a year. */
const perSecondFactor = { most: 10, windowMs: 10 * minute };

function signInLimits({ context, organisation, request }: Visit, email: string | null): Limit[] {
  const digest = (text: string): string => keyedDigest(context.key, 'rate-limit', text);
  const account = email === null ? null : digest(email.trim().toLowerCase());
  return [
    { bucket: `sign-in:${organisation.id}:from:${digest(networkOf(request.ip))}`, ...perNetwork },
    ...(account === null
      ? []
      : [{ bucket: `sign-in:${organisation.id}:account:${account}`, ...perAccount }]),
    { bucket: `sign-in:${organisation.id}:all`, ...perPortal },
  ];
}

/**
 * Counts a try to sign in.
 *
 * @param email null where nobody is named yet: with a passkey, or at the identity provider
 * @returns whether it may be made
 */
export async function maySignIn(visit: Visit, email: string | null): Promise<boolean> {
  for (const limit of signInLimits(visit, email)) {
    if (!(await tryOnce(visit.context, limit))) return false;
  }
  return true;
}

function codeLimit({ organisation, session }: StaffVisit): Limit {
  return { bucket: `code:${organisation.id}:${session.member.id}`, ...perSecondFactor };
}

export async function isCodeExhausted(visit: StaffVisit): Promise<boolean> {
  return isExhausted(visit.context, codeLimit(visit));
}

export async function countCode(visit: StaffVisit): Promise<boolean> {
  return tryOnce(visit.context, codeLimit(visit));
}
