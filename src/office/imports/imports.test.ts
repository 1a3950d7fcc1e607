/** Loading invoices over HTTP: seen before it is done, done once, and nobody else's to see. */
import assert from 'node:assert/strict';
import { Agent, request as httpRequest } from 'node:http';
import { once } from 'node:events';
import { test, type TestContext } from 'node:test';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { createQuietWorld } from '../../../test/crash/quiet-world.ts';
import type { SentFile } from '../../../test/support/multipart.ts';
import { siteOf } from '../../../test/support/site.ts';
import { signInStaff, type StaffBrowser } from '../../../test/support/staff-browser.ts';
import { until } from '../../../test/support/until.ts';
import { addTestOrganisation } from '../../../test/support/world.ts';
import { findAudit } from '../../audit/index.ts';
import { sql } from '../../database/sql.ts';
import { testInvoice, type TestInvoice } from '../../invoices/formats/test-invoice.ts';
import { uploadLimits, workOnUploads } from '../../uploads/index.ts';

function invoiceFile(number: string, more: TestInvoice = {}, name = `${number}.xml`): SentFile {
  const invoice = { number, issuedOn: '2026-03-01', lines: [{ amount: '100.00' }], ...more };
  const content = testInvoice(invoice, { supplier: { vatNumber: 'IT01234567890' } });
  return { name, type: 'application/xml', content: Buffer.from(content) };
}

const broken = (name: string): SentFile => ({
  name,
  type: 'application/xml',
  content: Buffer.from('<p:FatturaElettronica>\n<half'),
});

async function open(t: TestContext) {
  const world = await createQuietWorld(t);
  const app = await siteOf(t, world.context);
  const person = await signInStaff(app, world, 'operator');
  const work = async (): Promise<void> => {
    while ((await workOnUploads(world.context, world.organisation)) > 0);
  };
  return { ...world, app, ...person, work };
}

type Place = Awaited<ReturnType<typeof open>>;

/** Sends files from the page of imports. @returns the path of the upload */
async function send(
  browser: StaffBrowser,
  files: readonly SentFile[],
  fields: Readonly<Record<string, string>> = {},
): Promise<string> {
  const form = await browser.get('/imports');
  const [, key = ''] = /name="order_key" value="([^"]+)"/.exec(form.body) ?? [];
  const sent = await browser.postFiles('/imports', { order_key: key, ...fields }, files);
  assert.equal(sent.status, 303, sent.body);
  return sent.location ?? '';
}

async function preview({ browser, work }: Place, files: readonly SentFile[]): Promise<string> {
  const path = await send(browser, files);
  await work();
  return path;
}

async function decide({ browser, work }: Place, path: string, way: 'good' | 'all') {
  const answer = await browser.post(`${path}/load`, { way });
  assert.equal(answer.location, path, answer.body);
  await work();
  return browser.get(path);
}

const dueCount = async ({ database }: Place): Promise<number> =>
  (await database.owner.query(sql`select 1 as one from dues`)).length;

test('invoices are seen in a preview, loaded when that is confirmed, and lead to their dues', async (t) => {
  const place = await open(t);
  const { browser, context, organisation, member } = place;
  const list = await signInStaff(place.app, place, 'administrator');
  assert.match((await list.browser.get('/lists/imports')).body, /href="[^"]*\/office\/imports"/);
  const path = await send(browser, [invoiceFile('2026/1'), invoiceFile('2026/2')]);
  const waiting = await browser.get(path);
  assert.match(waiting.body, /data-live-state="unpacking:0"/);
  assert.match(waiting.body, /http-equiv="refresh"/);
  await place.work();
  const page = await browser.get(path);
  for (const words of [
    'Preview',
    '2026/1',
    'Maria Rossi',
    '€122.00',
    '€244.00',
    'Load all or nothing',
  ])
    assert(page.body.includes(words), words);
  assert.equal(await dueCount(place), 0);
  const done = await decide(place, path, 'all');
  assert.match(done.body, /Loading is done/);
  assert.equal(await dueCount(place), 2);
  const [, address = ''] = /href="([^"]*\/lists\/dues\?[^"]*)"/.exec(done.body) ?? [];
  const dues = await browser.get(address.replaceAll('&amp;', '&'));
  assert.match(dues.body, /Rows: 2 · Amount: €244.00/);
  const uploadId = path.split('/').at(-1) ?? '';
  const deeds = await findAudit(context.database, organisation.id, [uploadId]);
  assert.deepEqual(
    deeds.map(({ actor, action }) => `${actor} ${action}`),
    ['upload invoices', 'order upload', 'load upload'].map((deed) => `staff:${member.id} ${deed}`),
  );
  assert.deepEqual(await place.broken(), []);
});

