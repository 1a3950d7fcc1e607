/** Fields, headers and addresses that try to change what is paid, by whom, and where the browser goes. */
import assert from 'node:assert/strict';
import { z } from 'zod';
import { sql } from '../../../src/database/sql.ts';
import { testInvoiceText } from '../../../src/invoices/formats/test-invoice.ts';
import type { Attack } from '../attack.ts';
import { leadsTo } from '../place/answer.ts';
import { hostsOf, isPage, markupOf } from '../place/markup.ts';
import { choice, pay, sessionOf, start, stateOf } from '../place/paying.ts';
import type { Place } from '../place/place.ts';
import { fill } from '../place/routes.ts';
import type { Owed, Town } from '../place/town.ts';
import { arrive } from '../place/visitor.ts';

const sessionAnswer = z.object({
  items: z.array(z.object({ amount: z.number(), currency: z.string(), return_url: z.string() })),
});

async function sessionsOf(place: Place, town: Town) {
  const answer = await place.sandbox.control('GET', `/sessions?account_id=${town.merchantId}`);
  return sessionAnswer.parse(answer).items;
}

/** Names of everything that is ours to decide, with values that would be worth something. */
const greed: readonly (readonly [string, string])[] = [
  ['amount', '1'], ['amount[minor]', '1'], ['total', '1'], ['price', '0.01'], ['minor', '1'], ['currency', 'JPY'],
  ['state', 'paid'], ['status', 'succeeded'], ['paid', 'true'], ['settled', '12200'], ['settled_by', 'att_x'],
  ['organisation', 'demo'], ['organisation_id', 'org_x'], ['payment_id', 'pay_x'], ['access_token', 'chosen'],
  ['visitor', 'chosen'], ['role', 'administrator'], ['provider', 'another'], ['provider_account_id', 'acc_x'],
  ['return_url', 'https://evil.example/'], ['redirect_url', 'https://evil.example/'], ['next', '//evil.example'],
  ['language', 'es'], ['termsAccepted', 'true'], ['payment[total]', '1'], ['receipt_issued', 'true'],
  ['__proto__', 'polluted'], ['__proto__[polluted]', 'yes'], ['constructor[prototype][polluted]', 'yes'],
  ['constructor', 'x'], ['toString', 'x'], ['hasOwnProperty', 'x'],
]; // prettier-ignore

const query = `?${new URLSearchParams(Object.fromEntries(greed)).toString()}`;

const massAssignment: Attack = {
  id: 'mass-assignment',
  tries:
    'fields that no form has, sent with every form and in every address, on the way from invoice to receipt',
  run: async (place) => {
    const town = await place.town('greedy');
    const owed = await town.owe();
    const visitor = await arrive(place.visitor(), owed.path);
    const begun = await visitor.post(`${owed.path}/pay${query}`, [
      ['due', owed.dueIds[0] ?? ''],
      ...greed,
    ]);
    const path = leadsTo(begun);
    assert.match(path, new RegExp(`^/${town.slug}/payments/[0-9a-z]{32}$`));
    const started = await visitor.post(`${path}/start${query}`, [
      ...Object.entries(choice),
      ...greed,
    ]);
    assert(sessionOf(leadsTo(started)), 'the page of the provider opens');
    assert.equal(new URL(leadsTo(started)).origin, place.sandbox.url);
    for (const [end, fields] of [
      ['retry', {}],
      ['send', { email: 'x@y.example' }],
    ] as const) {
      await visitor.post(`${path}/${end}${query}`, [...Object.entries(fields), ...greed]);
    }
    for (const session of await sessionsOf(place, town)) {
      assert.equal(session.amount, 12_200);
      assert.equal(session.currency, 'EUR');
      assert.equal(session.return_url, `${place.first.context.publicUrl}${path}/return`);
    }
    const rows = await place.database.owner.query(sql`
      select state, total, currency, settled_by, receipt_issued from payments
      where organisation_id = ${town.organisation.id}`);
    const right = { state: 'open', total: 12_200n, currency: 'EUR' };
    assert.deepEqual(rows, [{ ...right, settled_by: null, receipt_issued: false }]);
    assert(!('polluted' in {}), 'no object has learnt a new name');
    assert.equal(await stateOf(visitor, path), 'at_provider');
  },
};

