/** What belongs to another organisation or another payer, asked for on every route that the portal has. */
import assert from 'node:assert/strict';
import { sql } from '../../../src/database/sql.ts';
import { begin, pay, payerMail, start } from '../place/paying.ts';
import type { Place } from '../place/place.ts';
import { fill, parametersOf, type Route } from '../place/routes.ts';
import type { Answer } from '../place/answer.ts';
import { arrive, type Visitor } from '../place/visitor.ts';
import type { Attack } from '../attack.ts';

const fields = { proof: '4242', method: 'card', terms: 'yes', email: 'a@b.example', code: 'X' };

function go(visitor: Visitor, { method }: Route, path: string, more = {}): Promise<Answer> {
  return method === 'GET' ? visitor.get(path) : visitor.post(path, { ...fields, ...more });
}

/** Parameters that name a page for everybody, not a thing of somebody. */
const publicParameters = ['question', 'kind', 'page'];

/** Routes that name something inside an organisation. */
function inner(place: Place): Route[] {
  const routes = place.routes.filter((route) => {
    const names = parametersOf(route);
    return names.length > 1 && !names.some((name) => publicParameters.includes(name));
  });
  assert(routes.length >= 15, 'the routes were noted');
  return routes;
}

function tokenFor(route: Route, own: { invoice: string; payment: string }): string {
  return route.pattern.includes('/payments/') ? own.payment : own.invoice;
}

const otherOrganisation: Attack = {
  id: 'idor-other-organisation',
  tries: 'what opens something in one organisation, used in another, on every route',
  run: async (place) => {
    const [mine, other] = [await place.town('mine'), await place.town('other')];
    const { owed, token, path } = await pay(place, mine);
    const visitor = await arrive(place.visitor(), `/${other.slug}/find`);
    assert.equal((await visitor.get(path)).status, 200, 'it opens where it belongs');
    for (const route of inner(place)) {
      const values = {
        organisation: other.slug,
        token: tokenFor(route, { invoice: owed.token, payment: token }),
        account: mine.accountId,
      };
      const answer = await go(visitor, route, fill(route, values), { due: owed.dueIds[0] });
      assert.equal(answer.status, 404, answer.asked);
    }
  },
};

const noOrganisation: Attack = {
  id: 'idor-unknown-organisation',
  tries: 'organisations that are not there, on every route',
  run: async (place) => {
    const town = await place.town('mine');
    const visitor = await arrive(place.visitor(), `/${town.slug}/find`);
    const routes = place.routes.filter((route) => parametersOf(route).includes('organisation'));
    for (const slug of [
      'nobody',
      town.organisation.id,
      `${town.slug}%20`,
      town.slug.toUpperCase(),
    ]) {
      for (const route of routes) {
        const path = fill(route, { organisation: slug, token: 'x', account: town.accountId });
        assert.equal((await go(visitor, route, path)).status, 404, `${route.method} ${path}`);
      }
    }
  },
};

const guessableIds: Attack = {
  id: 'idor-sortable-ids',
  tries: 'identifiers that can be seen or guessed, in the place of tokens, on every route',
  run: async (place) => {
    const town = await place.town('mine');
    const { owed, token, path } = await pay(place, town);
    const visitor = await arrive(place.visitor(), path);
    const paymentId = /pay_[0-9a-z]{26}/.exec((await visitor.get(path)).text)?.[0] ?? '';
    assert(paymentId, 'the page names its payment');
    const wrong = [
      owed.invoiceId, owed.dueIds[0] ?? '', paymentId, '1', '0', '-1', 'null', 'undefined', '*', '%25',
      token.slice(0, -1), `${token}0`, `${token}%20`, `${token}%2F`, `%20${token}`, token.toUpperCase(),
      owed.token.slice(0, -1), '00000000000000000000000000000000', '__proto__', 'constructor',
    ]; // prettier-ignore
    for (const route of inner(place).filter((one) => parametersOf(one).includes('token'))) {
      const swapped = tokenFor(route, { invoice: token, payment: owed.token });
      for (const value of [...wrong, swapped]) {
        const address = fill(route, { organisation: town.slug, token: value });
        assert.equal((await go(visitor, route, address)).status, 404, `${route.method} ${address}`);
      }
    }
  },
};

