/** Making the portal ask, or lead to, somebody who is no provider. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { createProviders } from '../../../src/providers/registry.ts';
import { loadAssets } from '../../../src/web/assets.ts';
import type { Attack } from '../attack.ts';
import { leadsTo } from '../place/answer.ts';
import { choice } from '../place/paying.ts';
import type { Place } from '../place/place.ts';
import { startVariant, type Ending, type Site } from '../place/site.ts';
import { arrive, createVisitor } from '../place/visitor.ts';

type Lie = (own: string) => { readonly status: number; readonly url: string };

const startRequest = z.object({ reference: z.string() }).catch({ reference: '' });

/** A provider that answers each start with the next of its lies. */
async function startLiar(endings: Ending[], lies: Lie[]): Promise<string> {
  const server = createServer((request, response) => {
    void json(request).then((asked) => {
      const lie = lies.shift()?.(`http://${request.headers.host}`) ?? { status: 500, url: '' };
      const { reference } = startRequest.parse(asked);
      const session = {
        id: `ses_${reference}`, mode: 'test', reference, status: 'open', url: lie.url, decline_reason: null,
        charge: null, disputed: 0, expires_at: '2027-01-01T00:00:00Z',
      }; // prettier-ignore
      response.writeHead(lie.status, { 'content-type': 'application/json', location: lie.url });
      response.end(JSON.stringify(session));
    });
  });
  await once(server.listen({ host: '127.0.0.1', port: 0 }), 'listening');
  endings.push(async () => {
    server.closeAllConnections();
    await once(server.close(), 'close');
  });
  const address = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
}

function liesAbout(canary: string): Lie[] {
  return [
    () => ({ status: 302, url: `${canary}/redirect` }),
    () => ({ status: 307, url: `${canary}/redirect` }),
    () => ({ status: 201, url: `${canary}/page` }),
    () => ({ status: 201, url: 'javascript:alert(1)' }),
    () => ({ status: 201, url: 'data:text/html,x' }),
    (own) => ({ status: 201, url: own.replace('http://', 'http://evil.example@') }),
    (own) => ({ status: 201, url: `${own}.evil.example/pay` }),
    (own) => ({ status: 201, url: `blob:${own}/x` }),
  ];
}

async function tryLie(
  place: Place,
  site: Site,
  slug: string,
  path: string,
  due: string,
): Promise<void> {
  const visitor = createVisitor((request) => place.send(site, request));
  await arrive(visitor, path);
  const begun = await visitor.post(`${path}/pay`, { due });
  assert.match(leadsTo(begun), new RegExp(`^/${slug}/payments/`));
  const started = await visitor.post(`${leadsTo(begun)}/start`, choice);
  const page = await visitor.get(leadsTo(begun));
  assert.match(leadsTo(started), /^\/(?!\/)/, 'the browser stays here');
  assert(
    !page.text.includes('evil.example') && !page.text.includes(place.canary.url),
    'no link leads there',
  );
  assert(!/href="(?:javascript|data|blob):(?!,)/.test(page.text));
}

const liar: Attack = {
  id: 'provider-page-elsewhere',
  tries: 'a provider that leads us, or the payer, to a page that is not its own',
  run: async (place) => {
    const endings: Ending[] = [];
    try {
      const lies = liesAbout(place.canary.url);
      const tries = lies.length;
      const sandboxUrl = await startLiar(endings, lies);
      const providers = createProviders({ sandboxUrl });
      const options = { name: 'lied to', assets: await loadAssets(), endings };
      const site = await startVariant(place.first, { providers }, options);
      const town = await place.town('lied');
      for (let each = 0; each < tries; each += 1) {
        const owed = await town.owe();
        await tryLie(place, site, town.slug, owed.path, owed.dueIds[0] ?? '');
      }
    } finally {
      for (const end of endings.toReversed()) await end();
    }
    assert.deepEqual(place.canary.calls, [], 'nobody was asked');
  },
};

const canaryStaysQuiet: Attack = {
  id: 'no-outgoing-requests',
  tries:
    'addresses of a listening server in every text, header and field, to be called by the portal',
  run: async (place) => {
    const { url } = place.canary;
    const { host } = new URL(url);
    const town = await place.town('outgoing', {
      address: url,
      legal_name: url,
      terms: { it: url },
    });
    const owed = await town.owe(
      { number: 'S-1', lines: [{ description: url, amount: '100.00' }] },
      { taxCode: 'RSSMRA80A01H501U', name: url },
    );
    const visitor = await arrive(place.visitor(), owed.path);
    const headers = {
      host,
      referer: url,
      origin: place.first.context.publicUrl,
      'x-forwarded-host': host,
      'x-callback-url': url,
      from: `a@${host}`,
    };
    for (const form of [`/${town.slug}/find`, `/${town.slug}/verify`, `${owed.path}/pay`]) {
      const fields = {
        number: url,
        customer_code: url,
        amount: url,
        code: url,
        url,
        webhook: url,
        due: url,
      };
      const answer = await visitor.post(form, fields, { headers });
      assert(answer.status < 500, answer.asked);
    }
    for (const path of [`/${town.slug}/terms?url=${url}`, `${owed.path}?callback=${url}`])
      await visitor.get(path, { headers });
    assert.deepEqual(place.canary.calls, [], 'nobody was asked');
  },
};

export const outgoing: readonly Attack[] = [liar, canaryStaysQuiet];
