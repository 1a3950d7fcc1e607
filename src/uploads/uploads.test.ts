/** Uploads: judged without leaving anything, loaded once, whole or in their good part, and gone after a day. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { createQuietWorld } from '../../test/crash/quiet-world.ts';
import type { Context } from '../context.ts';
import { sql } from '../database/sql.ts';
import { testInvoice, type TestInvoice } from '../invoices/formats/test-invoice.ts';
import { importInvoices } from '../invoices/index.ts';
import {
  findUpload,
  findUploadFiles,
  leaveUpload,
  orderLoad,
  receiveUpload,
  workOnUploads,
  zipFailedFiles,
} from './index.ts';

type File = readonly [name: string, content: Uint8Array];

const supplier = { vatNumber: 'IT01234567890' };
const actor = 'staff:stf_1';

const invoiceFile = (number: string, more: TestInvoice = {}): Uint8Array =>
  testInvoice(
    { number, issuedOn: '2026-03-01', lines: [{ amount: '100.00' }], ...more },
    { supplier },
  );
const good = (number: string, more?: TestInvoice): File => [
  `${number}.xml`,
  invoiceFile(number, more),
];
const bad: File = ['broken.xml', Buffer.from('<p:FatturaElettronica>\n<half')];

const sender = {
  uploadedBy: actor,
  recipient: 'ada@ente.example',
  language: 'en',
  services: null,
} as const;

async function open(t: TestContext) {
  const world = await createQuietWorld(t);
  const { context, organisation } = world;
  const { database } = context;
  let keys = 0;
  const send = async (
    files: readonly File[],
    { replaces = false, orderKey = `key ${(keys += 1)}` } = {},
  ) => receiveUpload(context, organisation, arriving(files), { ...sender, replaces, orderKey });
  const work = async (with_: Context = context): Promise<void> => {
    while ((await workOnUploads(with_, organisation)) > 0);
  };
  const find = async (id: string) => {
    const upload = await findUpload(database, organisation.id, id);
    assert(upload);
    return upload;
  };
  const filesOf = (id: string) => findUploadFiles(database, organisation.id, id, { most: 5000 });
  /** Sends files and waits for their preview. */
  const preview = async (files: readonly File[], more = {}): Promise<string> => {
    const received = await send(files, more);
    assert(received.kind === 'received', received.kind);
    await work();
    assert.equal((await find(received.uploadId)).state, 'judged');
    return received.uploadId;
  };
  const load = async (id: string, way: 'good' | 'all' = 'good') => {
    await orderLoad(context, organisation, id, { way, actor, services: null });
    await work();
    return find(id);
  };
  const statuses = async (id: string) =>
    (await filesOf(id)).map(({ name, judgement }) =>
      [name, judgement?.status, judgement?.error?.code].filter(Boolean).join(' '),
    );
  const effects = async (id: string) =>
    (await filesOf(id)).flatMap(({ judgement }) =>
      (judgement?.invoices ?? []).map(({ number, effect, credited }) =>
        [number, effect, ...credited].join(' '),
      ),
    );
  const invoiceCount = async (): Promise<number> => {
    const [row] = await database.query<{ count: number }>(sql`
      select count(*)::int as count from invoices where organisation_id = ${organisation.id}`);
    return row?.count ?? 0;
  };
  const place = { send, work, find, filesOf, preview, load, statuses, effects, invoiceCount };
  return { ...world, ...place };
}

async function* arriving(files: readonly File[]) {
  for (const [name, content] of files)
    yield {
      name,
      content: (async function* chunks() {
        yield content;
      })(),
    };
}

