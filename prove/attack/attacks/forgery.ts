/** Requests that another site, or another visitor, makes in the name of a payer. */
import assert from 'node:assert/strict';
import type { Attack } from '../attack.ts';
import { signOf } from '../place/books.ts';
import { choice, pay, start } from '../place/paying.ts';
import type { Place } from '../place/place.ts';
import { untilQuiet } from '../place/quiet.ts';
import { fill, type Route } from '../place/routes.ts';
import { arrive, type Visitor } from '../place/visitor.ts';
import type { Ask } from '../place/wire.ts';

/** What machines post to: it is signed instead, or says nothing that is believed. */
const forMachines = [
  '/:organisation/notifications/:account',
  '/:organisation/payments/:token/return',
];

type Targets = { readonly visitor: Visitor; readonly paths: readonly string[] };

/** Every form's address, each with something behind it that a forged request could change. */
async function targetsOf(place: Place): Promise<Targets> {
  const town = await place.town('forged');
  const { owed, token, visitor } = await start(place, town);
  const routes = place.routes.filter(
    ({ method, pattern }) => method !== 'GET' && !forMachines.includes(pattern),
  );
  assert(routes.length >= 10, 'the forms were noted');
  const path = (route: Route): string =>
    fill(route, {
      organisation: town.slug,
      token: route.pattern.includes('/payments/') ? token : owed.token,
    });
  return { visitor, paths: routes.map(path) };
}

/** @throws AssertionError unless each is refused and nothing has changed */
async function refuseAll(
  place: Place,
  forge: (targets: Targets, path: string) => Ask | readonly Ask[],
  statuses: (request: Ask) => readonly number[] = () => [403],
): Promise<void> {
  const targets = await targetsOf(place);
  await untilQuiet(place);
  const before = await signOf(place);
  for (const path of targets.paths) {
    for (const request of [forge(targets, path)].flat()) {
      const answer = await place.send(place.first, request);
      assert(statuses(request).includes(answer.status), `${answer.asked} answers ${answer.status}`);
    }
  }
  assert.deepEqual(await signOf(place), before, 'nothing has changed');
}

const form = 'application/x-www-form-urlencoded';

function posted(path: string, headers: Record<string, string>, fields: object = {}): Ask {
  const body = new URLSearchParams({ ...choice, ...fields }).toString();
  return { method: 'POST', path, headers: { 'content-type': form, ...headers }, body };
}

const withoutToken: Attack = {
  id: 'csrf-no-token',
  tries: 'every form sent without its token, without the cookie, or with a wrong one of either',
  run: (place) =>
    refuseAll(place, ({ visitor }, path) => {
      const cookie = visitor.cookie();
      const token = visitor.formToken();
      return [
        posted(path, {}),
        posted(path, { cookie }),
        posted(path, {}, { form_token: token }),
        posted(path, { cookie }, { form_token: '' }),
        posted(path, { cookie }, { form_token: `${token}x` }),
        posted(path, { cookie: `${cookie}x` }, { form_token: token }),
        posted(path, { cookie: 'saldo=.' }, { form_token: token }),
      ];
    }),
};

const foreignToken: Attack = {
  id: 'csrf-token-of-another-session',
  tries: 'every form sent with the token of another visitor',
  run: async (place) => {
    const town = await place.town('forger');
    const forger = await arrive(place.visitor(), `/${town.slug}/find`);
    await refuseAll(place, ({ visitor }, path) =>
      posted(path, { cookie: visitor.cookie() }, { form_token: forger.formToken() }),
    );
  },
};

const foreignOrigin: Attack = {
  id: 'csrf-foreign-origin',
  tries: 'every form sent with cookie and token by a page of another site',
  run: (place) =>
    refuseAll(place, ({ visitor }, path) => {
      const own = { cookie: visitor.cookie() };
      const token = { form_token: visitor.formToken() };
      return [
        { origin: 'https://evil.example' },
        { origin: 'http://localhost.evil.example' },
        { origin: place.first.context.publicUrl, 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { 'sec-fetch-site': 'cross-site', origin: 'null' },
      ].map((headers) => posted(path, { ...own, ...headers }, token));
    }),
};

const otherContent: Attack = {
  id: 'csrf-simple-content-types',
  tries: 'every form sent in the content types that need no permission of ours, or in none',
  run: (place) =>
    refuseAll(
      place,
      ({ visitor }, path) => {
        const token = visitor.formToken();
        const boundary = 'multipart/form-data; boundary=b';
        const part = `--b\r\ncontent-disposition: form-data; name="form_token"\r\n\r\n${token}\r\n--b--\r\n`;
        const bodies = [
          ['text/plain', `form_token=${token}`],
          [boundary, part],
          ['application/xml', `<form_token>${token}</form_token>`],
          ['', `form_token=${token}`],
          ['application/json', JSON.stringify({ ...choice })],
        ] as const;
        return bodies.map(([type, body]) => ({
          method: 'POST',
          path,
          body,
          headers: { cookie: visitor.cookie(), ...(type === '' ? {} : { 'content-type': type }) },
        }));
      },
      // A form that brings files is sent in parts, and this one has our token: it lacks all else.
      ({ path }) => (/\/(?:assistance|requests)\//.test(path) ? [403, 404, 415, 422] : [403, 415]),
    ),
};

const changingGet: Attack = {
  id: 'get-changes-nothing',
  tries: 'changing something by merely opening an address, on every route',
  run: async (place) => {
    const town = await place.town('read');
    const [open, paid] = [await start(place, town), await pay(place, town)];
    await untilQuiet(place);
    const before = await signOf(place);
    for (const { owed, token, visitor } of [open, paid]) {
      for (const route of place.routes.filter(({ method }) => method === 'GET')) {
        const values = {
          organisation: town.slug,
          token: route.pattern.includes('/payments/') ? token : owed.token,
          account: town.accountId,
        };
        const query = `?${new URLSearchParams({ ...choice, due: owed.dueIds[0] ?? '', code: 'X', choose: '1', sent: '1' }).toString()}`;
        const answer = await visitor.get(`${fill(route, values)}${query}`);
        assert(answer.status < 500, answer.asked);
      }
    }
    assert.deepEqual(await signOf(place), before, 'nothing has changed');
  },
};

const methodOverride: Attack = {
  id: 'method-override',
  tries: 'making a read a write, or a write another, by headers and fields that name a method',
  run: async (place) => {
    const town = await place.town('method');
    const { visitor, path, owed } = await start(place, town);
    await untilQuiet(place);
    const before = await signOf(place);
    for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
      for (const method of ['POST', 'DELETE', 'PUT']) {
        const headers = { [name]: method };
        for (const address of [`${path}/cancel`, `${owed.path}/restart`]) {
          const answer = await visitor.get(`${address}?_method=${method}`, { headers });
          assert.equal(answer.status, 405, answer.asked);
        }
      }
    }
    for (const method of ['PUT', 'PATCH', 'DELETE', 'TRACE', 'OPTIONS', 'PROPFIND']) {
      const headers = { cookie: visitor.cookie() };
      const answer = await place.send(place.first, { method, path, headers });
      assert([404, 405].includes(answer.status), `${answer.asked} answers ${answer.status}`);
    }
    assert.deepEqual(await signOf(place), before, 'nothing has changed');
  },
};

export const forgery: readonly Attack[] = [
  withoutToken,
  foreignToken,
  foreignOrigin,
  otherContent,
  changingGet,
  methodOverride,
];
