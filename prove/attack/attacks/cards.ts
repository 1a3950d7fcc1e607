/** Card numbers typed everywhere but at the provider: none may be kept, shown, sent or logged. */
import assert from 'node:assert/strict';
import type { Attack } from '../attack.ts';
import {
  setOrganisation,
  useProviderAccount,
  addOrganisation,
} from '../../../src/organisations/index.ts';
import { dumpOf } from '../place/books.ts';
import { isPage, markupOf } from '../place/markup.ts';
import { begin, goodCard, pay, start } from '../place/paying.ts';
import type { Place } from '../place/place.ts';
import { untilQuiet } from '../place/quiet.ts';
import { fill } from '../place/routes.ts';
import { eventAbout, notify } from './notifications.ts';

/** Numbers of the kind that providers publish for tests; the provider here has never seen them. */
const numbers = [
  '4539148803436467',
  '5425233430109903',
  '371449635398431',
  '6011000990139424',
  '3566002020360505',
];

const fields = [
  'number', 'customer_code', 'amount', 'issued_on', 'due_on', 'tax_code', 'year', 'due', 'method', 'terms',
  'email_checked', 'email_suggested', 'proof', 'code', 'card', 'cvv', 'note', 'reason',
  'words', 'name', 'invoice_number', 'reference', 'wrong', 'wrong_email', 'date', 'page', 'from', 'to', 'order_key', 'helped',
]; // prettier-ignore

function spaced(digits: string, between: string): string {
  return (digits.match(/.{1,4}/g) ?? []).join(between);
}

function inDigitsFrom(digits: string, zero: number): string {
  return Array.from(digits, (digit) => String.fromCodePoint(zero + Number(digit))).join('');
}

/** As people and programs write them. */
function spellings(digits: string): string[] {
  return [
    digits, ...[' ', '-', '.', '\u00a0', '\u2009', '\u2013', '\u2011', '_', '/', '+', '  ', '\u200b', ' - '].map((sign) => spaced(digits, sign)),
    inDigitsFrom(digits, 0xff10), inDigitsFrom(digits, 0x660), inDigitsFrom(digits, 0x966), inDigitsFrom(digits, 0x1d7ce),
    `x${digits}x`, `${digits} 12/39 123`,
  ]; // prettier-ignore
}

/** Spellings that an address of e-mail may hold before its sign. */
function asMailNames(digits: string): string[] {
  return [
    digits, ...['-', '.', '_', '+', '/', '=', '--', '{', "'", '_-_'].map((sign) => spaced(digits, sign)),
    `card${digits}`, `${digits}x`, `a.${digits}.b`, `1+${digits}`,
  ]; // prettier-ignore
}

