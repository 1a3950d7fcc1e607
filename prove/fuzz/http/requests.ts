/** Requests to every route: right ones, and ones that are wrong in one or several places. */
import {
  hostileDates,
  hostileNumbers,
  hostileTexts,
  marker,
  unprintableTexts,
} from '../hostile-values.ts';
import type { Random } from '../random.ts';
import { slug } from '../surroundings.ts';
import type { Clerk } from './clerk.ts';
import type { KnownFields } from './form-fields.ts';
import { freeChargeIds, serviceId } from './offer-services.ts';
import type { Route } from './open-site.ts';
import { randomMultipart } from './multipart.ts';
import type { Spot, Town } from './town.ts';

export type FuzzRequest = {
  readonly method: Method;
  /** As it stands in the request line. */
  readonly target: string;
  readonly route: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
  /** The only sign of a language in the request, where there is just one. */
  readonly language: string | null;
};

export type Surface = {
  readonly routes: readonly Route[];
  readonly town: Town;
  /** Whose browser goes to the routes of the back office, mostly. */
  readonly clerk: Clerk;
  readonly fields: KnownFields;
  readonly accountId: string;
};

const texts = [...hostileTexts, ...unprintableTexts, marker, ...hostileNumbers, ...hostileDates];
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const;
type Method = (typeof methods)[number];
const queryNames = [
  'language',
  'search',
  'category',
  'resent',
  'sent',
  'changed',
  'told',
  'choose',
  'code',
  'x',
  '__proto__',
  'a[b]',
  '',
];
const kinds = ['no-receipt', 'wrong-address', 'split-payment-by-mistake', 'error-in-invoice', 'portal-error', 'other']; // prettier-ignore
const brokenParts = ['%', '%zz', '%00', '%ff', '%c0%af', '%ed%a0%80', '%u0041', '..', '.', '%2e%2e', '%2F', ';a=b', '*', ' ', '']; // prettier-ignore

