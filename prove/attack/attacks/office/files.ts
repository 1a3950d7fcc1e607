/** Files and texts that come into the office from outside, and go out of it again. */
import assert from 'node:assert/strict';
import { strFromU8, unzipSync } from 'fflate';
import { sql } from '../../../../src/database/sql.ts';
import { lists as everyList } from '../../../../src/reports/index.ts';
import type { Attack } from '../../attack.ts';
import { isPage, markupOf } from '../../place/markup.ts';
import { pay } from '../../place/paying.ts';
import type { Place } from '../../place/place.ts';
import { untilQuiet } from '../../place/quiet.ts';
import { fill, parametersOf } from '../../place/routes.ts';
import { computed, mark, scripts } from '../../place/texts.ts';
import { furnish } from '../../place/things.ts';
import type { Answer } from '../../place/answer.ts';
import { arrive, type Visitor } from '../../place/visitor.ts';

const stored: Attack = {
  id: 'office-script-in-stored-text',
  tries: 'scripts in what payers and colleagues have written, opened by staff on every page',
  run: async (place) => {
    for (const text of scripts) {
      const { administrator, town, ids } = await furnish(place, 'office-scripts', text);
      const { visitor, at } = administrator;
      await arrive(visitor, at('/dues/new'));
      const order_key = place.first.context.ids.token();
      const due = {
        about: text,
        amount: '1.00',
        service: 'x',
        reason: text,
        debtor: text,
        name: text,
        due_on: '',
        tax_id: text.slice(0, 50),
        email: '',
      };
      await visitor.post(at('/dues/new'), { ...due, order_key });
      await untilQuiet(place);
      const own = { ...ids, organisation: town.slug };
      const routes = place.officeRoutes.filter(({ method }) => method === 'GET');
      const lists = ['payments', 'dues', 'refunds', 'messages', 'audit', 'tickets', 'exports'];
      const paths = [
        ...routes
          .filter(({ pattern }) => !/provider|links/.test(pattern))
          .map((route) => fill(route, own)),
        ...lists.map((list) => at(`/lists/${list}`)),
      ];
      for (const path of paths) {
        const asked = encodeURIComponent(text);
        const answer = await visitor.get(`${path}?text=${asked}&to=${asked}`);
        assert(answer.status < 500, answer.asked);
        if (isPage(answer)) assertHarmless(answer);
      }
    }
  },
};

function assertHarmless(answer: Answer): void {
  const { lively, elements } = markupOf(answer);
  assert.deepEqual(lively, [], answer.asked);
  const names = elements.flatMap(({ name, attributes }) => [name, ...attributes.keys()]);
  assert(!names.some((name) => name.includes(mark)), answer.asked);
  assert(!answer.text.includes(computed), `${answer.asked} has computed something`);
}

const boundary = 'saldo-attack-boundary';

type Upload = { readonly name: string; readonly type: string; readonly bytes: Buffer };

