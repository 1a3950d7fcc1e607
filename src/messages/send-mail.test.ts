import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';
import { composeMail } from './compose-mail.ts';
import { createMailer } from './send-mail.ts';
import type { SendOutcome } from './send-mail.ts';

function portOf(server: Server): number {
  const address = server.address();
  assert(address !== null && typeof address === 'object');
  return address.port;
}

/** A real mail server on loopback that keeps what it takes. */
async function openServer(
  t: TestContext,
  options: SMTPServerOptions = {},
): Promise<{ port: number; mails: string[] }> {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onData: (stream, _session, callback) => {
      stream.on('end', () => callback(null, 'taken'));
      void keep(stream, mails);
    },
    ...options,
  });
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  t.after(() => server.close());
  return { port: portOf(listener), mails };
}

async function keep(stream: NodeJS.ReadableStream, mails: string[]): Promise<void> {
  mails.push((await buffer(stream)).toString('latin1'));
}

async function send(smtpUrl: string): Promise<SendOutcome> {
  const mailer = createMailer({ smtpUrl });
  try {
    return await mailer.send(
      composeMail({
        from: { name: 'Comune di Forlì', address: 'ricevute@comune.example' },
        to: 'chiara@example.it',
        replyTo: 'tributi@comune.example',
        messageId: '<msg_01k9zq4x7c@pay.example>',
        content: { language: 'it', subject: 'È pagato', text: 'sì\n', html: '<p>sì</p>' },
      }),
    );
  } finally {
    mailer.close();
  }
}

function refuse(code: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: code });
}

test('a mail keeps its Message-ID on every try and says what it is', async (t) => {
  const { port, mails } = await openServer(t);
  const outcome = await send(`smtp://127.0.0.1:${port}`);
  assert.deepEqual(outcome, { kind: 'sent', response: '250 taken' });
  await send(`smtp://localhost:${port}`);
  assert.equal(mails.length, 2);
  for (const mail of mails) {
    assert.match(mail, /^Message-ID: <msg_01k9zq4x7c@pay\.example>\r$/m);
    assert.match(mail, /^To: chiara@example\.it\r$/m);
    assert.match(mail, /^Reply-To: tributi@comune\.example\r$/m);
    assert.match(mail, /^Subject: =\?UTF-8\?/m);
    assert.match(mail, /^Date: /m);
    assert.match(mail, /multipart\/alternative/);
  }
});

const answers: readonly [SMTPServerOptions, SendOutcome['kind'], RegExp][] = [
  [
    { onRcptTo: (_to, _session, callback) => callback(refuse(550, 'no such user')) },
    'rejected',
    /^550 /,
  ],
  [
    { onRcptTo: (_to, _session, callback) => callback(refuse(450, 'mailbox busy')) },
    'temporary',
    /450 /,
  ],
  [
    { onMailFrom: (_from, _session, callback) => callback(refuse(553, 'sender refused')) },
    'rejected',
    /^553 /,
  ],
  [
    { onMailFrom: (_from, _session, callback) => callback(refuse(530, 'authenticate')) },
    'temporary',
    /530 /,
  ],
  [
    { onConnect: (_session, callback) => callback(refuse(554, 'not from you')) },
    'temporary',
    /554 /,
  ],
  [
    {
      onData: (stream, _session, callback) => {
        stream.resume();
        stream.on('end', () => callback(refuse(552, 'too large')));
      },
    },
    'rejected',
    /^552 /,
  ],
  [
    {
      onData: (stream, _session, callback) => {
        stream.resume();
        stream.on('end', () => callback(refuse(452, 'disk full')));
      },
    },
    'temporary',
    /452 /,
  ],
];

for (const [options, kind, words] of answers) {
  const code = words.source.replaceAll(/\D/g, '');
  test(`an answer of ${code} in ${Object.keys(options).join()} makes the mail ${kind}`, async (t) => {
    const { port } = await openServer(t, options);
    const outcome = await send(`smtp://127.0.0.1:${port}`);
    assert.equal(outcome.kind, kind);
    assert.match(outcome.kind === 'temporary' ? outcome.cause : outcome.response, words);
  });
}

test('a wrong password is the portal’s trouble: the mail waits, and the password is not told', async (t) => {
  const { port, mails } = await openServer(t, {
    authOptional: false,
    authMethods: ['PLAIN'],
    allowInsecureAuth: true,
    onAuth: (_auth, _session, callback) => callback(refuse(535, 'wrong password')),
  });
  const outcome = await send(`smtp://portal:s%40cret@127.0.0.1:${port}`);
  assert.equal(outcome.kind, 'temporary');
  assert.equal(mails.length, 0);
  assert.doesNotMatch(JSON.stringify(outcome), /s@cret|cyRjcmV0|cG9ydGFs/);
});

test('a right password opens the server', async (t) => {
  const { port } = await openServer(t, {
    authOptional: false,
    authMethods: ['PLAIN'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, callback) => {
      const isRight = username === 'portal' && password === 's@cret';
      callback(isRight ? null : refuse(535, 'wrong password'), { user: username });
    },
  });
  assert.equal((await send(`smtp://portal:s%40cret@127.0.0.1:${port}`)).kind, 'sent');
});

test('a server elsewhere that offers no encryption gets no mail', async (t) => {
  const { port, mails } = await openServer(t);
  // The same machine by a name that is not recognised as loopback, so it counts as elsewhere.
  const outcome = await send(`smtp://[::ffff:127.0.0.1]:${port}`);
  assert.equal(outcome.kind, 'temporary');
  assert.match(outcome.kind === 'temporary' ? outcome.cause : '', /^500 /, 'STARTTLS is asked for');
  assert.equal(mails.length, 0);
});

test('a server that is not there, hangs up or speaks no SMTP is temporary', async (t) => {
  for (const greeting of [null, 'HTTP/1.1 400 Bad Request\r\n\r\n']) {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      if (greeting === null) socket.destroy();
      else socket.end(greeting);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => server.close());
    assert.equal((await send(`smtp://127.0.0.1:${portOf(server)}`)).kind, 'temporary');
  }
  assert.equal((await send('smtp://127.0.0.1:1')).kind, 'temporary');
});

test('an address that is no mail server’s is refused when the portal starts', () => {
  for (const smtpUrl of ['http://mail.example', 'mail.example:25', '']) {
    assert.throws(() => createMailer({ smtpUrl }), TypeError, smtpUrl);
  }
});