test('a preview says what would happen to each file and leaves nothing', async (t) => {
  const place = await open(t);
  const known = good('1');
  const first = await place.preview([known]);
  await place.load(first);
  const note = good('NC1', { documentType: 'TD04', refersTo: [{ number: '2' }] });
  const alone = good('NC2', { documentType: 'TD04', refersTo: [{ number: '999' }] });
  const changed = ['1-again.xml', invoiceFile('1', { lines: [{ amount: '7.00' }] })] as const;
  const id = await place.preview([note, known, good('2'), alone, bad, changed]);
  assert.deepEqual(await place.effects(id), [
    'NC1 credit_note 2',
    '1 known',
    '2 new',
    'NC2 credit_note_alone',
    '1 rejected',
  ]);
  const said = await place.statuses(id);
  assert.equal(said[1], '1.xml already_known');
  assert.match(said[4] ?? '', /^broken\.xml rejected malformed$/);
  assert.equal(said[5], '1-again.xml rejected invoice_changed');
  assert.equal(await place.invoiceCount(), 1);
  const { figures } = await place.find(id);
  assert.deepEqual(figures?.files, { imported: 3, already_known: 1, rejected: 2 });
  assert.deepEqual(
    figures?.invoices
      .filter(({ effect }) => effect === 'new')
      .map(({ count, sum }) => [count, sum]),
    [[1, { minor: 12_200n, currency: 'EUR' }]],
  );
});

test('the good ones are loaded, the others are given back as they came, with the reasons', async (t) => {
  const place = await open(t);
  const hostile: File = ['../../etc/=cmd|x.xml', Buffer.from('not an invoice')];
  const again: File = ['folder/=cmd|x.xml', Buffer.from('')];
  const id = await place.preview([good('1'), bad, hostile, good('2'), again]);
  const { state, figures } = await place.load(id);
  assert.equal(state, 'loaded');
  assert.deepEqual(figures?.files, { imported: 2, already_known: 0, rejected: 3 });
  assert.equal(await place.invoiceCount(), 2);
  const upload = await place.find(id);
  const pieces: Uint8Array[] = [];
  const { context, organisation } = place;
  for await (const piece of zipFailedFiles(context, organisation, upload, 'en')) pieces.push(piece);
  const entries = unzipSync(Buffer.concat(pieces));
  const { 'saldo-reasons.csv': reasons, ...failed } = entries;
  assert.deepEqual(Object.keys(failed), ['broken.xml', 'cmd-x.xml', '2-cmd-x.xml']);
  assert.deepEqual(Buffer.from(failed['broken.xml'] ?? ''), bad[1]);
  assert.match(
    strFromU8(reasons ?? new Uint8Array()),
    /cmd-x\.xml,'?\.\.\/\.\.\/etc\/=cmd\|x\.xml,not_an_invoice/,
  );
  assert.deepEqual(await place.broken(), []);
});

test('what was given back can be mended and sent again as it is', async (t) => {
  const place = await open(t);
  const zip = zipSync({
    'saldo-reasons.csv': Buffer.from('File,Reason'),
    'a/1.xml': invoiceFile('1'),
    '2.xml': invoiceFile('2'),
  });
  const id = await place.preview([['mended.zip', zip]]);
  assert.deepEqual(await place.statuses(id), [
    'mended.zip/a/1.xml imported',
    'mended.zip/2.xml imported',
  ]);
  await place.load(id);
  assert.equal(await place.invoiceCount(), 2);
});

test('the same files twice change nothing the second time, nor does a form that comes twice', async (t) => {
  const place = await open(t);
  const files = [good('1'), good('2')];
  const both = await Promise.all([1, 2].map(() => place.send(files, { orderKey: 'same' })));
  assert.deepEqual(both[0], both[1]);
  await place.work();
  assert(both[0]?.kind === 'received');
  await place.load(both[0].uploadId);
  const second = await place.preview(files);
  const { figures } = await place.load(second);
  assert.deepEqual(figures?.files, { imported: 0, already_known: 2, rejected: 0 });
  assert.equal(await place.invoiceCount(), 2);
  const [kept] = await place.database.owner.query<{ count: number }>(
    sql`select count(*)::int as count from upload_pieces`,
  );
  assert.equal(kept?.count, 0);
});

test('two people who send the same at once load it once, and the second is told', async (t) => {
  const place = await open(t);
  const files = [good('1'), good('2'), good('3')];
  const ids = [await place.preview(files), await place.preview(files)];
  for (const id of ids)
    await orderLoad(place.context, place.organisation, id, { way: 'good', actor, services: null });
  await Promise.all([place.work(), place.work()]);
  const ends = await Promise.all(ids.map((id) => place.find(id)));
  const imported = ends.map(({ figures }) => figures?.files.imported ?? 0);
  assert.equal(
    imported.reduce((sum, count) => sum + count),
    3,
  );
  const differing = ends.map(({ figures }) => figures?.differing ?? 0);
  assert.equal(
    differing.reduce((sum, count) => sum + count),
    3,
  );
  assert.equal(await place.invoiceCount(), 3);
});

