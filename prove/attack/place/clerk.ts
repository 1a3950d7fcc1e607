/** Somebody of the staff of a town, let in over HTTP from the invitation to the second factor. */
import assert from 'node:assert/strict';
import { inviteStaff, type Role, type StaffMember } from '../../../src/staff/index.ts';
import { codeAt } from '../../../test/support/staff-browser.ts';
import type { Place } from './place.ts';
import type { Town } from './town.ts';
import type { Visitor } from './visitor.ts';

export type Clerk = {
  readonly visitor: Visitor;
  readonly member: StaffMember;
  readonly password: string;
  /** What opens the account of the authenticator app. */
  readonly secret: string;
  /** One that was not used yet. */
  readonly recoveryCode: () => string;
  /** The cookie's name and value. */
  readonly session: () => string;
  /** Below the office of the town, such as `/payments/pay_1`. */
  readonly at: (path: string) => string;
};

export const goodPassword = 'una mattina di nebbia sul fiume';

let last = 0;

export async function employ(
  place: Place,
  town: Town,
  role: Role,
  services: readonly string[] | null = null,
): Promise<Clerk> {
  last += 1;
  const { context } = place.first;
  const email = `${role}${last}@${town.slug}.example`;
  const person = { email, name: `Person ${last}`, role, services, language: 'en' } as const;
  const invited = await inviteStaff(context, town.organisation, person, 'attack');
  const visitor = place.visitor();
  const at = (path: string): string => `/${town.slug}/office${path}`;
  await visitor.get(at(`/links/${invited.secret}`));
  await visitor.post(at(`/links/${invited.secret}`), { password: goodPassword });
  const setup = await visitor.get(at('/authenticator'));
  const [, grouped = ''] = /<code>([A-Z2-7 ]+)<\/code>/.exec(setup.text) ?? [];
  const secret = grouped.replaceAll(' ', '');
  const done = await visitor.post(at('/authenticator'), {
    code: codeAt(secret, context.clock.now()),
  });
  const codes = [...done.text.matchAll(/<code>([a-z0-9]{5}-[a-z0-9]{5})<\/code>/g)];
  assert.equal(codes.length, 10, `${role} is in: ${done.status}`);
  return {
    visitor,
    member: invited.member,
    password: goodPassword,
    secret,
    recoveryCode: () => codes.shift()?.[1] ?? '',
    session: () => sessionOf(visitor, town),
    at,
  };
}

/** The cookie that stands for a session of staff, as `name=value`; empty when there is none. */
export function sessionOf(visitor: Visitor, { slug }: Town): string {
  const name = `saldo-staff-${slug}=`;
  return (
    visitor
      .cookie()
      .split('; ')
      .find((pair) => pair.startsWith(name)) ?? ''
  );
}

/** A visitor whose password was right, and who has not shown a second factor yet. */
export async function comeHalfway(place: Place, clerk: Clerk): Promise<Visitor> {
  const visitor = place.visitor();
  await visitor.get(clerk.at('/sign-in'));
  const { email } = clerk.member;
  const answer = await visitor.post(clerk.at('/sign-in'), { email, password: clerk.password });
  assert.equal(answer.headers.location, clerk.at('/second-factor'), 'the password is right');
  return visitor;
}