export function randomRequest(random: Random, surface: Surface): FuzzRequest {
  const route = random.pick(weighted(surface.routes));
  const spots = spotsOf(surface.town, route);
  const spot = random.pick(spots);
  const path = fillPath(random, route.path, { ...surface, token: spot.token });
  const isOtherMethod = random.once(12);
  const method = isOtherMethod ? random.pick(methods) : methodOf(route);
  const query = random.once(3) ? { text: '', language: null } : randomQuery(random);
  const usual = isOfOffice(route) ? surface.clerk.visit : spot.visit;
  const visit = random.once(6) ? random.pick(surface.town.visits) : usual;
  const body = ['GET', 'HEAD'].includes(method)
    ? null
    : randomBody(random, surface.fields.get(route.path) ?? new Map(), visit.token);
  const cookie = Object.entries(visit.cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
  const headers = {
    ...(random.once(10) ? {} : { cookie }),
    ...(body ? { 'content-type': body.type } : {}),
    ...(random.once(3) ? randomHeader(random) : {}),
  };
  const isPlain =
    !('accept-language' in headers) && !('cookie' in headers && headers.cookie !== cookie);
  return {
    method,
    target: path + query.text,
    route: route.path,
    headers,
    body: body?.bytes ?? null,
    language: isPlain && method === 'GET' ? query.language : null,
  };
}

export function isOfOffice({ path }: Pick<Route, 'path'>): boolean {
  return path === '/:organisation/office' || path.startsWith('/:organisation/office/');
}

function spotsOf({ payments, tickets, invoices, dues }: Town, { path }: Route): readonly Spot[] {
  if (path.includes('/dues/')) return dues;
  if (path.includes('/payments/')) return payments;
  return path.includes('/requests/') ? tickets : invoices;
}

function methodOf({ method, path }: Route): Method {
  const known = methods.find((one) => one === method);
  if (!known) throw new Error(`the fuzz does not know the method ${method} of ${path}`);
  return known;
}

/** The marker often: a page may show any one field of many. */
function hostileValue(random: Random): string {
  return random.once(4) ? marker : random.pick(texts);
}

/** What changes something is tried most, what only tells least. */
function weighted(routes: readonly Route[]): Route[] {
  return routes.flatMap((route) => {
    const weight = route.method === 'POST' ? 6 : route.path.includes(':token') ? 3 : 1;
    return Array.from({ length: weight }, () => route);
  });
}

/** @throws Error for a part of an address that the fuzz has no value for: a new kind of route */
function fillPath(
  random: Random,
  path: string,
  {
    token,
    accountId,
    clerk,
    town,
  }: Pick<Surface, 'accountId' | 'clerk' | 'town'> & { readonly token: string },
): string {
  const values: Readonly<Record<string, string>> = {
    ':organisation': slug,
    ':token': token,
    ':account': accountId,
    ':kind': random.pick(kinds),
    ':question': 'no-receipt',
    ':page': random.pick(['help', 'manual', 'no-receipt']),
    ':attachment': 'tca_0',
    ':service': serviceId,
    ':charge': random.pick(freeChargeIds),
    ':item': 'cti_0',
    ':number': random.pick(town.notices),
    '*': 'portal.css',
  };
  return path
    .split('/')
    .map((part) => {
      const isOpen = part.startsWith(':') || part === '*';
      if (random.once(isOpen ? 14 : 80)) return hostilePart(random);
      if (!isOpen) return part;
      const things = isOfOffice({ path }) ? (clerk.things.get(part.slice(1)) ?? []) : [];
      const thing = things.length > 0 ? random.pick(things) : undefined;
      const value = thing ?? values[part] ?? (isOfOffice({ path }) ? 'nothing_of_ours' : undefined);
      if (value === undefined) throw new Error(`the fuzz has no value for ${part} of ${path}`);
      return value;
    })
    .join('/')
    .replace(/^(?!\/)/, '/');
}

function hostilePart(random: Random): string {
  if (random.once(2)) return random.pick(brokenParts);
  return encodeURIComponent(hostileValue(random).toWellFormed()).slice(0, 3000);
}

function randomQuery(random: Random): { text: string; language: string | null } {
  if (random.once(3)) {
    const language = random.pick(['it', 'en', 'es']);
    return { text: `?language=${language}`, language };
  }
  if (random.once(2)) {
    const everywhere = queryNames.map(
      (name) => `${encodeURIComponent(name)}=${encodeURIComponent(marker)}`,
    );
    return { text: `?${everywhere.join('&')}`, language: null };
  }
  const pairs = Array.from({ length: random.once(30) ? 2000 : 1 + random.below(3) }, () => {
    const value = random.once(4)
      ? random.pick(brokenParts)
      : encodeURIComponent(hostileValue(random).toWellFormed());
    return `${encodeURIComponent(random.pick(queryNames))}=${value}`;
  });
  return { text: `?${pairs.join('&')}`.slice(0, 12_000), language: null };
}

type Body = { readonly type: string; readonly bytes: Buffer };

const form = 'application/x-www-form-urlencoded';
const types = [form, `${form}; charset=utf-16`, 'application/json', 'text/plain', 'text/xml', 'multipart/form-data; boundary=x', 'nonsense', '', 'application/json; charset=x', 'a/b;'.repeat(500)]; // prettier-ignore

function randomBody(random: Random, fields: ReadonlyMap<string, Set<string>>, token: string): Body {
  const pairs: [string, string][] = [['form_token', token]];
  for (const [name, values] of fields) pairs.push([name, random.pick([...values])]);
  const changes = random.below(4);
  for (let times = 0; times < changes; times += 1) changePairs(random, pairs, [...fields.keys()]);
  if (random.once(12))
    return { type: 'application/json', bytes: Buffer.from(hostileJson(random, pairs)) };
  if (fields.has('files') && random.once(2)) return randomMultipart(random, pairs);
  const text = pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
  const bytes = Buffer.from(random.once(25) ? text + '&a=%zz&%=%&=&&' : text);
  return { type: random.once(12) ? random.pick(types) : form, bytes };
}

/** As browsers do, and NUL and halves of characters as nobody does. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function changePairs(random: Random, pairs: [string, string][], names: readonly string[]): void {
  const name = random.pick([...names, 'form_token', 'x', '__proto__', 'constructor', 'due[]', '']);
  const at = random.below(pairs.length);
  const way = random.below(8);
  if (way === 0) pairs.splice(at, 1);
  else if (way === 1) pairs.push([name, hostileValue(random)], [name, hostileValue(random)]);
  else if (way === 2)
    pairs.push(...Array.from({ length: 1500 }, (_, n): [string, string] => [`f${n}`, 'v']));
  else if (way === 3) pairs.push([name, 'x'.repeat(random.pick([999, 1001, 65_000, 66_000]))]);
  else {
    const others = pairs.filter(([other]) => other !== name);
    pairs.splice(0, pairs.length, ...others, [name, hostileValue(random)]);
  }
}

function hostileJson(random: Random, pairs: readonly [string, string][]): string {
  const fields = Object.fromEntries(pairs);
  const nasty: readonly unknown[] = [
    { a: 1 },
    [],
    [[]],
    1e308,
    -0,
    null,
    true,
    ['x', 'y'],
    { toString: 1 },
  ];
  for (const name of Object.keys(fields)) {
    if (name !== 'form_token' && random.once(2))
      Object.assign(fields, { [name]: random.pick(nasty) });
  }
  const text = JSON.stringify(fields);
  return random.pick([
    text, text.replace('{', '{"__proto__":{"a":1},'), text.replace('{', '{"form_token":"x",'), text.slice(0, -5),
    '['.repeat(30_000), '"x"', 'null', `\ufeff${text}`, `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
  ]); // prettier-ignore
}

function randomHeader(random: Random): Record<string, string> {
  const value = Buffer.from(hostileValue(random))
    .toString('latin1')
    .replaceAll(/[\r\n\0]/g, ' ');
  const name = random.pick([
    'accept-language', 'accept', 'accept-encoding', 'cookie', 'sec-fetch-site', 'origin', 'referer', 'host', 'x-forwarded-for',
    'x-forwarded-host', 'x-forwarded-proto', 'forwarded', 'range', 'if-none-match', 'sandbox-signature', 'x-http-method-override', 'user-agent',
  ]); // prettier-ignore
  const likely: Readonly<Record<string, readonly string[]>> = {
    'accept-language': ['it', 'es-MX;q=0.8, it', 'it,'.repeat(500), '*;q=0', 'en;q=NaN'],
    'sec-fetch-site': ['same-origin', 'cross-site', 'none'],
    origin: ['null', 'http://localhost:3000', 'https://evil.example'],
    cookie: ['saldo=a.b', 'saldo=', 'saldo-language=xx', 'saldo=a; saldo=b', '=;;;=', 'saldo=%zz'],
  };
  return { [name]: random.pick([value, ...(likely[name] ?? [])]) };
}
