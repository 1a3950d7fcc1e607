/** The browser of somebody of the staff, over a portal in this process: keeps cookies, posts forms as pages gave them. */
import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';
import { generateSync } from 'otplib';
import type { FakeClock } from '../../src/core/clock.ts';
import type { Context } from '../../src/context.ts';
import type { Organisation } from '../../src/organisations/index.ts';
import { inviteStaff, type Role, type StaffMember } from '../../src/staff/index.ts';
import { boundary, multipartBody, type SentFile } from './multipart.ts';

export type Answer = {
  readonly status: number;
  readonly body: string;
  /** Where a redirect leads; null when it was none. */
  readonly location: string | null;
  /** The body as it came, where it is no text. */
  readonly bytes: Buffer;
};

/** What is posted; a list is a field that comes several times. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

function encoded(fields: Fields): string {
  const encodedFields = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) encodedFields.append(name, one);
  return encodedFields.toString();
}

export class StaffBrowser {
  readonly #app: FastifyInstance;
  readonly #cookies = new Map<string, string>();
  /** Below which the short addresses of this browser stand: `/demo/office`. */
  readonly #office: string;
  #token = '';

  constructor(app: FastifyInstance, organisation: Pick<Organisation, 'slug'>) {
    this.#app = app;
    this.#office = `/${organisation.slug}/office`;
  }

  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies;
  }

  /** Of the last form that was seen. */
  get token(): string {
    return this.#token;
  }

  /** @param path below the office, or a whole path that begins with the organisation's */
  async get(path: string): Promise<Answer> {
    return this.#send('GET', path);
  }

  /** Posts fields with the token of the last form that was seen. */
  async post(path: string, fields: Fields = {}): Promise<Answer> {
    if (this.#token === '') await this.get('/sign-in');
    return this.#send('POST', path, {
      type: 'application/x-www-form-urlencoded',
      payload: encoded({ ...fields, form_token: this.#token }),
    });
  }

  /** Posts a form that brings files, all in the field `files`. */
  async postFiles(
    path: string,
    fields: Readonly<Record<string, string>>,
    files: readonly SentFile[],
  ): Promise<Answer> {
    return this.#send('POST', path, {
      type: `multipart/form-data; boundary=${boundary}`,
      payload: multipartBody({ form_token: this.#token, ...fields }, files),
    });
  }

  async #send(
    method: 'GET' | 'POST',
    path: string,
    sent?: { readonly type: string; readonly payload: string | Buffer },
  ): Promise<Answer> {
    const response = await this.#app.inject({
      method,
      url: path.startsWith(this.#office) ? path : `${this.#office}${path}`,
      remoteAddress: '203.0.113.7',
      cookies: Object.fromEntries(this.#cookies),
      headers: {
        'accept-language': 'en',
        ...(sent && { 'content-type': sent.type }),
      },
      ...(sent && { payload: sent.payload }),
    });
    for (const { name, value } of response.cookies) {
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const [, token] = /name="form_token" value="([^"]+)"/.exec(response.body) ?? [];
    if (token !== undefined) this.#token = token;
    const { location } = response.headers;
    return {
      status: response.statusCode,
      body: response.body,
      location: location ?? null,
      bytes: response.rawPayload,
    };
  }
}

export type SignedIn = {
  readonly browser: StaffBrowser;
  readonly member: StaffMember;
  readonly password: string;
  /** The next code of the person's app; each is good once, so the clock moves on by a step. */
  readonly code: () => string;
  readonly recoveryCodes: readonly string[];
};

type World = {
  readonly context: Context;
  readonly clock: FakeClock;
  readonly organisation: Organisation;
};

export const goodPassword = 'una mattina di nebbia sul fiume';

/** Lets somebody in from the invitation to the second factor, all over HTTP. */
export async function signInStaff(
  app: FastifyInstance,
  { context, clock, organisation }: World,
  role: Role,
  services: readonly string[] | null = null,
  email = `${role}@ente.example`,
): Promise<SignedIn> {
  const person = { email, name: `Person ${role}`, role, services };
  const invited = await inviteStaff(
    context,
    organisation,
    { ...person, language: 'en' },
    'staff:test',
  );
  const browser = new StaffBrowser(app, organisation);
  await browser.get(`/links/${invited.secret}`);
  const chosen = await browser.post(`/links/${invited.secret}`, { password: goodPassword });
  assert.equal(chosen.location, `/${organisation.slug}/office/second-factor`);
  const setup = await browser.get('/authenticator');
  const secret = secretOn(setup.body);
  const code = (): string => {
    clock.advance(30_000);
    return codeAt(secret, clock.now());
  };
  const done = await browser.post('/authenticator', { code: code() });
  assert.equal(done.status, 200, done.body);
  const recoveryCodes = [...done.body.matchAll(/<code>([a-z0-9]{5}-[a-z0-9]{5})<\/code>/g)].map(
    ([, found = '']) => found,
  );
  return { browser, member: invited.member, password: goodPassword, code, recoveryCodes };
}

function secretOn(page: string): string {
  const [, grouped = ''] = /<code>([A-Z2-7 ]+)<\/code>/.exec(page) ?? [];
  return grouped.replaceAll(' ', '');
}

export function codeAt(secret: string, instant: Date): string {
  return generateSync({
    strategy: 'totp',
    secret,
    epoch: Math.floor(instant.getTime() / 1000),
  });
}
