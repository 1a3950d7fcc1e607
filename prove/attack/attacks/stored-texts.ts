/** Scripts and templates in every text that is kept: they come out as text, on pages, in mails, on paper. */
import assert from 'node:assert/strict';
import { readPdf, flatten } from '../../../src/documents/read-pdf.ts';
import type { Attack } from '../attack.ts';
import { isPage, markupOf } from '../place/markup.ts';
import { begin, payAtProvider, pay, sessionOf } from '../place/paying.ts';
import type { Place } from '../place/place.ts';
import { untilQuiet } from '../place/quiet.ts';
import { fill } from '../place/routes.ts';
import { computed, mark, scripts } from '../place/texts.ts';
import type { Town } from '../place/town.ts';
import { arrive } from '../place/visitor.ts';
import { leadsTo, type Answer } from '../place/answer.ts';

function assertHarmless(
  answer: Pick<Answer, 'asked' | 'text'>,
  markup: ReturnType<typeof markupOf>,
): void {
  assert.deepEqual(markup.lively, [], answer.asked);
  const names = markup.elements.flatMap(({ name, attributes }) => [name, ...attributes.keys()]);
  assert(!names.some((name) => name.includes(mark)), answer.asked);
  const markedScripts = markup.elements.filter(
    ({ name, children }) => name === 'script' && children.length > 0,
  );
  assert.deepEqual(markedScripts, [], answer.asked);
  assert(!answer.text.includes(computed), `${answer.asked} has computed something`);
}

async function townOf(place: Place, text: string): Promise<Town> {
  return place.town('scripts', {
    name: `Comune ${text}`.slice(0, 200),
    legal_name: `Legale ${text}`,
    address: `Via ${text}`,
    contact: { phone: text, hours: text },
    terms: { it: text, en: text, es: text },
    customer_codes: { RSSMRA80A01H501U: text },
  });
}

const everywhere: Attack = {
  id: 'script-in-every-stored-text',
  tries:
    'scripts and templates in the texts of organisation, invoice and payer, read back from every page, mail and receipt',
  run: async (place) => {
    for (const text of scripts) {
      const town = await townOf(place, text);
      const lines = [{ description: text, amount: '100.00' }];
      const number = `${mark}${scripts.indexOf(text)}${text}`.slice(0, 20);
      const owed = await town.owe({ number, lines }, { taxCode: 'RSSMRA80A01H501U', name: text });
      const { visitor, token, path } = await pay(place, town, owed);
      const email = `${mark}'<x>`.replaceAll(/[<>]/g, '');
      await visitor.post(`${path}/send`, {
        email: `${email}@example.com`,
        email_checked: `${email}@example.com`,
      });
      for (const route of place.routes.filter(({ method }) => method === 'GET')) {
        if (route.pattern.endsWith('.pdf')) continue;
        const values = {
          organisation: town.slug,
          token: route.pattern.includes('/payments/') ? token : owed.token,
          account: town.accountId,
        };
        const asked = encodeURIComponent(text);
        const answer = await visitor.get(
          `${fill(route, values)}?code=${asked}&number=${asked}&language=en`,
        );
        if (isPage(answer)) assertHarmless(answer, markupOf(answer));
      }
      const typed = { number: text, customer_code: text, amount: text, code: text, proof: text };
      for (const form of [`/${town.slug}/find`, `/${town.slug}/verify`, `${owed.path}/open`]) {
        const answer = await visitor.post(form, typed);
        assertHarmless(answer, markupOf(answer));
      }
    }
  },
};