const pollution: Attack = {
  id: 'parameter-pollution',
  tries: 'a field sent twice, as a list or as an object, where one is expected',
  run: async (place) => {
    const town = await place.town('twice');
    const owed = await town.owe();
    const visitor = await arrive(place.visitor(), owed.path);
    const look = (fields: readonly (readonly [string, string])[]) =>
      visitor.post(`/${town.slug}/find`, fields);
    const right = [
      ['number', owed.number],
      ['customer_code', owed.customerCode],
    ] as const;
    const amounts = [
      [
        ['amount', '1'],
        ['amount', owed.amount],
      ],
      [
        ['amount', owed.amount],
        ['amount', '1'],
      ],
      [['amount[]', owed.amount]],
      [['amount[0]', owed.amount]],
      [['Amount', owed.amount]],
    ] as const;
    for (const amount of amounts) {
      assert.equal((await look([...right, ...amount])).status, 422, JSON.stringify(amount));
    }
    const tokens = [
      ...right,
      ['amount', owed.amount],
      ['form_token', 'x'],
      ['form_token', visitor.formToken()],
    ] as const;
    assert.equal((await look(tokens)).status, 403, 'two tokens are none');
    const [first] = greed;
    assert(first && (await look([...right, ['amount', owed.amount], first])).status === 422);
  },
};

const evil = 'evil.example';

const hostHeaders: Attack = {
  id: 'host-header',
  tries:
    'links, redirects and the way back from the provider made from what a request says of its host',
  run: async (place) => {
    const town = await place.town('host');
    const { owed, token, visitor } = await pay(place, town);
    const headers = {
      host: evil,
      'x-forwarded-host': evil,
      'x-forwarded-proto': 'https',
      'x-forwarded-port': '444',
      'x-original-url': `//${evil}/`,
      'x-rewrite-url': `//${evil}/`,
      forwarded: `for=1.2.3.4;host=${evil};proto=https`,
    };
    const cookie = visitor.cookie();
    for (const site of [place.first, place.second, place.secure]) {
      for (const route of place.routes.filter(({ method }) => method === 'GET')) {
        const values = {
          organisation: town.slug,
          token: route.pattern.includes('/payments/') ? token : owed.token,
          account: town.accountId,
        };
        const path = fill(route, values);
        const answer = await place.send(site, { path, headers: { ...headers, cookie } });
        const all = `${JSON.stringify(answer.headers)}${answer.text}`;
        assert(!all.includes(evil), `${answer.asked} repeats the host`);
      }
    }
    const next = await start(place, town);
    const [, second] = await sessionsOf(place, town);
    assert(next.session && second?.return_url.startsWith(place.first.context.publicUrl));
  },
};

const redirects: Attack = {
  id: 'open-redirect',
  tries: 'addresses that ask to be led elsewhere, on every route',
  run: async (place) => {
    const town = await place.town('elsewhere');
    const started = await start(place, town);
    const paid = await pay(place, town);
    const names = [
      'next',
      'redirect',
      'url',
      'return',
      'return_url',
      'returnTo',
      'continue',
      'goto',
      'language',
      'code',
      'choose',
      'sent',
    ];
    const values = [
      `https://${evil}/`,
      `//${evil}/`,
      `/\\${evil}/`,
      `https:${evil}`,
      `javascript:alert(1)`,
    ];
    for (const value of values) {
      const asked = `?${new URLSearchParams(names.map((name): [string, string] => [name, value])).toString()}`;
      for (const route of place.routes) await tryOne(route, { ...started, asked });
      for (const route of place.routes) await tryOne(route, { ...paid, asked });
    }
    async function tryOne(
      route: Place['routes'][number],
      {
        owed,
        token,
        asked,
        visitor,
      }: { owed: Owed; token: string; asked: string; visitor: typeof paid.visitor },
    ): Promise<void> {
      if (/\/(?:cancel|restart|start|send|resend|open|receipt\.pdf)$/.test(route.pattern)) return;
      const filled = fill(route, {
        organisation: town.slug,
        token: route.pattern.includes('/payments/') ? token : owed.token,
        account: town.accountId,
      });
      const path = `${filled}${asked}`;
      const answer = route.method === 'GET' ? await visitor.get(path) : await visitor.post(path);
      const own = place.first.context.publicUrl;
      const leads = isPage(answer) ? markupOf(answer).leads : [];
      const hosts = hostsOf([...leads, leadsTo(answer)].filter(Boolean), own);
      const strange = hosts.filter((host) => host !== 'own' && host !== place.sandbox.url);
      assert.deepEqual(
        strange.filter((host) => !/^(?:mailto|tel):/.test(host)),
        [],
        answer.asked,
      );
    }
  },
};

