/** The second factor: codes of an authenticator app (RFC 6238), each good once, and recovery codes. */
import { generateSecret, generateURI, verifySync } from 'otplib';
import type { Clock } from '../core/clock.ts';
import type { Ids } from '../core/id.ts';
import { seal, unseal, type PortalKey } from '../core/sealing.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { digestOf } from './digest.ts';
import {
  findAuthenticator,
  insertRecoveryCodes,
  proveAuthenticator,
  takeRecoveryCode,
  takeStep,
  writeAuthenticator,
} from './store/authenticators.ts';
import type { StaffMember } from './staff.ts';

/** Clocks of telephones are off by seconds: one step of thirty before and after (RFC 6238, 5.2). */
const toleranceSeconds = 30;
const recoveryCodes = 10;

type Person = Pick<StaffMember, 'organisationId' | 'id'>;
type Means = { readonly clock: Clock; readonly key: PortalKey };

/** A secret for the person's app; it counts from the first code that proves it. @returns in base 32 */
export async function offerAuthenticator(
  transaction: Transaction,
  { key }: Means,
  person: Person,
): Promise<string> {
  const known = await findAuthenticator(transaction, person);
  // Shown again as it is until it is proven, so that loading the page again does not make the code useless.
  if (known && !known.isProven) return open(key, person, known.sealedSecret);
  const secret = generateSecret();
  await writeAuthenticator(
    transaction,
    person,
    seal(key, 'authenticator', ownerOf(person), secret),
  );
  return secret;
}

/** `otpauth:` address of a secret, for a QR code. */
export function authenticatorAddress(secret: string, issuer: string, email: string): string {
  return generateURI({ issuer, label: email, secret });
}

/**
 * Proves the app with its first code.
 *
 * @returns recovery codes, to be shown once; null when the code is wrong
 */
export async function adoptAuthenticator(
  transaction: Transaction,
  context: Means & { readonly ids: Ids },
  person: Person,
  code: string,
): Promise<readonly string[] | null> {
  const known = await findAuthenticator(transaction, person);
  if (!known || known.isProven || !(await isFreshCode(transaction, context, person, code)))
    return null;
  await proveAuthenticator(transaction, person, context.clock.now());
  const codes = Array.from({ length: recoveryCodes }, () => context.ids.token().slice(0, 10));
  await insertRecoveryCodes(transaction, person, codes.map(digestOf));
  return codes;
}

export async function hasAuthenticator(database: Queryable, person: Person): Promise<boolean> {
  return (await findAuthenticator(database, person))?.isProven ?? false;
}

/** Whether it is a code of the person's app, or one of their recovery codes; it is used up. */
export async function useCode(
  transaction: Transaction,
  context: Means,
  person: Person,
  typed: string,
): Promise<boolean> {
  const known = await findAuthenticator(transaction, person);
  if (!known?.isProven) return false;
  const code = typed.replaceAll(/[\s-]/g, '').toLowerCase();
  if (/^\d{6}$/.test(code)) return isFreshCode(transaction, context, person, code);
  return takeRecoveryCode(transaction, person, digestOf(code), context.clock.now());
}

/** A step counts once (RFC 6238, 5.2): whoever looked over a shoulder comes too late. */
async function isFreshCode(
  transaction: Transaction,
  { clock, key }: Means,
  person: Person,
  typed: string,
): Promise<boolean> {
  const known = await findAuthenticator(transaction, person);
  const code = typed.replaceAll(/\s/g, '');
  if (!known || !/^\d{6}$/.test(code)) return false;
  const result = verifySync({
    strategy: 'totp',
    secret: open(key, person, known.sealedSecret),
    token: code,
    epoch: Math.floor(clock.now().getTime() / 1000),
    epochTolerance: toleranceSeconds,
  });
  if (!result.valid || !('timeStep' in result)) return false;
  return takeStep(transaction, person, BigInt(result.timeStep));
}

function open(key: PortalKey, person: Person, sealed: string): string {
  return unseal(key, 'authenticator', ownerOf(person), sealed);
}

function ownerOf({ organisationId, id }: Person): string {
  return `${organisationId}/${id}`;
}
