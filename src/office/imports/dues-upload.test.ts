/** Dues in the browser: seen row by row before they are loaded, loaded once, wrong rows fetched and mended. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { csv, head, openDuesPlace } from '../../../test/support/dues-place.ts';
import type { SentFile } from '../../../test/support/multipart.ts';
import { siteOf } from '../../../test/support/site.ts';
import { signInStaff, type StaffBrowser } from '../../../test/support/staff-browser.ts';
import { testInvoice } from '../../invoices/formats/test-invoice.ts';
import { workOnUploads } from '../../uploads/index.ts';

async function open(t: TestContext) {
  const place = await openDuesPlace(t);
  const app = await siteOf(t, place.context);
  const person = await signInStaff(app, place, 'operator');
  const work = async (): Promise<void> => {
    while ((await workOnUploads(place.context, place.organisation)) > 0);
  };
  const preview = async (
    files: readonly SentFile[],
    { browser = person.browser, replaces = false } = {},
  ): Promise<string> => {
    const path = await send(browser, files, replaces);
    await work();
    return path;
  };
  const decide = async (path: string, way: 'good' | 'all', browser = person.browser) => {
    assert.equal((await browser.post(`${path}/load`, { way })).location, path);
    await work();
    return browser.get(path);
  };
  const ids = async () => (await place.dues()).map(({ id }) => id);
  return { ...place, ...person, app, preview, decide, ids };
}

async function send(browser: StaffBrowser, files: readonly SentFile[], replaces: boolean) {
  const form = await browser.get('/imports');
  const [, key = ''] = /name="order_key" value="([^"]+)"/.exec(form.body) ?? [];
  const fields = { order_key: key, ...(replaces && { replaces: 'yes' }) };
  const sent = await browser.postFiles('/imports', fields, files);
  assert.equal(sent.status, 303, sent.body);
  return sent.location ?? '';
}

const file = (name: string, ...rows: readonly string[]): SentFile => ({
  name,
  type: 'text/csv',
  content: Buffer.from(csv(head, ...rows)),
});
const good = (id: string, service = 'plain') => `${id},${service},,Ada Rossi,Reason,10.00`;

test('a file of dues is seen in a preview, loaded when that is confirmed, and the second time known', async (t) => {
  const place = await open(t);
  const { browser } = place;
  const files = [file('dues.csv', good('A'), good('B'))];
  const path = await place.preview(files);
  const page = await browser.get(path);
  for (const words of [
    'Preview',
    '2 dues',
    'New: 2',
    '€20.00',
    'Load all or nothing',
    'What becomes of the dues',
  ])
    assert(page.body.includes(words), words);
  assert.deepEqual(await place.ids(), []);
  const done = await place.decide(path, 'all');
  assert.match(done.body, /Loading is done/);
  assert.deepEqual(await place.ids(), ['A', 'B']);
  const again = await place.preview(files);
  assert.match((await browser.get(again)).body, /Already there: 2/);
  assert.match((await browser.get(again)).body, /There is nothing to load/);
  assert.deepEqual(await place.broken(), []);
});

test('rows that are wrong are named, kept out, fetched as a file, and load when mended', async (t) => {
  const place = await open(t);
  const { browser } = place;
  const path = await place.preview([
    file('dues.csv', good('A'), 'B,plain,,Ada,Reason,ten', good('C')),
  ]);
  const page = await browser.get(path);
  assert.match(page.body, /New: 2 · Rejected: 1/);
  assert.match(page.body, /row 3: amount: “ten” is not an amount/);
  assert.match(page.body, /With wrong rows \(1\)/);
  assert(!page.body.includes('Load all or nothing<'), 'all or nothing would be nothing');
  const italian = await browser.get(`${path}?language=it`);
  assert.match(italian.body, /riga 3: amount: «ten» non è un importo/);
  await browser.get(`${path}?language=en`);
  await place.decide(path, 'all');
  assert.deepEqual(await place.ids(), [], 'all or nothing is nothing');
  await place.decide(path, 'good');
  assert.deepEqual(await place.ids(), ['A', 'C']);
  const zip = await browser.get(`${path}/failed`);
  const unpacked = unzipSync(zip.bytes);
  assert.deepEqual(Object.keys(unpacked).toSorted(), ['dues.csv', 'saldo-reasons.csv']);
  const failed = strFromU8(unpacked['dues.csv'] ?? new Uint8Array());
  const reason = '3: amount: “ten” is not an amount';
  assert.equal(failed, `${head},saldo_error\nB,plain,,Ada,Reason,ten,${reason}\n`);
  const mended = zipSync({
    ...unpacked,
    'dues.csv': Buffer.from(failed.replace(',ten,', ',10.00,')),
  });
  const next = await place.preview([
    { name: 'failed.zip', type: 'application/zip', content: Buffer.from(mended) },
  ]);
  await place.decide(next, 'all');
  assert.deepEqual(await place.ids(), ['A', 'B', 'C']);
});

test('invoices and dues sent together are loaded together, or none of them', async (t) => {
  const place = await open(t);
  const invoice = {
    name: 'invoice.xml',
    type: 'application/xml',
    content: Buffer.from(
      testInvoice(
        { number: '1', issuedOn: '2026-03-01', lines: [{ amount: '100.00' }] },
        { supplier: { vatNumber: 'IT01234567890' } },
      ),
    ),
  };
  const path = await place.preview([file('dues.csv', good('A')), invoice]);
  // Somebody loads the same key with other content meanwhile.
  await place.load(csv(head, 'A,plain,,Ada,Other,11.00'));
  const refused = await place.decide(path, 'all');
  assert.match(refused.body, /Nothing was loaded/);
  assert.match(refused.body, /It was loaded with other content/);
  assert.deepEqual(await place.ids(), ['A']);
  const done = await place.decide(path, 'good');
  assert.match(done.body, /Files loaded: 1/);
});

test('whoever works for one service loads dues of that one alone', async (t) => {
  const place = await open(t);
  const { browser } = await signInStaff(
    place.app,
    place,
    'accounting',
    ['plain'],
    'p@ente.example',
  );
  const path = await place.preview([file('dues.csv', good('A'), good('B', 'waste-tax'))], {
    browser,
  });
  assert.match((await browser.get(path)).body, /Your role does not include the service waste-tax/);
  await place.decide(path, 'good', browser);
  assert.deepEqual(await place.ids(), ['A']);
});

test('what is no table of dues is said in words, and hostile cells are only ever words', async (t) => {
  const place = await open(t);
  const path = await place.preview([
    file('evil.csv', '<script>alert(1)</script>,plain,,"<img src=x>",R,"<b>"'),
    { name: 'book.csv', type: 'text/csv', content: Buffer.from('d0cf11e0a1b11ae1', 'hex') },
    { name: 'large.csv', type: 'text/csv', content: Buffer.alloc(6 * 1024 * 1024, 'x') },
  ]);
  const page = await place.browser.get(path);
  assert(!page.body.includes('<b>”') && page.body.includes('“&lt;b&gt;” is not an amount'));
  assert.match(page.body, /The file is a spreadsheet; save it as CSV/);
  assert.match(page.body, /A file of dues may have at most 5 MB/);
});

test('a changed due is replaced where that was ticked', async (t) => {
  const place = await open(t);
  await place.load(csv(head, good('A')));
  const changed = file('dues.csv', 'A,plain,,Ada Rossi,Reason,12.00');
  assert.match(
    (await place.browser.get(await place.preview([changed]))).body,
    /It was loaded with other content/,
  );
  const path = await place.preview([changed], { replaces: true });
  assert.match((await place.browser.get(path)).body, /Replaced: 1/);
  await place.decide(path, 'good');
  assert.equal((await place.dues())[0]?.['amount'], 1200n);
});
