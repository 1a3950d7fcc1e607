/** Signing in at an OpenID Connect provider (Core 1.0, code flow with PKCE): it says who somebody is, never what they may do. */
import type { Configuration } from 'openid-client';
import { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { seal, unseal } from '../core/sealing.ts';
import type { Organisation } from '../organisations/index.ts';
import { beginSession } from './sessions.ts';
import {
  deleteIdentityProvider,
  findIdentityProvider,
  writeIdentityProvider,
  type SealedIdentityProvider,
} from './store/identity-providers.ts';
import { findStaffByEmail } from './store/people.ts';

/** Waits until somebody signs in in this way. */
const loadLibrary = () => import('openid-client');

type Means = Pick<Context, 'database' | 'clock' | 'ids' | 'key' | 'publicUrl'>;

const livesMs = 10 * 60_000;
/** Ways of proving oneself that are more than a password (RFC 8176, 2). */
const strongMethods = new Set(['mfa', 'hwk', 'otp', 'fpt', 'face', 'swk']);

export type IdentityProvider = {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: string;
};

/** @throws Refusal `input_invalid` for an issuer that cannot be one, or does not answer */
export async function useIdentityProvider(
  context: Means,
  organisation: Organisation,
  provider: IdentityProvider,
  actor: string,
): Promise<void> {
  const { secret, ...open } = provider;
  const sealedSecret = seal(context.key, 'identity-provider', organisation.id, secret);
  await describe(context, organisation, { ...open, sealedSecret });
  await context.database.transaction(async (transaction) => {
    const at = context.clock.now();
    await writeIdentityProvider(transaction, organisation.id, { ...open, sealedSecret }, at);
    await recordAudit(transaction, context, organisation.id, {
      actor,
      action: 'use identity provider',
      subject: organisation.id,
      detail: open,
    });
  });
}

export async function forgetIdentityProvider(
  context: Means,
  organisation: Organisation,
  actor: string,
): Promise<void> {
  await context.database.transaction(async (transaction) => {
    await deleteIdentityProvider(transaction, organisation.id);
    await recordAudit(transaction, context, organisation.id, {
      actor,
      action: 'forget identity provider',
      subject: organisation.id,
      detail: {},
    });
  });
}

/** What a browser keeps between leaving for the provider and coming back; sealed, so that it cannot be read or made. */
const journeySchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
  until: z.number(),
});

export type Departure = { readonly address: string; readonly sealedJourney: string };

/** @returns where to send the browser, and what it keeps; null when the organisation has no provider */
export async function leaveForProvider(
  context: Means,
  organisation: Organisation,
  to: string,
): Promise<Departure | null> {
  const provider = await findIdentityProvider(context.database, organisation.id);
  if (!provider) return null;
  const configuration = await describe(context, organisation, provider);
  const journey = {
    state: context.ids.token(),
    nonce: context.ids.token(),
    verifier: context.ids.token() + context.ids.token(),
    to,
    until: context.clock.now().getTime() + livesMs,
  };
  const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await loadLibrary();
  const address = buildAuthorizationUrl(configuration, {
    redirect_uri: returnAddress(context, organisation),
    scope: 'openid email',
    state: journey.state,
    nonce: journey.nonce,
    code_challenge: await calculatePKCECodeChallenge(journey.verifier),
    code_challenge_method: 'S256',
    ...(configuration.serverMetadata().claims_parameter_supported === true && {
      claims: JSON.stringify({ id_token: { amr: null, email: null, email_verified: null } }),
    }),
  });
  const text = JSON.stringify(journey);
  const sealedJourney = seal(context.key, 'identity-provider', organisation.id, text);
  return { address: address.href, sealedJourney };
}

export type Arrival =
  | { readonly kind: 'in'; readonly secret: string; readonly to: string }
  /** The provider knows the person and we do not, or it does not vouch for the address. */
  | { readonly kind: 'unknown_person' }
  | { readonly kind: 'failed'; readonly because: unknown };