test('of mixed files the good ones are loaded, and the others come back with their reasons', async (t) => {
  const place = await open(t);
  const { browser } = place;
  const path = await preview(place, [invoiceFile('1'), broken('broken.xml')]);
  const page = await browser.get(path);
  assert.match(page.body, /The file is not well-formed XML/);
  assert.match(page.body, /line \d/);
  assert(!page.body.includes('Load all or nothing<'), 'all or nothing would be nothing');
  const italian = await browser.get(`${path}?language=it`);
  assert.match(italian.body, /Il file non è XML ben formato/);
  await browser.get(`${path}?language=en`);
  await decide(place, path, 'good');
  assert.equal(await dueCount(place), 1);
  const zip = await browser.get(`${path}/failed`);
  const entries = unzipSync(zip.bytes);
  assert.deepEqual(Object.keys(entries).toSorted(), ['broken.xml', 'saldo-reasons.csv']);
  const reasons = strFromU8(entries['saldo-reasons.csv'] ?? new Uint8Array());
  assert.match(reasons, /broken\.xml,broken\.xml,malformed,The file is not well-formed XML/);
});

test('where everything is bad nothing can be loaded, and all or nothing loads nothing', async (t) => {
  const place = await open(t);
  const { browser } = place;
  const path = await preview(place, [broken('a.xml'), broken('b.xml')]);
  const page = await browser.get(path);
  assert.match(page.body, /There is nothing to load/);
  assert(!page.body.includes(`${path}/load`));
  const forced = await decide(place, path, 'all');
  assert.match(forced.body, /Nothing was loaded: something has changed/);
  assert.equal((await browser.post(`${path}/leave`)).location, path);
  assert.match((await browser.get(path)).body, /Nothing was loaded/);
  assert.equal((await browser.post(`${path}/load`, { way: 'good' })).status, 409);
  assert.equal((await browser.get(`${path}/failed`)).status, 404);
  assert.equal(await dueCount(place), 0);
});

test('the same files twice, and the same form twice, change nothing the second time', async (t) => {
  const place = await open(t);
  const { browser } = place;
  const files = [invoiceFile('1')];
  const key = { order_key: 'k'.repeat(32) };
  assert.equal(await send(browser, files, key), await send(browser, files, key));
  await place.work();
  const path = await send(browser, files, key);
  await decide(place, path, 'good');
  await browser.post(`${path}/load`, { way: 'good' });
  const again = await preview(place, files);
  assert.match((await browser.get(again)).body, /Already there/);
  assert.equal(await dueCount(place), 1);
});

test('an upload is nobody else’s to see, load or leave, in no organisation', async (t) => {
  const place = await open(t);
  const path = await preview(place, [invoiceFile('1'), broken('b.xml')]);
  const other = await addTestOrganisation(place.context, 'altra');
  const colleague = await signInStaff(place.app, place, 'administrator');
  const stranger = await signInStaff(
    place.app,
    { ...place, organisation: other },
    'administrator',
    null,
    'stranger@altra.example',
  );
  const theirs = path.replace('/valdorata/', '/altra/');
  for (const { browser } of [colleague, stranger]) {
    const here = browser === stranger.browser ? theirs : path;
    for (const part of ['', '/state', '/failed'])
      assert.equal((await browser.get(`${here}${part}`)).status, 404, part);
    for (const deed of ['load', 'leave'])
      assert.equal((await browser.post(`${here}/${deed}`, { way: 'good' })).status, 404, deed);
    assert(!(await browser.get('/imports')).body.includes('upl_'));
  }
  assert.match((await place.browser.get(path)).body, /Preview/);
});

test('whoever works for another service loads no invoices', async (t) => {
  const place = await open(t);
  const fines = await signInStaff(place.app, place, 'accounting', ['fines'], 'fines@ente.example');
  const path = await preview({ ...place, ...fines }, [invoiceFile('1')]);
  const page = await fines.browser.get(path);
  assert.match(page.body, /Your role does not include invoices/);
  assert.match(page.body, /There is nothing to load/);
  for (const way of ['good', 'all'] as const) await decide({ ...place, ...fines }, path, way);
  assert.equal(await dueCount(place), 0);
});