const forgedReturn: Attack = {
  id: 'return-forged',
  tries:
    'coming back from the provider with the news that it is paid, by address, form or from another site',
  faults: ['F80', 'F83'],
  run: async (place) => {
    const town = await place.town('returned');
    const { visitor, path, session } = await start(place, town);
    const news = `?status=ok&state=paid&paid=true&session=${session}&amount=12200&result=succeeded`;
    const stranger = place.visitor();
    const foreign = { origin: place.sandbox.url, 'sec-fetch-site': 'cross-site' };
    for (const answer of [
      await visitor.get(`${path}/return${news}`),
      await stranger.get(`${path}/return${news}`),
      await stranger.post(`${path}/return`, { status: 'ok', paid: 'true' }, { headers: foreign }),
    ]) {
      assert.equal(answer.status, 303, answer.asked);
      assert.equal(leadsTo(answer), path);
    }
    assert.equal(await stateOf(visitor, path), 'at_provider');
  },
};

const odd = [
  '-122.00', '+122.00-', '1e2', '1.22e2', '0x7a', '122.00.00', '122,00,00', 'Infinity', 'NaN', '99999999999999999999', '9223372036854775808',
  '122.004', '121.996', '0', '-0', '122.00 USD', '$122', '122.00\u200b1', '122.00;1', '122.00 or 1', '١٢٣', '12200', '1 22.00', '',
]; // prettier-ignore

const amounts: Attack = {
  id: 'amounts-beyond-measure',
  tries:
    'amounts with signs, exponents, other bases, too many digits and other currencies, typed and imported',
  run: async (place) => {
    const town = await place.town('amounts');
    const owed = await town.owe();
    const page = `/${town.slug}/find`;
    const visitor = await arrive(place.visitor(), page);
    for (const [index, amount] of odd.entries()) {
      const fields = { number: owed.number, customer_code: owed.customerCode, amount };
      const headers = { 'x-forwarded-for': `192.0.2.${index}` };
      const answer = await visitor.post(page, fields, { headers });
      assert([404, 422, 429].includes(answer.status), `${amount} answers ${answer.status}`);
    }
    for (const [index, amount] of [
      '-100.00',
      '99999999999999999999.00',
      '1e9',
      '0.00',
      'NaN',
      '92233720368547758.08',
    ].entries()) {
      const text = testInvoiceText(
        { number: `N-${index}`, issuedOn: '2026-11-02' },
        { supplier: { vatNumber: town.organisation.settings.tax_ids[0] ?? '' } },
      );
      await town.load(
        `amount-${index}.xml`,
        Buffer.from(text.replaceAll('>100.00<', `>${amount}<`)),
      );
    }
    const wrong = await place.database.owner.query(sql`
      select due_id, amount from dues where organisation_id = ${town.organisation.id}
        and (amount <= 0 or amount > 100000000000000)`);
    assert.deepEqual(wrong, [], 'nothing is owed that cannot be');
  },
};

export const tampering: readonly Attack[] = [
  massAssignment,
  pollution,
  hostHeaders,
  redirects,
  forgedReturn,
  amounts,
];