/** @param query what the provider added to the address, from `?` on */
export async function arriveFromProvider(
  context: Means,
  organisation: Organisation,
  given: { readonly sealedJourney: string; readonly query: string; readonly browser: string },
): Promise<Arrival> {
  const provider = await findIdentityProvider(context.database, organisation.id);
  const journey = openJourney(context, organisation, given.sealedJourney);
  if (!provider || !journey) return { kind: 'failed', because: 'no journey is under way' };
  const claims = await claimsOf(context, organisation, provider, journey, given.query);
  if ('failed' in claims) return { kind: 'failed', because: claims.failed };
  const { email, email_verified: isVerified, amr } = claims;
  if (email === undefined || isVerified !== true) return { kind: 'unknown_person' };
  const member = await findStaffByEmail(context.database, organisation.id, email.toLowerCase());
  if (!member || member.disabledAt !== null) return { kind: 'unknown_person' };
  // Where the provider asked for a password alone, we ask for the second factor.
  const hasSecondFactor = amr.some((method) => strongMethods.has(method));
  const secret = await context.database.transaction((transaction) =>
    beginSession(transaction, context, member, { hasSecondFactor, browser: given.browser }),
  );
  return { kind: 'in', secret, to: journey.to };
}

const claimsSchema = z.object({
  email: z.email().optional(),
  email_verified: z.boolean().optional(),
  amr: z.array(z.string()).default([]),
});

async function claimsOf(
  context: Means,
  organisation: Organisation,
  provider: SealedIdentityProvider,
  journey: z.infer<typeof journeySchema>,
  query: string,
): Promise<z.infer<typeof claimsSchema> | { readonly failed: unknown }> {
  try {
    const configuration = await describe(context, organisation, provider);
    const here = new URL(`${returnAddress(context, organisation)}${query}`);
    const { authorizationCodeGrant } = await loadLibrary();
    const tokens = await authorizationCodeGrant(configuration, here, {
      pkceCodeVerifier: journey.verifier,
      expectedState: journey.state,
      expectedNonce: journey.nonce,
      idTokenExpected: true,
    });
    return claimsSchema.parse(tokens.claims());
  } catch (error) {
    return { failed: error };
  }
}

/** The provider's own description of itself. @throws Refusal `input_invalid` */
async function describe(
  context: Means,
  organisation: Organisation,
  provider: SealedIdentityProvider,
): Promise<Configuration> {
  const issuer = URL.parse(provider.issuer);
  // Without encryption only where the portal has none either: on the machine of somebody who tries it.
  const isPlain =
    issuer?.protocol === 'http:' &&
    context.publicUrl.startsWith('http:') &&
    ['localhost', '127.0.0.1'].includes(issuer.hostname);
  if (!issuer || (issuer.protocol !== 'https:' && !isPlain))
    throw new Refusal('input_invalid', 'issuer: an address that begins with https: is needed');
  const secret = unseal(context.key, 'identity-provider', organisation.id, provider.sealedSecret);
  const { allowInsecureRequests, discovery } = await loadLibrary();
  try {
    return await discovery(issuer, provider.clientId, secret, undefined, {
      timeout: 10,
      ...(isPlain && { execute: [allowInsecureRequests] }),
    });
  } catch (error) {
    throw new Refusal('input_invalid', 'issuer: no provider answers there', { cause: error });
  }
}

function openJourney(
  context: Means,
  organisation: Organisation,
  sealed: string,
): z.infer<typeof journeySchema> | null {
  try {
    const text = unseal(context.key, 'identity-provider', organisation.id, sealed);
    const journey = journeySchema.parse(JSON.parse(text));
    return journey.until > context.clock.now().getTime() ? journey : null;
  } catch {
    return null;
  }
}

function returnAddress({ publicUrl }: Means, { slug }: Organisation): string {
  return `${publicUrl}/${slug}/office/provider/return`;
}