test('an archive that swells is rejected, and hostile names are only ever words', async (t) => {
  const place = await open(t);
  const { browser } = place;
  const bomb = Buffer.from(zipSync({ 'a.xml': new Uint8Array(20 * 1024 * 1024) }));
  const evil = Buffer.from(
    zipSync({
      '../../../etc/passwd': Buffer.from('x'),
      '<script>alert(1)</script>.xml': Buffer.from('x'),
      '\u202egnp.xml\r\nSet-Cookie: a=b': Buffer.from('x'),
    }),
  );
  const files = [
    { name: 'bomb.zip', type: 'application/zip', content: bomb },
    { name: 'evil.zip', type: 'application/zip', content: evil },
  ];
  const path = await preview(place, files);
  const page = await browser.get(path);
  assert.match(page.body, /The file is larger than 5242880 bytes/);
  assert(!page.body.includes('<script>alert'), 'a name is never markup');
  assert(!page.body.includes('\u202e'), 'no name turns the direction of writing');
  const zip = unzipSync((await browser.get(`${path}/failed`)).bytes);
  for (const name of Object.keys(zip)) assert.match(name, /^[\p{L}\p{N}._-]+$/u);
  assert.equal(Object.keys(zip).length, 5);
});

test('what is too much is said on the page, and nothing of it is kept', async (t) => {
  const place = await open(t);
  const { browser } = place;
  assert.match((await browser.get('/imports')).body, /At most 1000 files at a time, 25 MB in all/);
  const large = { ...broken('large.xml'), content: Buffer.alloc(uploadLimits.bytes + 10) };
  const many = Array.from({ length: 1001 }, (_, index) => broken(`${index}.xml`));
  const none = { name: '', type: 'application/octet-stream', content: Buffer.alloc(0) };
  const answers = [
    [await browser.postFiles('/imports', {}, [large]), 413, /larger than 25 MB in all/],
    [await browser.postFiles('/imports', {}, many), 413, /more than 1000 files/],
    [await browser.postFiles('/imports', {}, [none]), 422, /Choose at least one file/],
    [await browser.post('/imports', {}), 422, /Choose at least one file/],
  ] as const;
  for (const [answer, status, words] of answers) {
    assert.equal(answer.status, status);
    assert.match(answer.body, words);
  }
  const rows = await place.database.owner.query(sql`select 1 as one from upload_pieces`);
  assert.equal(rows.length, 0);
});

/** A connection that serves nobody any more would wait for ever. */
const patient = { timeout: 60_000 };

test(
  'files of somebody who is not in are never read, and their connection serves on',
  patient,
  async (t) => {
    const place = await open(t);
    const address = await place.app.listen({ port: 0, host: '127.0.0.1' });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    t.after(() => agent.destroy());
    const content = Buffer.concat([
      Buffer.from('--x\r\ncontent-disposition: form-data; name="files"; filename="a.xml"\r\n\r\n'),
      Buffer.alloc(4 * 1024 * 1024, 'a'),
      Buffer.from('\r\n--x--\r\n'),
    ]);
    const ask = async (method: string, body: Buffer | null): Promise<number | undefined> => {
      const headers = body && { 'content-type': 'multipart/form-data; boundary=x' };
      const url = `${address}/valdorata/office/imports`;
      const asked = httpRequest(url, { method, agent, ...(headers && { headers }) });
      asked.end(body ?? undefined);
      const [response] = await once(asked, 'response');
      response.resume();
      await once(response, 'end');
      return response.statusCode;
    };
    assert.equal(await ask('POST', content), 403);
    assert.equal(await ask('GET', null), 303);
    const rows = await place.database.owner.query(sql`select 1 as one from uploads`);
    assert.equal(rows.length, 0);
  },
);

test(
  'a browser that goes away in the middle of a file leaves nothing behind',
  patient,
  async (t) => {
    const place = await open(t);
    const { browser, database } = place;
    await browser.get('/imports');
    const address = await place.app.listen({ port: 0, host: '127.0.0.1' });
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const asked = httpRequest(`${address}/valdorata/office/imports`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'multipart/form-data; boundary=x' },
    });
    asked.on('error', () => {});
    const field = (name: string, value: string): string =>
      `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    asked.write(field('form_token', browser.token));
    asked.write('--x\r\ncontent-disposition: form-data; name="files"; filename="a.xml"\r\n\r\n');
    asked.write(Buffer.alloc(600 * 1024, 'a'));
    const pieces = () => database.owner.query(sql`select 1 as one from upload_pieces`);
    await until('a piece', async () => (await pieces()).length > 0, 20_000);
    asked.destroy();
    await until('an end', async () => (await pieces()).length === 0, 20_000);
    const states = await database.owner.query(sql`select state from uploads`);
    assert.deepEqual(states, [{ state: 'left' }]);
  },
);
