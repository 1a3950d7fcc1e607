/** Passkeys (WebAuthn): a key in the telephone or computer that opens with a finger or a PIN, two factors in one. */
import { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../organisations/index.ts';
import { isOurChallenge, makeChallenge } from './challenge.ts';
import { digestOf } from './digest.ts';
import {
  deletePasskey,
  findPasskey,
  insertPasskey,
  listPasskeys,
  takeChallenge,
  writeUse,
} from './store/passkeys.ts';
import { tellOfChange } from './send-link.ts';
import { beginSession, confirmSession, type Session } from './sessions.ts';
import { actorOf, type StaffMember } from './staff.ts';
import { findStaff } from './store/people.ts';

/** Three hundred modules, which wait until somebody uses a passkey. */
const loadLibrary = () => import('@simplewebauthn/server');

type Means = Pick<Context, 'database' | 'clock' | 'ids' | 'key' | 'publicUrl'>;

const responseSchema = z.looseObject({
  id: z.string().max(2000),
  rawId: z.string().max(2000),
  type: z.literal('public-key'),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
  response: z.looseObject({ clientDataJSON: z.string() }),
});
const registrationSchema = responseSchema.extend({
  response: z.looseObject({
    clientDataJSON: z.string(),
    attestationObject: z.string(),
    transports: z.array(z.string()).max(10).default([]),
  }),
});
const authenticationSchema = responseSchema.extend({
  response: z.looseObject({
    clientDataJSON: z.string(),
    authenticatorData: z.string(),
    signature: z.string(),
  }),
});

/** What the browser needs to make a key, as JSON. */
export async function offerPasskey(
  context: Means,
  organisation: Organisation,
  member: StaffMember,
): Promise<string> {
  const known = await listPasskeys(context.database, member);
  const { generateRegistrationOptions } = await loadLibrary();
  const options = await generateRegistrationOptions({
    rpName: organisation.settings.name,
    rpID: siteOf(context).host,
    userName: member.email,
    userDisplayName: member.name,
    userID: new TextEncoder().encode(member.id),
    challenge: makeChallenge(context),
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return JSON.stringify(options);
}

/** Keeps a key that the browser made. @returns false when its answer is not a good one */
export async function adoptPasskey(
  context: Means,
  organisation: Organisation,
  member: StaffMember,
  given: { readonly answer: string; readonly name: string },
): Promise<boolean> {
  const answer = read(registrationSchema, given.answer);
  if (!answer) return false;
  const { verifyRegistrationResponse } = await loadLibrary();
  const verified = await checked(() =>
    verifyRegistrationResponse({
      // The library's names of transports and extensions change with the standard; it reads them leniently.
      response: { ...answer, response: { ...answer.response, transports: [] } },
      expectedChallenge: (challenge) => isOurChallenge(context, plain(challenge)),
      expectedOrigin: siteOf(context).origin,
      expectedRPID: siteOf(context).host,
    }),
  );
  if (!verified?.verified) return false;
  const { credential } = verified.registrationInfo;
  return context.database.transaction(async (transaction) => {
    if (!(await takeAnswer(transaction, context, organisation.id, answer.response.clientDataJSON)))
      return false;
    await insertPasskey(transaction, organisation.id, {
      credentialId: credential.id,
      staffId: member.id,
      publicKey: credential.publicKey,
      counter: BigInt(credential.counter),
      transports: answer.response.transports,
      name: given.name,
      createdAt: context.clock.now(),
    });
    await tellOfChange(transaction, context, organisation, member, 'passkey_added');
    await audit(transaction, context, member, 'add passkey', given.name);
    return true;
  });
}

/** What the browser needs to ask for a key, as JSON. */
export async function askForPasskey(context: Means): Promise<string> {
  const { generateAuthenticationOptions } = await loadLibrary();
  const options = await generateAuthenticationOptions({
    rpID: siteOf(context).host,
    challenge: makeChallenge(context),
    userVerification: 'required',
  });
  return JSON.stringify(options);
}

/** @returns the secret of a complete session, or null */
export async function signInWithPasskey(
  context: Means,
  organisation: Organisation,
  given: { readonly answer: string; readonly browser: string },
): Promise<string | null> {
  return usePasskey(context, organisation, given.answer, (transaction, member) =>
    beginSession(transaction, context, member, { hasSecondFactor: true, browser: given.browser }),
  );
}

/** Proves again who it is, before something dangerous. */
export async function confirmWithPasskey(
  context: Means,
  organisation: Organisation,
  session: Session,
  answer: string,
): Promise<boolean> {
  const confirmed = await usePasskey(context, organisation, answer, async (transaction, member) => {
    if (member.id !== session.member.id) return false;
    await confirmSession(transaction, context, session);
    return true;
  });
  return confirmed ?? false;
}

/** @returns false when the person has no such key */
export async function removePasskey(
  context: Means,
  organisation: Organisation,
  member: StaffMember,
  credentialId: string,
): Promise<boolean> {
  return context.database.transaction(async (transaction) => {
    if (!(await deletePasskey(transaction, member, credentialId))) return false;
    await tellOfChange(transaction, context, organisation, member, 'passkey_removed');
    await audit(transaction, context, member, 'remove passkey', credentialId);
    return true;
  });
}

type Transaction = Parameters<typeof beginSession>[0];

/** Checks the browser's answer and, in one transaction, uses it up and does what it is for. */
async function usePasskey<T>(
  context: Means,
  organisation: Organisation,
  text: string,
  work: (transaction: Transaction, member: StaffMember) => Promise<T>,
): Promise<T | null> {
  const answer = read(authenticationSchema, text);
  const known = answer && (await findPasskey(context.database, organisation.id, answer.id));
  if (!answer || !known) return null;
  const { verifyAuthenticationResponse } = await loadLibrary();
  const verified = await checked(() =>
    verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: (challenge) => isOurChallenge(context, plain(challenge)),
      expectedOrigin: siteOf(context).origin,
      expectedRPID: siteOf(context).host,
      credential: {
        id: known.credentialId,
        publicKey: known.publicKey,
        counter: Number(known.counter),
      },
    }),
  );
  if (!verified?.verified) return null;
  const counter = BigInt(verified.authenticationInfo.newCounter);
  return context.database.transaction(async (transaction) => {
    const member = await findStaff(transaction, organisation.id, known.staffId);
    if (!member || member.disabledAt !== null) return null;
    if (!(await takeAnswer(transaction, context, organisation.id, answer.response.clientDataJSON)))
      return null;
    const use = { credentialId: known.credentialId, counter, at: context.clock.now() };
    if (!(await writeUse(transaction, organisation.id, use))) return null;
    return work(transaction, member);
  });
}

async function takeAnswer(
  transaction: Transaction,
  { clock }: Means,
  organisationId: string,
  clientData: string,
): Promise<boolean> {
  return takeChallenge(transaction, organisationId, digestOf(clientData), clock.now());
}

async function audit(
  transaction: Transaction,
  context: Means,
  member: StaffMember,
  action: 'add passkey' | 'remove passkey',
  name: string,
): Promise<void> {
  await recordAudit(transaction, context, member.organisationId, {
    actor: actorOf(member),
    action,
    subject: member.id,
    detail: { passkey: name },
  });
}

function read<T>(schema: z.ZodType<T>, text: string): T | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  return schema.safeParse(parsed).data ?? null;
}

/** The library throws for answers that do not fit; to whoever sent one, all are the same. */
async function checked<T>(verify: () => Promise<T>): Promise<T | null> {
  try {
    return await verify();
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** Challenges are texts of ours; browsers say them in base64url. */
function plain(challenge: string): string {
  return Buffer.from(challenge, 'base64url').toString('utf8');
}

function siteOf({ publicUrl }: Means): { readonly origin: string; readonly host: string } {
  const url = new URL(publicUrl);
  return { origin: url.origin, host: url.hostname };
}
