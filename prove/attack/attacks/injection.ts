/** Texts that would be more than text to a database, a file system, a mail server, a parser. */
import assert from 'node:assert/strict';
import type { Attack } from '../attack.ts';
import { signOf } from '../place/books.ts';
import { choice, pay, payerMail, start } from '../place/paying.ts';
import { untilQuiet } from '../place/quiet.ts';
import { fill, parametersOf } from '../place/routes.ts';
import { paths, statements } from '../place/texts.ts';
import { arrive } from '../place/visitor.ts';

/** Each field that any form of ours has; forms ignore what is not theirs. */
const fieldNames = [
  'number', 'customer_code', 'amount', 'issued_on', 'due_on', 'tax_code', 'year', 'due', 'method', 'terms',
  'email', 'email_checked', 'email_suggested', 'proof', 'code',
]; // prettier-ignore

const slow = 2_000_000n;

const sqlInFields: Attack = {
  id: 'sql-in-every-field',
  tries:
    'statements of SQL in every field of every form, every part of every address and every parameter',
  run: async (place) => {
    const settings = { lookup_fields: ['issued_on', 'due_on', 'tax_code', 'year'] };
    const town = await place.town('sql', settings);
    const { owed, token, visitor } = await start(place, town);
    await untilQuiet(place);
    const before = await signOf(place);
    for (const [index, statement] of statements.entries()) {
      // In turns: each route meets every third of them.
      for (const route of place.routes.filter((_, at) => (at + index) % 3 === 0)) {
        const own = {
          organisation: town.slug,
          token: route.pattern.includes('/payments/') ? token : owed.token,
          account: town.accountId,
        };
        const isForm = route.method === 'POST' && !/(?:cancel|restart)$/.test(route.pattern);
        if (isForm) {
          const fields = fieldNames.map((name) => [name, statement] as const);
          const headers = { 'x-forwarded-for': `192.0.2.${index}` };
          const answer = await visitor.post(fill(route, own), fields, { headers });
          assert(answer.status < 500 && answer.microseconds < slow, answer.asked);
        }
        if (route.method !== 'GET') continue;
        const encoded = encodeURIComponent(statement);
        const asked = fieldNames.map((name) => `${name}=${encoded}`).join('&');
        const addresses = parametersOf(route).map((name) =>
          fill(route, { ...own, [name]: encoded }),
        );
        for (const path of [...addresses, `${fill(route, own)}?${asked}`]) {
          const answer = await visitor.get(path, {
            headers: { 'accept-language': statement.replaceAll(/[^\x20-\x7e]/g, '') },
          });
          assert(answer.status < 500 && answer.microseconds < slow, answer.asked);
        }
      }
    }
    assert.deepEqual(await signOf(place), before, 'nothing has changed');
  },
};

const traversal: Attack = {
  id: 'path-traversal',
  tries: 'files of the machine, asked for by every way up, from portal and mailbox',
  run: async (place) => {
    const town = await place.town('files');
    const { token, owed } = await pay(place, town);
    const fronts = [
      '/', '/assets/', '/assets/fonts/', `/${town.slug}/`, `/${town.slug}/logo/`, `/${town.slug}/invoices/`,
      `/${town.slug}/payments/${token}/`, `/${town.slug}/payments/${token}/receipt.pdf/`, `/${town.slug}/invoices/${owed.token}/`,
    ]; // prettier-ignore
    const mailbox = { name: 'mailbox', port: Number(new URL(place.mailbox.pageUrl).port) };
    const behind = ['/', '/messages/', '/messages/000000001/', '/messages/000000001/attachments/'];
    for (const path of paths) {
      for (const front of fronts) {
        const answer = await place.send(place.first, { path: `${front}${path}` });
        assert(answer.status === 404, `${answer.asked} answers ${answer.status}`);
        assert(!/root:.*:0:0:/.test(answer.text), answer.asked);
      }
      for (const front of behind) {
        const answer = await place.send(mailbox, { path: `${front}${path}` });
        assert(
          answer.status === 404 || answer.status === 400,
          `${answer.asked} answers ${answer.status}`,
        );
        assert(!/root:.*:0:0:/.test(answer.text), answer.asked);
      }
    }
  },
};

const forgotten: Attack = {
  id: 'forgotten-files',
  tries: 'what is often left lying about: repositories, settings, sources, maps, keys, tools',
  run: async (place) => {
    const town = await place.town('left');
    const names = [
      '.git/config', '.git/HEAD', '.env', '.npmrc', 'package.json', 'package-lock.json', 'tsconfig.json',
      'node_modules/fastify/package.json', 'src/main.ts', 'src/config.ts', 'server.ts', 'portal.key', 'portal.log',
      'data/portal.key', 'postmaster.pid', 'assets/portal.js.map', 'assets/portal.css.map', 'assets/', 'assets/portal.scss',
      'debug', 'debug/pprof', 'status', 'server-status', 'actuator/env', 'graphql', 'swagger', 'openapi.json',
      'admin', 'phpinfo.php', 'wp-login.php', 'backup.sql', 'dump.sql', 'control/accounts', 'messages.json',
    ]; // prettier-ignore
    for (const name of names) {
      for (const path of [`/${name}`, `/${town.slug}/${name}`]) {
        const answer = await place.send(place.first, { path });
        assert.equal(answer.status, 404, path);
      }
    }
  },
};

