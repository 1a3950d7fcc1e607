import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { composeMail } from '../messages/compose-mail.ts';
import { writeContent } from '../messages/message-content.ts';
import { createMailer } from '../messages/send-mail.ts';
import type { SendOutcome } from '../messages/send-mail.ts';
import { startMailbox } from './index.ts';
import type { Mailbox } from './index.ts';

type Listed = {
  readonly messages: readonly {
    readonly id: string;
    readonly subject: string;
    readonly to: string;
    readonly from: string;
    readonly text: string;
    readonly messageId: string;
    readonly attachments: readonly { readonly name: string; readonly size: number }[];
  }[];
};

const pdf = Buffer.from('%PDF-1.7 \u0000\u0001 not really');

async function open(t: TestContext): Promise<Mailbox & { folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'mailbox-'));
  const mailbox = await startMailbox({ folder, smtpPort: 0, httpPort: 0, host: '127.0.0.1' });
  t.after(async () => {
    await mailbox.close();
    await rm(folder, { recursive: true });
  });
  return { ...mailbox, folder };
}

async function send(
  { smtpUrl }: Mailbox,
  parts: { to?: string; subject?: string; words?: string } = {},
): Promise<SendOutcome> {
  const {
    to = 'chiara@example.it',
    subject = 'Ricevuta 2026/000123: 87,05 €',
    words = 'Grazie, è pagato.',
  } = parts;
  const mailer = createMailer({ smtpUrl });
  try {
    return await mailer.send(
      composeMail({
        from: { name: 'Comune di Forlì', address: 'ricevute@comune.example' },
        to,
        messageId: '<msg_01k9zq4x7c@pay.example>',
        content: writeContent('it', subject, [
          { kind: 'paragraph', words },
          { kind: 'link', words: 'Apri', url: 'https://pay.example/demo/r/tok?a=1&b=2' },
        ]),
        attachments: [{ name: 'ricevuta-2026-000123.pdf', type: 'application/pdf', content: pdf }],
      }),
    );
  } finally {
    mailer.close();
  }
}

async function list({ pageUrl }: Mailbox): Promise<Listed['messages']> {
  const answer = await fetch(`${pageUrl}/messages.json`);
  const body: unknown = await answer.json();
  assert(isListed(body));
  return body.messages;
}

function isListed(body: unknown): body is Listed {
  return typeof body === 'object' && body !== null && 'messages' in body;
}

test('a mail that was sent can be read, newest first, with all its parts', async (t) => {
  const mailbox = await open(t);
  assert.deepEqual(await list(mailbox), []);
  assert.deepEqual(await send(mailbox), { kind: 'sent', response: '250 kept as 000000001' });
  await send(mailbox, { to: 'mario@example.it', subject: 'Second' });
  const [second, first, ...others] = await list(mailbox);
  assert(first && second);
  assert.equal(others.length, 0);
  assert.equal(second.subject, 'Second');
  assert.equal(first.subject, 'Ricevuta 2026/000123: 87,05 €');
  assert.equal(first.from, 'Comune di Forlì <ricevute@comune.example>');
  assert.equal(first.to, 'chiara@example.it');
  assert.equal(first.messageId, '<msg_01k9zq4x7c@pay.example>');
  assert.match(
    first.text,
    /^Grazie, è pagato\.\s+Apri:\s+https:\/\/pay\.example\/demo\/r\/tok\?a=1&b=2\s*$/,
  );
  assert.deepEqual(first.attachments, [
    { name: 'ricevuta-2026-000123.pdf', type: 'application/pdf', size: pdf.length },
  ]);
  const attachment = await fetch(`${mailbox.pageUrl}/messages/${first.id}/attachments/1`);
  assert.deepEqual(Buffer.from(await attachment.arrayBuffer()), pdf);
  assert.match(
    attachment.headers.get('content-disposition') ?? '',
    /^attachment; filename="ricevuta-2026-000123\.pdf"$/,
  );
  const source = await (await fetch(`${mailbox.pageUrl}/messages/${first.id}/source`)).text();
  assert.match(source, /^Delivered-To: chiara@example\.it\r\n/);
  assert.match(source, /^Auto-Submitted: auto-generated\r$/m);
  assert.match(source, /^Content-Language: it\r$/m);
});

