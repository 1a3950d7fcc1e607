/** What every answer of this run gave away, or failed to forbid; these come last. */
import assert from 'node:assert/strict';
import { ConfigError, readConfig } from '../../../src/config.ts';
import { loadAssets } from '../../../src/web/assets.ts';
import { until } from '../../../test/support/until.ts';
import type { Attack } from '../attack.ts';
import type { Answer } from '../place/answer.ts';
import { assertBooksInOrder, dumpOf } from '../place/books.ts';
import { hostsOf, isPage, markupOf } from '../place/markup.ts';
import { begin, pay, start } from '../place/paying.ts';
import type { Place } from '../place/place.ts';
import { fill } from '../place/routes.ts';
import { startVariant, type Ending } from '../place/site.ts';

const portals = ['first', 'second', 'secure'];

function ofPortals({ answers }: Place): readonly Answer[] {
  return answers.filter(({ portal }) => portals.includes(portal));
}

const looked = new WeakMap<Place, Promise<void>>();

/** Once for all attacks that judge answers, whichever of them comes first. */
function lookAtEverything(place: Place): Promise<void> {
  const begun = looked.get(place) ?? look(place);
  looked.set(place, begun);
  return begun;
}

/** Every route in each of three states of a payment, from each portal. */
async function look(place: Place): Promise<void> {
  const town = await place.town('looked-at');
  for (const make of [begin, start, pay]) {
    const { owed, token, visitor } = await make(place, town);
    for (const { method, pattern } of place.routes) {
      const values = {
        organisation: town.slug,
        token: pattern.includes('/payments/') ? token : owed.token,
        account: town.accountId,
      };
      const path = fill({ method, pattern }, values);
      const headers = {
        cookie: visitor.cookie(),
        origin: 'https://evil.example',
        'access-control-request-method': 'POST',
      };
      for (const site of [place.first, place.secure]) {
        await place.send(site, { method, path, headers });
      }
      await place.send(place.first, { method: 'OPTIONS', path, headers });
    }
  }
  const assets = place.answers.flatMap(({ text }) =>
    [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? ''),
  );
  for (const path of new Set(assets)) await place.send(place.first, { path });
}

const wanted: Readonly<Record<string, RegExp>> = {
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^no-referrer$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'x-frame-options': /^DENY$/i,
  'permissions-policy': /camera=\(\).*payment=\(\)/,
};

const unwanted = [
  'server',
  'x-powered-by',
  'via',
  'x-aspnet-version',
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-allow-methods',
];

function policyOf(answer: Answer): Map<string, string> {
  const parts = String(answer.headers['content-security-policy']).split(';');
  return new Map(
    parts
      .map((part) => part.trim().split(/\s+(.*)/s, 2))
      .map(([name = '', value = '']) => [name, value]),
  );
}

const headers: Attack = {
  id: 'headers-of-every-answer',
  tries: 'finding one answer, whatever was asked and however, that does not confine what is in it',
  run: async (place) => {
    await lookAtEverything(place);
    const { origin } = new URL(place.sandbox.url);
    const strict = {
      'default-src': "'none'", 'script-src': "'self'", 'style-src': "'self'", 'img-src': "'self' data:", 'font-src': "'self'",
      'connect-src': "'self'", 'form-action': `'self' ${origin}`, 'frame-ancestors': "'none'", 'base-uri': "'none'",
      'require-trusted-types-for': "'script'",
    }; // prettier-ignore
    const answers = ofPortals(place);
    assert(answers.length > 200, 'there are answers to look at');
    for (const answer of answers) {
      for (const [name, value] of Object.entries(wanted)) {
        assert.match(String(answer.headers[name]), value, `${name} of ${answer.asked}`);
      }
      for (const name of unwanted) assert(!(name in answer.headers), `${name} of ${answer.asked}`);
      if (/\/logo(?:\?|$)/.test(answer.asked) && answer.status === 200) continue;
      // What is saved and never opened here may do nothing at all.
      const isSaved = String(answer.headers['content-disposition']).startsWith('attachment');
      const policy = Object.fromEntries(policyOf(answer));
      const nothing = { 'default-src': "'none'", sandbox: '' };
      assert.deepEqual(policy, isSaved && 'sandbox' in policy ? nothing : strict, answer.asked);
    }
  },
};

const transport: Attack = {
  id: 'https-is-kept',
  tries: 'an answer of a portal that speaks HTTPS without the order to keep to it, and the reverse',
  run: async (place) => {
    await lookAtEverything(place);
    for (const answer of ofPortals(place)) {
      const order = answer.headers['strict-transport-security'] ?? '';
      if (answer.portal !== 'secure') assert.equal(order, '', answer.asked);
      else
        assert(
          /^max-age=(\d+); includeSubDomains/.test(order) &&
            Number(/\d+/.exec(order)?.[0]) >= 31_536_000,
          answer.asked,
        );
    }
  },
};

const caching: Attack = {
  id: 'personal-pages-are-kept-by-nobody',
  tries: 'an answer with something personal that a browser or proxy may keep',
  run: async (place) => {
    await lookAtEverything(place);
    for (const answer of ofPortals(place)) {
      const isPublic =
        answer.status === 200 && /^\S+ (?:\/assets\/|\/[^/]+\/logo)/.test(answer.asked);
      if (!isPublic)
        assert.match(String(answer.headers['cache-control']), /no-store/, answer.asked);
      const type = answer.headers['content-type'] ?? '';
      if (type.startsWith('text/')) assert.match(type, /charset=utf-8/i, answer.asked);
    }
  },
};