const otherDues: Attack = {
  id: 'idor-other-dues',
  tries: 'dues of another invoice or organisation, slipped into a payment',
  run: async (place) => {
    const [mine, other] = [await place.town('mine'), await place.town('other')];
    const [own, neighbour] = [await mine.owe(), await mine.owe()];
    const elsewhere = await other.owe();
    const visitor = await arrive(place.visitor(), own.path);
    const foreign = [...neighbour.dueIds, ...elsewhere.dueIds, own.invoiceId, '__proto__', ''];
    for (const due of foreign) {
      const alone = await visitor.post(`${own.path}/pay`, { due });
      assert(alone.status === 422 || alone.headers.location === own.path, alone.asked);
    }
    const beside = [...own.dueIds, ...foreign].map((id) => ['due', id] as const);
    const { headers } = await visitor.post(`${own.path}/pay`, beside);
    const page = await visitor.get(headers.location ?? '');
    assert.equal(page.status, 200, 'a payment of the own due begins');
    assert(page.text.includes(own.number) && !page.text.includes(neighbour.number));
  },
};

const otherPayer: Attack = {
  id: 'idor-other-payer',
  tries: 'a payment that another browser has begun, seen or continued from the page of its invoice',
  run: async (place) => {
    const town = await place.town('mine');
    const { owed, path, session } = await start(place, town);
    const stranger = await arrive(place.visitor(), `/${town.slug}/find`);
    const page = await stranger.get(owed.path);
    assert.equal(page.status, 200);
    for (const secret of [path, session, payerMail, 'Maria', 'Rossi']) {
      assert(!page.text.includes(secret), `the stranger is shown ${secret}`);
    }
    const again = await stranger.post(`${owed.path}/pay`, { due: owed.dueIds[0] ?? '' });
    assert.equal(again.headers.location, owed.path, 'no second payment begins');
  },
};

const otherBrowser: Attack = {
  id: 'status-page-tells-nothing-personal',
  tries: "reading the payer's data on the page of a payment, from a browser that is not theirs",
  faults: ['F82'],
  run: async (place) => {
    const town = await place.town('mine');
    for (const make of [begin, start, pay]) {
      const { path, owed } = await make(place, town);
      const stranger = place.visitor();
      for (const address of [path, `${path}/receipt`, owed.path]) {
        const page = await stranger.get(address);
        assert(page.status === 200 || page.status === 303, page.asked);
        for (const secret of [payerMail, 'maria.rossi', 'Maria Rossi', 'RSSMRA80A01H501U']) {
          assert(!page.text.includes(secret), `${page.asked} tells ${secret}`);
        }
      }
    }
  },
};

const otherReceipt: Attack = {
  id: 'idor-receipt-code',
  tries: 'the code of a receipt, verified at another organisation',
  run: async (place) => {
    const [mine, other] = [await place.town('issuing'), await place.town('other')];
    await pay(place, mine);
    const [row] = await place.database.owner.query<{ verification_code: string }>(sql`
      select verification_code from receipts where organisation_id = ${mine.organisation.id}`);
    const code = row?.verification_code ?? '';
    const visitor = place.visitor();
    const ask = async (slug: string, asked: string) =>
      (await visitor.get(`/${slug}/verify?code=${asked}&language=en`)).text;
    assert.match(await ask(mine.slug, code), /122\.00/, 'it is genuine where it was issued');
    const unknown = await ask(other.slug, 'AAAA-AAAA-AAAA');
    const elsewhere = await ask(other.slug, code);
    const plain = (text: string): string =>
      text.replaceAll(/ value="[^"]*"/g, '').replaceAll(/code=[^"&]*/g, '');
    assert.equal(plain(elsewhere), plain(unknown), 'elsewhere it is like any other');
  },
};

export const otherPeople: readonly Attack[] = [
  otherOrganisation,
  noOrganisation,
  guessableIds,
  otherDues,
  otherReceipt,
  otherPayer,
  otherBrowser,
];