test('the pages show the mail in the language of the reader', async (t) => {
  const mailbox = await open(t);
  await send(mailbox);
  const headers = { 'accept-language': 'fr, it;q=0.8' };
  const index = await (await fetch(mailbox.pageUrl, { headers })).text();
  assert.match(
    index,
    /<html lang="it">[\s\S]*Casella di posta locale[\s\S]*<a href="\/messages\/000000001">Ricevuta/,
  );
  const page = await (await fetch(`${mailbox.pageUrl}/messages/000000001`, { headers })).text();
  assert.match(page, /<a href="https:\/\/pay\.example\/demo\/r\/tok\?a=1&amp;b=2"/);
  assert.match(page, /<iframe\s+title="[^"]+"\s+src="\/messages\/000000001\/html"\s+sandbox=/);
  assert.match(await (await fetch(mailbox.pageUrl)).text(), /<html lang="en">/);
});

test('what a mail holds cannot act on the page', async (t) => {
  const mailbox = await open(t);
  const evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>';
  await send(mailbox, { subject: evil, words: evil });
  for (const path of ['/', '/messages/000000001']) {
    const answer = await fetch(mailbox.pageUrl + path);
    assert.doesNotMatch(await answer.text(), /<script|<img/);
    const policy = answer.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /script-src|unsafe|data:/);
  }
  const framed = await fetch(`${mailbox.pageUrl}/messages/000000001/html`);
  assert.match(
    framed.headers.get('content-security-policy') ?? '',
    /^sandbox [^;]*; default-src 'none'/,
  );
  assert.doesNotMatch(
    framed.headers.get('content-security-policy') ?? '',
    /allow-scripts|allow-same-origin/,
  );
});

test('the page answers to no other name than this machine’s', async (t) => {
  const mailbox = await open(t);
  const asked = request(`${mailbox.pageUrl}/messages.json`, { headers: { host: 'evil.example' } });
  asked.end();
  const [answer] = await once(asked, 'response');
  answer.resume();
  assert.equal(answer.statusCode, 421);
});

test('what is not there is not found, whatever the path tries', async (t) => {
  const mailbox = await open(t);
  await send(mailbox);
  for (const path of [
    '/messages/000000002',
    '/messages/..%2f..%2fetc%2fpasswd',
    '/messages/1',
    '/messages/000000001/attachments/2',
    '/messages/000000001/attachments/0',
    '/messages/000000001/attachments/x',
    '/x',
  ]) {
    // prettier-ignore
    const answer = await fetch(mailbox.pageUrl + path);
    assert.equal(answer.status, 404, path);
    await answer.arrayBuffer();
  }
});

test('mails survive a restart, and what a crash left half written is cleared away', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'mailbox-'));
  t.after(() => rm(folder, { recursive: true }));
  const options = { folder, smtpPort: 0, httpPort: 0, host: '127.0.0.1' };
  const before = await startMailbox(options);
  await send(before);
  await before.close();
  await writeFile(join(folder, '000000002.part'), 'half');
  const after = await startMailbox(options);
  t.after(() => after.close());
  await send(after);
  assert.deepEqual(
    (await list(after)).map(({ id }) => id),
    ['000000002', '000000001'],
  );
  assert.deepEqual((await readdir(folder)).sort(), ['000000001.eml', '000000002.eml']);
});

test('many mails at once are all kept, each once', async (t) => {
  const mailbox = await open(t);
  const outcomes = await Promise.all(
    Array.from({ length: 30 }, (_, index) => send(mailbox, { subject: `Mail ${index}` })),
  );
  assert(outcomes.every(({ kind }) => kind === 'sent'));
  assert.equal(new Set((await list(mailbox)).map(({ subject }) => subject)).size, 30);
});

test('the demo shows what becomes of a mail that is refused, for good or for now', async (t) => {
  const mailbox = await open(t);
  assert.equal((await send(mailbox, { to: 'nobody@example.it' })).kind, 'rejected');
  assert.equal((await send(mailbox, { to: 'busy@example.it' })).kind, 'temporary');
  assert.deepEqual(await list(mailbox), []);
});

test('a port that is taken is an error, and nothing is left running', async (t) => {
  const mailbox = await open(t);
  const httpPort = Number(new URL(mailbox.pageUrl).port);
  await assert.rejects(
    startMailbox({ folder: mailbox.folder, smtpPort: 0, httpPort, host: '127.0.0.1' }),
    /EADDRINUSE/,
  );
  const smtpPort = Number(new URL(mailbox.smtpUrl).port);
  await assert.rejects(
    startMailbox({ folder: mailbox.folder, smtpPort, httpPort: 0, host: '127.0.0.1' }),
    /EADDRINUSE/,
  );
});
