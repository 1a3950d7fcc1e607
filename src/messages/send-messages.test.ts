import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createQuietWorld, type QuietWorld } from '../../test/crash/quiet-world.ts';
import { sql } from '../database/sql.ts';
import { startMailbox } from '../mailbox/index.ts';
import {
  createMailer,
  enqueueMessage,
  findDeliveries,
  findFailedMessages,
  sendMessages,
  type Composer,
} from './index.ts';
import { recordDelivery } from './store.ts';

const second = 1000;
const hour = 3600 * second;

type Post = QuietWorld & {
  readonly enqueue: (recipient: string) => Promise<void>;
  readonly send: (changes?: Partial<Parameters<typeof sendMessages>[0]>) => Promise<number>;
  readonly state: () => Promise<{ state: string; tries: number }[]>;
  /** The Message-IDs of all mails that arrived. */
  readonly arrived: () => Promise<string[]>;
  readonly smtpUrl: string;
};

const note: Composer = (_, message) =>
  Promise.resolve({
    content: { language: message.language, subject: 'Note', text: 'Note\n', html: '<p>Note' },
    attachments: [],
  });

async function createPost(t: TestContext): Promise<Post> {
  const world = await createQuietWorld(t);
  const folder = await mkdtemp(join(tmpdir(), 'saldo-mail-'));
  const mailbox = await startMailbox({ folder, smtpPort: 0, httpPort: 0, host: '127.0.0.1' });
  const mailer = createMailer({ smtpUrl: mailbox.smtpUrl });
  t.after(async () => {
    mailer.close();
    await mailbox.close();
    await rm(folder, { recursive: true });
  });
  const { context, organisation, database } = world;
  let written = 0;
  return {
    ...world,
    smtpUrl: mailbox.smtpUrl,
    enqueue: async (recipient) => {
      written += 1;
      const message = {
        source: `note:${written}`,
        template: 'note',
        recipient,
        language: 'en',
        payload: {},
      } as const;
      await context.database.transaction((transaction) =>
        enqueueMessage(transaction, context, organisation.id, message),
      );
    },
    send: (changes = {}) =>
      sendMessages(
        { ...context, mailer, composers: new Map([['note', note]]), ...changes },
        organisation,
      ),
    state: () => database.owner.query(sql`select state, tries from messages order by recipient`),
    arrived: async () => {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.eml')).sort();
      const mails = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
      return mails.flatMap((mail) => /^message-id: *(<[^>]+>)/im.exec(mail)?.[1] ?? []);
    },
  };
}

test('a mail server that is away costs time and no mail', async (t) => {
  const post = await createPost(t);
  await post.enqueue('maria@example.com');
  const away = createMailer({ smtpUrl: 'smtp://127.0.0.1:9' });
  t.after(() => away.close());
  await post.send({ mailer: away });
  assert.deepEqual(await post.state(), [{ state: 'queued', tries: 1 }]);
  assert.equal(await post.send(), 0, 'not at once again');
  post.clock.advance(10 * second);
  assert.equal(await post.send(), 1);
  assert.deepEqual(await post.state(), [{ state: 'sent', tries: 2 }]);
  assert.equal((await post.arrived()).length, 1);
});

test('a refusal for now is tried again and one for good is listed for staff', async (t) => {
  const post = await createPost(t);
  await post.enqueue('busy@example.com');
  await post.enqueue('nobody@example.com');
  await post.send();
  assert.deepEqual(
    (await post.state()).map((row) => row.state),
    ['queued', 'failed'],
  );
  const [failed] = await findFailedMessages(post.context.database, post.organisation.id);
  assert.equal(failed?.recipient, 'nobody@example.com');
  const [delivery] = await findDeliveries(post.context.database, post.organisation.id, failed.id);
  assert.match(delivery?.response ?? '', /^550/);
});

test('a worker killed after the server said yes sends one more copy under the same Message-ID', async (t) => {
  const post = await createPost(t);
  await post.enqueue('maria@example.com');
  const dies = (point: string): void => {
    if (point === 'message.after_send') throw new Error('killed');
  };
  await assert.rejects(post.send({ reach: dies }), /killed/);
  assert.equal(await post.send(), 0, 'the lease keeps it from the others for a while');
  await post.database.owner.query(
    sql`update messages set lease_until = clock_timestamp() - interval '1 second'`,
  );
  assert.equal(await post.send(), 1);
  const [first, again, ...more] = await post.arrived();
  assert.equal(first, again);
  assert.deepEqual(more, []);
});

test('two workers share the outbox and send no mail twice', async (t) => {
  const post = await createPost(t);
  for (let each = 0; each < 25; each += 1) await post.enqueue(`payer${each}@example.com`);
  let found = 1;
  while (found > 0) {
    const rounds = await Promise.all([post.send(), post.send(), post.send()]);
    found = rounds.reduce((sum, count) => sum + count, 0);
  }
  const arrived = await post.arrived();
  assert.equal(arrived.length, 25);
  assert.equal(new Set(arrived).size, 25);
});

test('a mail that could not be made is tried again, for it may be the database that was away', async (t) => {
  const post = await createPost(t);
  await post.enqueue('maria@example.com');
  const away: Composer = () => Promise.reject(new Error('connection lost'));
  await post.send({ composers: new Map([['note', away]]) });
  assert.deepEqual(await post.state(), [{ state: 'queued', tries: 1 }]);
  post.clock.advance(10 * second);
  await post.send();
  assert.deepEqual(await post.state(), [{ state: 'sent', tries: 2 }]);
});

test('a mail that can never be made is given up after a day and a half and listed for staff', async (t) => {
  const post = await createPost(t);
  await post.enqueue('maria@example.com');
  const never: Composer = () => Promise.reject(new Error('a bug'));
  let passed = 0;
  while ((await post.state())[0]?.state === 'queued' && passed < 60) {
    await post.send({ composers: new Map([['note', never]]) });
    post.clock.advance(hour);
    passed += 1;
  }
  assert(passed > 35 && passed < 45, `given up after ${passed} hours`);
  assert.equal((await findFailedMessages(post.context.database, post.organisation.id)).length, 1);
});

test('a slow worker that failed does not bring back what another has sent', async (t) => {
  const post = await createPost(t);
  await post.enqueue('maria@example.com');
  await post.send();
  const [row] = await post.database.owner.query<{ message_id: string }>(
    sql`select message_id from messages`,
  );
  const at = post.clock.now();
  await post.context.database.transaction((transaction) =>
    recordDelivery(
      transaction,
      post.organisation.id,
      row?.message_id ?? '',
      { outcome: 'temporary', response: 'time-out', at },
      { state: 'queued', nextTryAt: at },
    ),
  );
  assert.deepEqual(await post.state(), [{ state: 'sent', tries: 1 }]);
  assert.equal(await post.send(), 0);
});
