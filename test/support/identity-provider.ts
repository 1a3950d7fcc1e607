/** A real OpenID Connect provider on loopback: it asks nothing, and vouches for whom the test says. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { TestContext } from 'node:test';
import OidcProvider from 'oidc-provider';

export type Vouched = {
  readonly email: string;
  readonly email_verified: boolean;
  /** How the person proved who it is (RFC 8176). */
  readonly amr: readonly string[];
};

export type Client = {
  readonly id: string;
  readonly secret: string;
  readonly returnAddress: string;
};

/** @returns its issuer */
export async function startIdentityProvider(
  t: Pick<TestContext, 'after'>,
  client: Client,
  { amr, ...claims }: Vouched,
): Promise<string> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const address = server.address();
  assert(typeof address === 'object' && address !== null);
  const issuer = `http://127.0.0.1:${address.port}`;
  const provider = new OidcProvider(issuer, {
    clients: [
      { client_id: client.id, client_secret: client.secret, redirect_uris: [client.returnAddress] },
    ],
    claims: { amr: null, openid: ['sub'], email: ['email', 'email_verified'] },
    // What is known of a person stands in the id token, as most providers do it.
    conformIdTokenClaims: false,
    features: { claimsParameter: { enabled: true }, devInteractions: { enabled: false } },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, ...claims }),
    }),
    cookies: { keys: ['one key of the test'] },
  });
  const callback = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/') === true)
      void agree(provider, amr, request, response);
    else callback(request, response);
  });
  return issuer;
}

/** Whoever comes is Ada, and agrees to everything. */
async function agree(
  provider: OidcProvider,
  amr: readonly string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { prompt, session, params } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    const result = { login: { accountId: 'ada', amr } };
    await provider.interactionFinished(request, response, result, {
      mergeWithLastSubmission: false,
    });
    return;
  }
  const grant = new provider.Grant({ accountId: session?.accountId, clientId: params.client_id });
  grant.addOIDCScope('openid email');
  grant.addOIDCClaims(['amr', 'email', 'email_verified']);
  const result = { consent: { grantId: await grant.save() } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

/** Goes through the provider as a browser would. @returns the address to which it sends the browser back */
export async function passProvider(address: string, returnAddress: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = address;
  for (let step = 0; step < 12; step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    assert(location !== null, `the provider stops at ${url} with ${response.status}`);
    url = new URL(location, url).href;
    if (url.startsWith(returnAddress)) return url;
  }
  throw new Error('the provider does not come to an end');
}