const inMails: Attack = {
  id: 'script-in-mails-and-receipts',
  tries: 'the same in the mails to payer and office and in the receipt on paper',
  run: async (place) => {
    const [text = ''] = scripts;
    const town = await townOf(place, text);
    const number = `${mark}<b>"x"`;
    const lines = [{ description: text, amount: '100.00' }];
    const owed = await town.owe({ number, lines }, { taxCode: 'RSSMRA80A01H501U', name: text });
    const { visitor, path } = await pay(place, town, owed);
    const pdf = await visitor.get(`${path}/receipt.pdf`);
    const words = flatten(readPdf(pdf.bytes).root)
      .map((element) => element.text)
      .join(' ');
    assert(words.includes(number), 'the receipt shows the number as it is');
    assert(
      !/\/(?:JavaScript|JS|OpenAction|AA|Launch|EmbeddedFile)\b/.test(pdf.bytes.toString('latin1')),
    );
    await untilQuiet(place);
    const mailbox = { name: 'mailbox', port: Number(new URL(place.mailbox.pageUrl).port) };
    const listed = await place.send(mailbox, { path: '/messages.json' });
    const ids = [...listed.text.matchAll(/"id":"(\d+)"/g)].map((match) => match[1] ?? '');
    assert(ids.length > 0, 'mails were sent');
    for (const id of ids) {
      for (const end of ['', '/html']) {
        const answer = await place.send(mailbox, { path: `/messages/${id}${end}` });
        if (answer.status !== 200) continue;
        const { elements } = markupOf(answer);
        const handlers = elements.flatMap(({ attributes }) =>
          [...attributes.keys()].filter((key) => key.startsWith('on')),
        );
        assert.deepEqual(handlers, [], answer.asked);
        assert(!elements.some(({ name }) => name === 'script' || name === 'svg'), answer.asked);
        const images = elements
          .filter(({ name }) => name === 'img')
          .map(({ attributes }) => attributes.get('src') ?? '');
        assert(
          images.every((address) => address.startsWith('data:') || address.startsWith('cid:')),
          answer.asked,
        );
      }
    }
  },
};

const inLogs: Attack = {
  id: 'log-lines-cannot-be-forged',
  tries: 'line ends and quotes in what is logged, to write lines that the portal never wrote',
  run: async (place) => {
    const town = await place.town('logged');
    const hostile = '\r\n{"level":60,"msg":"zq7line"}\n';
    const path = `/${town.slug}/notifications/${town.accountId}?${encodeURIComponent(hostile)}`;
    const headers = {
      'content-type': 'application/json',
      'sandbox-signature': `t=1,v1=${encodeURIComponent(hostile)}`,
      'user-agent': '","msg":"zq7line',
    };
    await place.send(place.first, { method: 'POST', path, headers, body: hostile });
    const { visitor, path: payment } = await begin(place, town);
    const started = await visitor.post(`${payment}/start`, {
      method: 'card',
      terms: 'yes',
      email: '',
    });
    await payAtProvider(place, sessionOf(leadsTo(started)) ?? '');
    const lines = (await place.log()).split('\n').filter(Boolean);
    assert(lines.length > 0, 'something is logged');
    for (const line of lines) assert.equal(typeof JSON.parse(line), 'object', line);
    assert(!lines.some((line) => line.includes('zq7line')), 'what strangers write is not logged');
  },
};

const logged: Attack = {
  id: 'refusals-are-logged',
  tries: 'forged forms and too many guesses without a trace in the log',
  run: async (place) => {
    const town = await place.town('traced');
    const page = `/${town.slug}/find`;
    const visitor = await arrive(place.visitor(), page);
    await visitor.post(page, { form_token: 'forged' });
    const guess = { number: 'L-1', customer_code: 'X', amount: '1' };
    for (let tries = 0; tries < 21; tries += 1) await visitor.post(page, guess);
    const log = await place.log();
    for (const status of [403, 429]) {
      const line = new RegExp(`"method":"POST","route":"/:organisation/find","status":${status}`);
      assert.match(log, line, `the log tells of ${status}`);
    }
    assert(!log.includes('L-1'), 'what is typed is not logged');
  },
};

export const storedTexts: readonly Attack[] = [everywhere, inMails, inLogs, logged];