const doubleEncoding: Attack = {
  id: 'decoded-once',
  tries: 'addresses and fields encoded twice, to be another thing after the check than before',
  run: async (place) => {
    const town = await place.town('decoded');
    const { owed, path, token, visitor } = await start(place, town);
    const hex = (text: string): string =>
      Array.from(text, (sign) => `%${sign.charCodeAt(0).toString(16)}`).join('');
    const once = path.replace(token, hex(token));
    assert.equal((await visitor.get(once)).status, 200, 'once is the same address');
    for (const twice of [
      once.replaceAll('%', '%25'),
      path.replace('/payments/', '%252fpayments%252f'),
    ]) {
      assert.equal((await visitor.get(twice)).status, 404, twice);
    }
    const typed = { customer_code: owed.customerCode, amount: owed.amount };
    const find = `/${town.slug}/find`;
    const number = hex(owed.number);
    assert.equal((await visitor.post(find, { number, ...typed })).status, 404);
    assert.equal((await visitor.post(find, { number: owed.number, ...typed })).status, 303);
  },
};

/** Every way to make one address two, or a header another. */
const addresses = [
  'a@b.example\r\nBcc: evil@evil.example', 'a@b.example\nBcc:evil@evil.example', 'a@b.example%0d%0aBcc:evil@evil.example',
  'a@b.example, evil@evil.example', 'a@b.example;evil@evil.example', 'a@b.example evil@evil.example',
  'group: evil@evil.example, a@b.example;', '"x" <evil@evil.example>', '<evil@evil.example>', 'evil@evil.example(a@b.example)',
  '"evil@evil.example, x"@b.example', '@relay.example:evil@evil.example', 'a@b.example\0', 'a@b.example\u2028Bcc: evil@evil.example',
  '-oQ/var@evil.example -X/var/x', '`id`@evil.example.', '$(id)@[127.0.0.1]', 'a@127.0.0.1', 'a@localhost', 'a@b@evil.example',
  `${'a'.repeat(65)}@b.example`, 'a@-b.example', 'a.@b.example',
]; // prettier-ignore

const mailHeaders: Attack = {
  id: 'mail-header-injection',
  tries:
    'other recipients and headers of a mail, through the address of the payer and the names of others',
  run: async (place) => {
    const name = 'Comune \r\nBcc: evil@evil.example\r\n\r\n di <Valdorata> "x"\u202e';
    const town = await place.town('mails', { name: name.replaceAll(/[\r\n]/g, ' ') });
    const { visitor, path } = await pay(place, town);
    for (const email of addresses) {
      const answer = await visitor.post(`${path}/send`, { email, email_checked: email });
      assert.equal(answer.status, 422, `${JSON.stringify(email)} is taken`);
      const begun = await visitor.post(`${path}/start`, { ...choice, email, email_checked: email });
      assert(begun.status === 422 || begun.status === 303, begun.asked);
    }
    await untilQuiet(place);
    const own = (await place.mails()).filter(
      (mail) => mail.includes(town.slug) || mail.includes(payerMail),
    );
    assert(own.length > 0, 'mails were sent');
    for (const mail of own) {
      const [head = ''] = mail.split(/\r?\n\r?\n/);
      assert(!/^(?:bcc|cc):/im.test(head), head);
      assert.equal(head.match(/^to:/gim)?.length, 1);
      assert(
        !/evil@evil/.test(head.replaceAll(/^(?:from|subject):.*(?:\r?\n[ \t].*)*/gim, '')),
        head,
      );
    }
  },
};

const longTexts: Attack = {
  id: 'long-texts-cost-no-time',
  tries: 'texts of sixty thousand characters that make patterns slow, in every field',
  run: async (place) => {
    const town = await place.town('long');
    const page = `/${town.slug}/find`;
    const visitor = await arrive(place.visitor(), page);
    const units = [
      '1',
      '1.',
      'a@',
      'a.',
      '-',
      ' ',
      '\u0301',
      '%',
      '1 ',
      '/',
      '=',
      '&x=1',
      '[',
      '9',
    ];
    for (const [index, unit] of units.entries()) {
      const text = unit.repeat(Math.floor(50_000 / encodeURIComponent(unit).length));
      const headers = { 'x-forwarded-for': `192.0.2.${index}` };
      for (const name of ['number', 'customer_code', 'amount', 'code', 'form_token']) {
        for (const path of [page, `/${town.slug}/verify`]) {
          const fields = { number: '1', customer_code: '1', amount: '1', [name]: text };
          const answer = await visitor.post(path, fields, { headers });
          assert(answer.status < 500, `${answer.asked} answers ${answer.status}`);
          assert(answer.microseconds < slow, `${name} of ${unit} takes ${answer.microseconds}`);
        }
      }
    }
    const huge = await visitor.post(page, { number: 'x'.repeat(100_000) });
    assert.equal(huge.status, 413, 'more than a form can be is not read');
  },
};

export const injection: readonly Attack[] = [
  sqlInFields,
  traversal,
  forgotten,
  doubleEncoding,
  mailHeaders,
  longTexts,
];
