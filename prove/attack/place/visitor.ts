/** Somebody with a browser: cookies, the token of the forms, an address on the network; and complete freedom. */
import assert from 'node:assert/strict';
import { cookiesOf, type Answer } from './answer.ts';
import type { Ask } from './wire.ts';

export type How = {
  readonly headers?: Ask['headers'];
  /** Through the second portal, which stands behind no proxy. */
  readonly second?: boolean;
};

export type Fields =
  Readonly<Record<string, string>> | readonly (readonly [name: string, value: string])[];

export type Visitor = {
  readonly from: string;
  readonly get: (path: string, how?: How) => Promise<Answer>;
  /** Posts a form with the token of this visitor; a `form_token` among the fields goes before it. */
  readonly post: (path: string, fields?: Fields, how?: How) => Promise<Answer>;
  readonly cookie: () => string;
  readonly formToken: () => string;
};

type Headers = Record<string, string | string[]>;

type Send = (ask: Ask, second: boolean) => Promise<Answer>;

let last = 0;

export function createVisitor(send: Send, given: { readonly cookie?: string } = {}): Visitor {
  last += 1;
  const from = `198.51.${100 + Math.floor(last / 250)}.${1 + (last % 250)}`;
  const jar = new Map<string, string>();
  const [name, value] = (given.cookie ?? '').split('=', 2);
  if (name && value) jar.set(name, value);
  let token = '';
  const cookie = (): string => [...jar].map((pair) => pair.join('=')).join('; ');
  const headersWith = (more: Ask['headers'] = {}): Headers => ({
    'x-forwarded-for': from,
    ...(jar.size > 0 && { cookie: cookie() }),
    ...more,
  });
  const keep = (answer: Answer): Answer => {
    for (const line of cookiesOf(answer)) {
      const [, key = '', text = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(key, text);
    }
    token = formTokenOn(answer.text) ?? token;
    return answer;
  };
  return {
    from,
    cookie,
    formToken: () => token,
    get: async (path, how = {}) =>
      keep(await send({ path, headers: headersWith(how.headers) }, how.second === true)),
    post: async (path, fields = {}, how = {}) => {
      const form = { 'content-type': 'application/x-www-form-urlencoded' };
      const ask = {
        method: 'POST',
        path,
        headers: headersWith({ ...form, ...how.headers }),
        body: formOf(fields, token),
      };
      return keep(await send(ask, how.second === true));
    },
  };
}

export function formTokenOn(text: string): string | undefined {
  return /name="form_token" value="([^"]+)"/.exec(text)?.[1];
}

function formOf(fields: Fields, token: string): string {
  const pairs = isList(fields) ? fields : Object.entries(fields);
  const form = new URLSearchParams();
  for (const [name, value] of pairs) form.append(name, value);
  if (!form.has('form_token')) form.set('form_token', token);
  return form.toString();
}

function isList(fields: Fields): fields is readonly (readonly [string, string])[] {
  return Array.isArray(fields);
}

/** A visitor who has opened a page with a form. @throws AssertionError when there was none */
export async function arrive(visitor: Visitor, path: string): Promise<Visitor> {
  const page = await visitor.get(path);
  assert(visitor.formToken() !== '', `a form at ${path}: ${page.status}`);
  return visitor;
}