const inside =
  /node:internal|node_modules|\bat (?:async )?[\w.<>]+ \(|\.ts:\d+|FST_|ECONN|syntax error at|violates|pg_|relation "|\[object Object\]|undefined</;

/** Forms repeat what was typed, which may be anything. */
function withoutTyped(text: string): string {
  return text.replaceAll(/ value="[^"]*"/g, '');
}

const noInside: Attack = {
  id: 'no-inside-in-answers',
  tries: 'a fault of the server, or a word about its inside, in answer to anything that was sent',
  run: async (place) => {
    await lookAtEverything(place);
    for (const answer of ofPortals(place)) {
      // 503 is honest of a portal that has too much to do; it says that nothing was done.
      assert(
        answer.status < 500 || answer.status === 503,
        `${answer.asked} answers ${answer.status}`,
      );
      if (/^(?:text|application\/(?:json|problem))/.test(answer.headers['content-type'] ?? '')) {
        const word = answer.asked.includes('/assets/')
          ? undefined
          : inside.exec(withoutTyped(answer.text))?.[0];
        // A page may name its own address.
        assert(word === undefined || answer.asked.includes(word), `${answer.asked}: ${word}`);
      }
    }
  },
};

const ownOnly: Attack = {
  id: 'nothing-of-others-on-pages',
  tries: 'finding an asset, link or form on any page that leads to somebody else than the provider',
  run: async (place) => {
    await lookAtEverything(place);
    const { publicUrl } = place.first.context;
    for (const answer of ofPortals(place).filter(isPage)) {
      const { loads, leads, lively } = markupOf(answer);
      const foreign = hostsOf(
        loads.filter((address) => address !== 'data:,'),
        publicUrl,
      );
      assert.deepEqual(
        foreign.filter((host) => host !== 'own'),
        [],
        answer.asked,
      );
      assert.deepEqual(lively, [], answer.asked);
      const others = hostsOf(leads, publicUrl).filter(
        (host) => host !== 'own' && host !== place.sandbox.url,
      );
      assert.deepEqual(
        others.filter((host) => !/^(?:mailto|tel):/.test(host)),
        [],
        answer.asked,
      );
    }
  },
};

const faults: Attack = {
  id: 'faults-tell-nothing',
  tries: 'learning something from pages of a portal whose database is broken',
  run: async (place) => {
    const endings: Ending[] = [];
    const secret = 'relation "payments" of maria.rossi';
    const fail = () => Promise.reject(new Error(secret));
    const database = {
      query: fail,
      transaction: fail,
      copyRows: fail,
      close: () => Promise.resolve(),
    };
    try {
      const options = { name: 'broken', assets: await loadAssets(), endings };
      const site = await startVariant(place.first, { database }, options);
      for (const { method, pattern } of place.routes) {
        const path = fill({ method, pattern }, { organisation: 'x', token: 'x', account: 'x' });
        const answer = await place.send(site, { method, path });
        assert(
          !inside.test(withoutTyped(answer.text)) && !answer.text.includes('maria'),
          answer.asked,
        );
        // The portal's own help says the same to everybody, and asks the database nothing.
        if (method === 'GET' && pattern.includes(':') && !pattern.startsWith('/help/')) {
          assert([500, 503].includes(answer.status), `${answer.asked} answers ${answer.status}`);
          assert.match(String(answer.headers['content-security-policy']), /default-src 'none'/);
        }
      }
    } finally {
      for (const end of endings.toReversed()) await end();
    }
  },
};

const secrets: Attack = {
  id: 'secrets-stay-secret',
  tries: "finding the portal's key or the provider's keys in database, log, mails or answers",
  run: async (place) => {
    const town = await place.town('secretive');
    await pay(place, town);
    const key = Buffer.from(place.key);
    const clear = [
      town.secrets.api_key,
      town.secrets.notification_secret,
      key.toString('base64'),
      key.toString('hex'),
      key.toString('base64url'),
    ];
    const coded = clear
      .slice(0, 2)
      .flatMap((text) =>
        ['base64', 'hex'].map((code) =>
          Buffer.from(text).toString(code === 'hex' ? 'hex' : 'base64'),
        ),
      );
    const texts = {
      database: await dumpOf(place.database),
      log: await place.log(),
      mails: (await place.mails()).join('\n'),
      answers: ofPortals(place)
        .map(({ text }) => text)
        .join('\n'),
    };
    for (const [name, text] of Object.entries(texts)) {
      for (const secret of [...clear, ...coded])
        assert(!text.includes(secret), `a secret stands in the ${name}`);
    }
  },
};

const settings: Attack = {
  id: 'settings-refused-by-name',
  tries:
    'starting with secrets and settings that are none, and reading them back from what is said',
  faults: ['F166'],
  run: async () => {
    const wrong = {
      SALDO_KEY: 'c2VjcmV0LXRvby1zaG9ydA==',
      SALDO_URL: 'ftp://secret-host',
      PORT: 'secret-port',
      LOG_LEVEL: 'secret-level',
      LEASE_SECONDS: 'secret-number',
      CRASH_AT: 'secret-point',
    };
    for (const [name, value] of Object.entries(wrong)) {
      assert.throws(
        () => readConfig({ [name]: value }),
        (error) => {
          assert(error instanceof ConfigError, name);
          assert(error.message.includes(name) && !error.message.includes(value), error.message);
          return true;
        },
      );
    }
  },
};

const books: Attack = {
  id: 'books-stay-in-order',
  tries: 'leaving a cent too much or too little anywhere, by all of this together',
  run: async (place) => {
    place.rest('nobody');
    await until('the books to be in order', () =>
      assertBooksInOrder(place.database).then(
        () => true,
        () => false,
      ),
    ).catch(() => assertBooksInOrder(place.database));
  },
};

export const answers: readonly Attack[] = [
  headers,
  transport,
  caching,
  noInside,
  ownOnly,
  faults,
  secrets,
  settings,
  books,
];