test('all or nothing loads all in one go, or nothing and says what is otherwise than before', async (t) => {
  const place = await open(t);
  const { context, organisation } = place;
  const id = await place.preview([good('1'), good('2')]);
  assert.equal((await place.load(id, 'all')).state, 'loaded');
  assert.equal(await place.invoiceCount(), 2);
  const other = await place.preview([good('3'), good('4')]);
  const meanwhile = invoiceFile('4', { lines: [{ amount: '1.00' }] });
  const source = {
    name: 'x.xml',
    open: async function* read() {
      yield meanwhile;
    },
  };
  const options = { organisation, dryRun: false, replace: false, actor: 'test' };
  await Array.fromAsync(importInvoices(context, source, options));
  const refused = await place.load(other, 'all');
  assert.deepEqual([refused.state, refused.refused], ['judged', true]);
  assert.equal(await place.invoiceCount(), 3);
  assert.deepEqual(refused.figures?.files, { imported: 1, already_known: 0, rejected: 1 });
  assert.equal(refused.figures?.differing, 1);
  assert.equal((await place.load(other, 'all')).state, 'judged');
  assert.equal((await place.load(other)).state, 'loaded');
  assert.equal(await place.invoiceCount(), 4);
  assert.deepEqual(await place.broken(), []);
});

test('a worker that dies at any point of a load is taken over, and nothing is loaded twice', async (t) => {
  const deaths = [
    { way: 'good', point: 'import.before_commit', time: 2 },
    { way: 'good', point: 'import.after_commit', time: 2 },
    { way: 'all', point: 'import.before_commit', time: 1 },
    { way: 'all', point: 'import.after_commit', time: 1 },
  ] as const;
  for (const { way, point, time } of deaths) {
    const place = await open(t);
    const id = await place.preview([good('1'), good('2'), good('3')]);
    await orderLoad(place.context, place.organisation, id, { way, actor, services: null });
    let reached = 0;
    const reach: Context['reach'] = (here) => {
      if (here === point && (reached += 1) === time) throw new Error('the worker dies');
    };
    await workOnUploads({ ...place.context, reach }, place.organisation);
    assert.equal(reached, time, 'it died');
    place.clock.advance(120_000);
    await place.work();
    const { state, figures } = await place.find(id);
    assert.equal(state, 'loaded', `${way} ${point}`);
    assert.deepEqual(figures?.files, { imported: 3, already_known: 0, rejected: 0 });
    assert.equal(figures?.differing, 0);
    assert.equal(await place.invoiceCount(), 3);
  }
});

test('what a worker that vanished holds is kept from others until its lease ends', async (t) => {
  const place = await open(t);
  const id = await place.preview([good('1'), good('2')]);
  await orderLoad(place.context, place.organisation, id, { way: 'good', actor, services: null });
  const holdFor = (interval: string) =>
    place.database.owner.query(
      sql`update uploads set lease_until = clock_timestamp() + ${interval}::interval, tries = 1`,
    );
  await holdFor('1 hour');
  assert.equal(await workOnUploads(place.context, place.organisation), 0);
  await holdFor('-1 second');
  await place.work();
  assert.equal((await place.find(id)).state, 'loaded');
  assert.equal(await place.invoiceCount(), 2);
});

test('a worker that dies while it unpacks or judges is taken over', async (t) => {
  const place = await open(t);
  const received = await place.send([good('1'), good('2')]);
  assert(received.kind === 'received');
  const broken = { ...place.context, leaseSeconds: Number.NaN };
  await assert.rejects(workOnUploads(broken, place.organisation));
  await place.database.owner.query(sql`
    insert into upload_files (organisation_id, upload_id, position, part, name, sha256, stage)
    values (${place.organisation.id}, ${received.uploadId}, 0, 0, 'half', '', 'waiting')`);
  await place.work();
  assert.deepEqual(await place.effects(received.uploadId), ['1 new', '2 new']);
});