/** Only the digits of a text, whatever stands between and however they are written. */
function digitsOf(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\p{Nd}/gu, (digit) => {
      let zero = digit.codePointAt(0) ?? 0;
      while (
        /\p{Nd}/u.test(String.fromCodePoint(zero - 1)) &&
        (digit.codePointAt(0) ?? 0) - zero < 9
      )
        zero -= 1;
      return String((digit.codePointAt(0) ?? 0) - zero);
    })
    .replaceAll(/[^\p{L}\p{N}"@<>:,]/gu, '');
}

async function assertNowhere(place: Place, wanted: readonly string[]): Promise<void> {
  const mails = (await place.mails()).join('\n').replaceAll(/=\r?\n/g, '');
  const places = { database: await dumpOf(place.database), log: await place.log(), mails };
  for (const [name, text] of Object.entries(places)) {
    const digits = digitsOf(text);
    for (const number of wanted) assert(!digits.includes(number), `the ${name} holds ${number}`);
  }
}

const typed: Attack = {
  id: 'card-numbers-in-every-field',
  tries:
    'card numbers typed into every field of every form, then looked for in database, log, mails and pages',
  run: async (place) => {
    const town = await place.town('cards', {
      lookup_fields: ['issued_on', 'due_on', 'tax_code', 'year'],
    });
    const { visitor, path, token, owed } = await begin(place, town);
    const forms = place.routes.filter(
      ({ method, pattern }) => method === 'POST' && !pattern.includes('notifications'),
    );
    let tried = 0;
    for (const [index, number] of numbers.entries()) {
      for (const text of index === 0 ? spellings(number) : [number]) {
        for (const route of forms) {
          const values = {
            organisation: town.slug,
            token: route.pattern.includes('/payments/') ? token : owed.token,
          };
          const headers = {
            'x-forwarded-for': `192.0.2.${tried % 250}`,
            'user-agent': encodeURIComponent(text),
            'x-request-id': number,
          };
          const asked = encodeURIComponent(text);
          tried += 1;
          const answer = await visitor.post(
            `${fill(route, values)}?note=${asked}`,
            [
              ...fields.map((name): [string, string] => [name, text]),
              // Without one a request for assistance would be refused for that alone.
              ['email', `payer${tried}@example.com`],
            ],
            { headers },
          );
          assert(answer.status < 500, answer.asked);
        }
      }
    }
    for (const page of [path, owed.path, `/${town.slug}/find`, `/${town.slug}`]) {
      const digits = digitsOf((await visitor.get(page)).text);
      for (const number of numbers) assert(!digits.includes(number), `${page} shows ${number}`);
    }
    await assertNowhere(place, numbers);
  },
};

const inMail: Attack = {
  id: 'card-number-as-mail-address',
  tries: 'a card number as the name in an address of e-mail, which would be kept and written to',
  run: async (place) => {
    const town = await place.town('card-mails');
    const { visitor, path } = await pay(place, town);
    for (const number of numbers) {
      for (const name of asMailNames(number)) {
        const email = `${name}@example.com`;
        const answer = await visitor.post(`${path}/send`, { email, email_checked: email });
        assert.equal(answer.status, 422, `${email} is taken`);
      }
    }
    const email = 'maria.rossi.1980-0101@example.com';
    const good = await visitor.post(`${path}/send`, { email, email_checked: email });
    assert.equal(good.status, 303, 'other digits are no card number');
    await untilQuiet(place);
    await assertNowhere(place, numbers);
  },
};

const fromProvider: Attack = {
  id: 'card-data-from-provider',
  tries: 'whole numbers and codes in what the provider sends, in fields that we do not know',
  run: async (place) => {
    const town = await place.town('card-bodies');
    await start(place, town);
    const [number = ''] = numbers;
    const card = { number, cvv: '737', exp_month: 12, holder: 'MARIA ROSSI PAN' };
    const event = eventAbout('att_of_nobody', 'evt_card', {
      card,
      payment_method: card,
      note: number,
    });
    assert.equal(await notify(place, town, event), 204);
    await assertNowhere(place, [number]);
    assert(
      !(await dumpOf(place.database)).includes('MARIA ROSSI PAN'),
      'unknown fields are dropped',
    );
  },
};

const lastFour: Attack = {
  id: 'last-four-at-most',
  tries: 'finding more than brand and last four digits of the card that paid, anywhere',
  run: async (place) => {
    const town = await place.town('last-four');
    const { visitor, path } = await pay(place, town);
    await untilQuiet(place);
    await assertNowhere(place, [goodCard]);
    for (const page of [path, `${path}/receipt`]) {
      assert(!digitsOf((await visitor.get(page)).text).includes(goodCard));
    }
    const rows = await place.database.owner.query<{ keys: string }>({
      text: `select distinct string_agg(key, ',' order by key) as keys
        from attempts, jsonb_object_keys(instrument) as key
        where instrument is not null group by organisation_id, attempt_id`,
      values: [],
    });
    assert.deepEqual(rows, [{ keys: 'brand,lastFour,method' }], 'what is kept of a card');
  },
};

const noCardFields: Attack = {
  id: 'no-place-for-cards',
  tries: 'finding a field, a frame or a script on any page into which a card could be typed',
  run: async (place) => {
    const town = await place.town('no-cards');
    for (const make of [begin, start, pay]) {
      const { visitor, token, owed } = await make(place, town);
      for (const route of place.routes.filter(({ method }) => method === 'GET')) {
        const values = {
          organisation: town.slug,
          token: route.pattern.includes('/payments/') ? token : owed.token,
          account: town.accountId,
        };
        const answer = await visitor.get(fill(route, values));
        if (!isPage(answer)) continue;
        const markup = markupOf(answer);
        const cardLike = markup.fields.filter(
          ({ name, autocomplete }) =>
            autocomplete.startsWith('cc-') || /card|cvv|cvc|pan\b|expir|securi/i.test(name),
        );
        assert.deepEqual(cardLike, [], answer.asked);
        assert.deepEqual(markup.lively, [], answer.asked);
        const scripts = markup.elements
          .filter(({ name }) => name === 'script')
          .map(({ attributes }) => attributes.get('src') ?? '');
        assert(
          scripts.every((address) => address.startsWith('/assets/')),
          answer.asked,
        );
      }
    }
  },
};

const testAndLive: Attack = {
  id: 'test-and-live-apart',
  tries: 'collecting for a live organisation with a provider that moves nothing',
  run: async (place) => {
    const { context } = place.first;
    const live = await addOrganisation(
      context,
      { slug: 'live-one', name: 'Live', taxIds: ['IT99999999990'], mode: 'live' },
      'attack',
    );
    const methods = { card: { provider: 'sandbox' } };
    await assert.rejects(setOrganisation(context, live, { methods }, 'attack'), {
      code: 'method_not_available',
    });
    const account = {
      id: 'acc_live',
      provider: 'sandbox',
      secrets: { api_key: 'x', notification_secret: 'x' },
    };
    await assert.rejects(useProviderAccount(context, live, account, 'attack'), {
      code: 'method_not_available',
    });
  },
};

export const cards: readonly Attack[] = [
  typed,
  inMail,
  fromProvider,
  lastFour,
  noCardFields,
  testAndLive,
];