async function attach(
  place: Place,
  visitor: Visitor,
  path: string,
  upload: Upload,
): Promise<Answer> {
  const field = (name: string, value: string): Buffer =>
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
  const body = Buffer.concat([
    field('form_token', visitor.formToken()),
    field('words', 'I send a file'),
    field('email', 'payer@example.com'),
    field('name', 'Maria'),
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="${upload.name}"\r\n` +
        `content-type: ${upload.type}\r\n\r\n`,
    ),
    upload.bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  const headers = {
    'content-type': `multipart/form-data; boundary=${boundary}`,
    cookie: visitor.cookie(),
    'x-forwarded-for': visitor.from,
  };
  return place.send(place.first, { method: 'POST', path, headers, body });
}

const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
const markup = Buffer.from('<!doctype html><script>alert(1)</script>');
const refused: readonly Upload[] = [
  { name: 'a.svg', type: 'image/svg+xml', bytes: svg },
  { name: 'a.png', type: 'image/png', bytes: svg },
  { name: 'a.pdf', type: 'application/pdf', bytes: markup },
  { name: 'a.pdf.html', type: 'text/html', bytes: markup },
  { name: 'a.exe', type: 'application/pdf', bytes: Buffer.from('MZ\u0000\u0000') },
  { name: 'a.xlsm', type: 'application/pdf', bytes: Buffer.from('PK\u0003\u0004') },
  { name: 'a.pdf', type: 'application/pdf', bytes: Buffer.alloc(0) },
  {
    name: 'a.pdf',
    type: 'application/pdf',
    bytes: Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(5_000_000)]),
  },
];
/** Of the right kind, under names that mean harm. */
const renamed = ['../../etc/passwd', 'a.html', 'C:\\evil.exe', 'a"; filename*=x', 'a\u202Efdp.exe'];

const uploads: Attack = {
  id: 'office-hostile-uploads',
  tries:
    'pages, pictures with scripts and programs attached to requests, under names that mean harm',
  run: async (place) => {
    const { administrator, town, ids } = await furnish(place, 'office-uploads');
    const payer = await arrive(place.visitor(), `/${town.slug}/assistance/other`);
    const answerPath = administrator.at(`/tickets/${ids['ticket']}/answer`);
    await arrive(administrator.visitor, administrator.at(`/tickets/${ids['ticket']}`));
    const ways = [
      { visitor: payer, path: `/${town.slug}/assistance/other` },
      { visitor: administrator.visitor, path: answerPath },
    ];
    const count = async (): Promise<number> => {
      const rows = await place.database.owner.query(sql`
        select 1 from ticket_attachments where organisation_id = ${town.organisation.id}`);
      return rows.length;
    };
    const before = await count();
    for (const { visitor, path } of ways) {
      for (const upload of refused) {
        const answer = await attach(place, visitor, path, upload);
        assert([413, 422].includes(answer.status), `${upload.name} at ${path}: ${answer.status}`);
      }
    }
    assert.equal(await count(), before, 'nothing of it is kept');
    for (const name of renamed) {
      const bytes = Buffer.from(`%PDF-1.7 ${markup.toString()}`);
      const upload = { name, type: 'text/html', bytes };
      const answer = await attach(place, administrator.visitor, answerPath, upload);
      assert.equal(answer.status, 303, name);
    }
    const kept = await place.database.owner.query<{ id: string; name: string }>(sql`
      select ticket_attachment_id as id, name from ticket_attachments
      where organisation_id = ${town.organisation.id}`);
    assert.equal(kept.length, before + renamed.length);
    for (const { id, name } of kept) {
      assert.match(name, /^[\p{L}\p{M}\p{N}_-]+\.pdf$/u);
      const path = administrator.at(`/tickets/${ids['ticket']}/attachments/${id}`);
      const { headers, status } = await administrator.visitor.get(path);
      assert.equal(status, 200, path);
      assert.equal(headers['content-type'], 'application/pdf');
      assert.match(String(headers['content-disposition']), /^attachment; filename="[\w.-]+"/);
      assert.match(String(headers['content-security-policy']), /default-src 'none'; sandbox/);
      assert.equal(headers['x-content-type-options'], 'nosniff');
    }
  },
};

/** What spreadsheets take for the beginning of a formula. */
const formulas = ['=1+1', '+1+1', '-1+1', '@SUM(1)', '\t=1', '＝1+1'];

const formulaInjection: Attack = {
  id: 'office-formula-injection',
  tries: 'formulas in the texts of payers and staff, exported to spreadsheets from every list',
  run: async (place) => {
    const { administrator, town } = await furnish(place, 'office-formulas', '=1+1');
    const { visitor, at } = administrator;
    for (const text of formulas) {
      const customer = { taxCode: 'RSSMRA80A01H501U', name: text };
      const owed = await town.owe({ lines: [{ description: text, amount: '100.00' }] }, customer);
      if (text === '=1+1') await pay(place, town, owed);
    }
    await arrive(visitor, at('/exports/new?list=payments'));
    let cells = 0;
    for (const list of Object.keys(everyList)) {
      for (const format of ['csv', 'xlsx']) {
        const order_key = place.first.context.ids.token();
        const fields = { list, format, query: '', when: 'now', order_key };
        const answer = await visitor.post(at('/exports'), fields);
        assert.equal(answer.status, 200, `${list} as ${format}`);
        assert.match(String(answer.headers['content-disposition']), /^attachment/);
        cells += format === 'csv' ? assertPlainCsv(answer.text) : assertPlainSheet(answer.bytes);
      }
    }
    assert(cells > 0, 'the texts were exported');
  },
};

/** @returns how many of the hostile texts were found, harmless */
function assertPlainCsv(text: string): number {
  const cells = text.split(/[,;\r\n]/).map((cell) => cell.replaceAll(/^"|"$/g, ''));
  for (const cell of cells) {
    const isNumber = /^[+-]?[\d.:\s]+$/.test(cell);
    assert(isNumber || !/^[=+\-@\t＝]/.test(cell), `a formula: ${cell}`);
  }
  return cells.filter((cell) => cell.startsWith("'")).length;
}

function assertPlainSheet(bytes: Buffer): number {
  const parts = unzipSync(bytes);
  const sheets = Object.entries(parts).filter(([name]) => name.endsWith('.xml'));
  for (const [name, part] of sheets) {
    assert(!/<f[ >]/.test(strFromU8(part)), `${name} holds a formula`);
    assert(!/externalLink|macro|oleObject/i.test(name + strFromU8(part).slice(0, 2000)), name);
  }
  return 0;
}

const ticketLinks: Attack = {
  id: 'ticket-link-guessing',
  tries: 'the request of somebody else, by its number, its id, or a link that is almost right',
  run: async (place) => {
    const { town, ids } = await furnish(place, 'tickets-guessed', 'my secret words');
    const other = await place.town('tickets-elsewhere');
    const [row] = await place.database.owner.query<{ token: string; number: number }>(sql`
      select access_token as token, number from tickets
      where organisation_id = ${town.organisation.id}`);
    assert(row);
    const visitor = await arrive(place.visitor(), `/${town.slug}/find`);
    const page = `/${town.slug}/requests/${row.token}`;
    assert.equal((await visitor.get(page)).status, 200, 'it opens by its link');
    const routes = place.routes.filter(({ pattern }) => pattern.includes('/requests/'));
    assert(routes.length >= 2, 'the pages of requests were noted');
    const wrong = [
      ids['ticket'] ?? '', `R-2026-${String(row.number).padStart(6, '0')}`, String(row.number), '1',
      row.token.slice(0, -1), `${row.token}0`, row.token.toUpperCase(), '%25', '__proto__',
    ]; // prettier-ignore
    for (const route of routes) {
      for (const token of wrong.filter((one) => one !== row.token)) {
        const values = { ...ids, organisation: town.slug, token };
        const path = fill(route, values);
        const answer =
          route.method === 'GET'
            ? await visitor.get(path)
            : await visitor.post(path, { words: 'x', email: 'a@b.example' });
        assert.equal(answer.status, 404, answer.asked);
        assert(!answer.text.includes('my secret words'), answer.asked);
      }
      const values = { ...ids, organisation: other.slug, token: row.token };
      assert(parametersOf(route).includes('token'));
      const elsewhere = await visitor.get(fill(route, values));
      assert([404, 405].includes(elsewhere.status), elsewhere.asked);
    }
  },
};

const headerInjection: Attack = {
  id: 'assistance-mail-header-injection',
  tries: 'line ends in requests for assistance and for a list of payments, to send mails to others',
  run: async (place) => {
    const town = await place.town('assistance-mails', {});
    const before = (await place.mails()).length;
    const visitor = place.visitor();
    const hostile = 'a@b.example\r\nbcc: victim@evil.example';
    const ends = ['\r\n', '\n', '\r', '%0d%0a', '\u2028'];
    for (const path of [`/${town.slug}/assistance/other`, `/${town.slug}/payment-list`]) {
      await arrive(visitor, path);
      for (const end of ends) {
        const text = hostile.replace('\r\n', end);
        const fields = { email: text, name: text, words: text, from: '1/1/2026', to: '22/11/2026' };
        await visitor.post(path, { ...fields, tax_code: 'RSSMRA80A01H501U' });
        await visitor.post(path, { ...fields, email: 'payer@example.com' });
      }
    }
    await untilQuiet(place);
    const mails = (await place.mails()).slice(before);
    assert(mails.length > 0, 'a right address is written to');
    for (const mail of mails) {
      const [head = ''] = mail.split(/\r?\n\r?\n/);
      assert(!/^(?:b?cc|to):.*evil\.example/im.test(head), head);
    }
  },
};

export const officeFiles: readonly Attack[] = [
  stored,
  uploads,
  formulaInjection,
  ticketLinks,
  headerInjection,
];