test('an archive that would fill the machine is rejected as one, and given back', async (t) => {
  const place = await open(t);
  const bomb = zipSync({ 'a.xml': new Uint8Array(30 * 1024 * 1024) });
  const many = zipSync(
    Object.fromEntries(
      Array.from({ length: 1001 }, (_, index) => [`${index}.xml`, invoiceFile('1')]),
    ),
  );
  const id = await place.preview([['bomb.zip', bomb], ['many.zip', many], good('1')]);
  assert.deepEqual(await place.statuses(id), [
    'bomb.zip rejected file_too_large',
    'many.zip rejected upload_too_many',
    '1.xml imported',
  ]);
  const pieces: Uint8Array[] = [];
  const { context, organisation } = place;
  const upload = await place.find(id);
  for await (const piece of zipFailedFiles(context, organisation, upload, 'it')) pieces.push(piece);
  assert.deepEqual(
    Buffer.from(unzipSync(Buffer.concat(pieces))['many.zip'] ?? ''),
    Buffer.from(many),
  );
});

test('changed invoices replace those that nobody pays when that was asked for', async (t) => {
  const place = await open(t);
  await place.load(await place.preview([good('1')]));
  const changed: File = ['1.xml', invoiceFile('1', { lines: [{ amount: '50.00' }] })];
  const id = await place.preview([changed], { replaces: true });
  assert.deepEqual(await place.effects(id), ['1 replaced']);
  await place.load(id);
  assert.equal(await place.invoiceCount(), 1);
});

test('two files with different words about one invoice are told apart in the preview', async (t) => {
  const place = await open(t);
  const other: File = ['other.xml', invoiceFile('1', { lines: [{ amount: '50.00' }] })];
  const id = await place.preview([good('1'), other, good('1')]);
  assert.deepEqual(await place.statuses(id), [
    '1.xml imported',
    'other.xml rejected invoice_twice',
    '1.xml already_known',
  ]);
});

test('the files are gone when they are left, and a day after everything else', async (t) => {
  const place = await open(t);
  const { context, organisation } = place;
  const left = await place.preview([good('1')]);
  await leaveUpload(context, organisation, left, actor);
  await leaveUpload(context, organisation, left, actor);
  assert.deepEqual(await place.filesOf(left), []);
  await assert.rejects(
    orderLoad(context, organisation, left, { way: 'good', actor, services: null }),
    {
      code: 'already_decided',
    },
  );
  const forgotten = await place.preview([good('2')]);
  const loaded = await place.preview([good('3'), bad]);
  await place.load(loaded);
  place.clock.advance(25 * 3_600_000);
  await place.work();
  assert.equal((await place.find(forgotten)).state, 'left');
  const { state, erasedAt, figures } = await place.find(loaded);
  assert(state === 'loaded' && erasedAt !== null && figures?.files.imported === 1);
  const rows = await place.database.owner.query(sql`select 1 as one from upload_files`);
  assert.equal(rows.length, 0);
  assert.equal(await place.invoiceCount(), 1);
});

test('no more is taken than the limits say, and nothing is left of what is not', async (t) => {
  const place = await open(t);
  const large: File = ['large.xml', new Uint8Array(26 * 1024 * 1024)];
  assert.deepEqual(await place.send([large]), { kind: 'too_large' });
  assert.deepEqual(await place.send([]), { kind: 'nothing' });
  const broken = receiveUpload(
    place.context,
    place.organisation,
    (async function* away() {
      yield* arriving([good('1')]);
      throw new Error('the browser went away');
    })(),
    { ...sender, replaces: false, orderKey: 'away' },
  );
  await assert.rejects(broken, /went away/);
  const rows = await place.database.owner.query(sql`select 1 as one from upload_pieces`);
  assert.equal(rows.length, 0);
});

test('whoever had a large upload loaded is written to', async (t) => {
  const place = await open(t);
  const many = Array.from({ length: 200 }, (_, index) => good(`N${index}`));
  const id = await place.preview(many);
  await place.load(id);
  const mails = await place.database.owner.query<{ recipient: string }>(sql`
    select recipient from messages where template = 'upload-loaded'`);
  assert.deepEqual(mails, [{ recipient: 'ada@ente.example' }]);
});
