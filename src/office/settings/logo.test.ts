/** The logo is put up, seen and taken away; what is no picture is refused at its field. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createQuietWorld } from '../../../test/crash/quiet-world.ts';
import type { SentFile } from '../../../test/support/multipart.ts';
import { postFiles, siteOf } from '../../../test/support/site.ts';
import { signInStaff } from '../../../test/support/staff-browser.ts';
import { findAudit } from '../../audit/index.ts';

const plain = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>';

async function open(t: TestContext) {
  const world = await createQuietWorld(t);
  const app = await siteOf(t, world.context);
  const { browser, member } = await signInStaff(app, world, 'administrator');
  const upload = async (...files: readonly SentFile[]) => {
    const { body } = await browser.get('/settings/looks');
    const [, token = ''] = /name="form_token" value="([^"]+)"/.exec(body) ?? [];
    const visit = { cookies: Object.fromEntries(browser.cookies), token };
    const url = `/${world.organisation.slug}/office/settings/looks/logo`;
    const headers = { 'accept-language': 'en' };
    return postFiles(app, visit, url, { fields: {}, files }, { headers });
  };
  return { ...world, app, browser, member, upload };
}

function svg(content: string, name = 'logo.svg'): SentFile {
  return { name, type: 'image/svg+xml', content: Buffer.from(content) };
}

/** The beginning of a picture of that many pixels on each side. */
function png(side: number): SentFile {
  const content = Buffer.alloc(64);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(content);
  content.write('IHDR', 12, 'latin1');
  content.writeUInt32BE(side, 16);
  content.writeUInt32BE(side, 20);
  return { name: 'logo.png', type: 'image/png', content };
}

test('a logo is put up, shown at once, replaced and taken away, and the audit says which it was', async (t) => {
  const { app, browser, upload, organisation, context, member } = await open(t);
  const first = await upload(svg(plain));
  assert.match(String(first.headers.location), /logo=saved/);
  const page = await browser.get('/settings/looks?logo=saved');
  assert.match(page.body, /The logo has changed/);
  const [address = '', version] = /\/valdorata\/logo\?v=(\w+)/.exec(page.body) ?? [];
  assert.equal((await app.inject(address)).body, plain);
  assert.equal((await upload(png(88))).statusCode, 303);
  const next = await browser.get('/settings/looks');
  assert.notEqual(
    /logo\?v=(\w+)/.exec(next.body)?.[1],
    version,
    'browsers do not show the old one',
  );
  const removed = await browser.post('/settings/looks/logo/remove');
  assert.match(removed.location ?? '', /logo=removed/);
  assert.equal((await app.inject('/valdorata/logo')).statusCode, 404);
  const deeds = await findAudit(context.database, organisation.id, [organisation.id]);
  const last = deeds.at(-1);
  assert.equal(last?.actor, `staff:${member.id}`);
  assert.match(JSON.stringify(last?.detail['before']), /"logo":"sha256:/);
  assert.deepEqual(last?.detail['after'], {});
});

test('what is no plain picture is refused at its field, and the logo stays', async (t) => {
  const { app, browser, upload } = await open(t);
  await upload(svg(plain));
  const wrong: readonly (readonly [RegExp, readonly SentFile[]])[] = [
    [/Choose the file of the logo/, []],
    [/Choose one file only/, [svg(plain), svg(plain, 'other.svg')]],
    [/larger than 30 kB/, [svg(plain + ' '.repeat(31_000))]],
    [/larger than 30 kB/, [svg(plain + ' '.repeat(300_000))]],
    [/not an SVG or PNG picture/, [svg('<html><body>no picture</body></html>')]],
    [/not an SVG or PNG picture/, [{ name: 'logo.gif', type: 'image/gif', content: Buffer.from('GIF89a') }]], // prettier-ignore
    [/not an SVG or PNG picture/, [png(60_000)]],
    [/not an SVG or PNG picture/, [png(0)]],
    [/holds more than a picture/, [svg('<svg><script>alert(1)</script></svg>')]],
    [/holds more than a picture/, [svg('<svg onload="alert(1)"></svg>', 'logo.png')]],
    [/holds more than a picture/, [svg('<svg><image href="https://evil.example/x"/></svg>')]],
  ];
  for (const [words, files] of wrong) {
    const answer = await upload(...files);
    assert.equal(answer.statusCode, 422, String(words));
    assert.match(answer.body, words);
    assert.match(answer.body, /id="logo-error"/);
    assert.match(answer.body, /href="#logo"/, 'the list of errors leads to the field');
  }
  assert.equal((await app.inject('/valdorata/logo')).body, plain);
  assert.match((await browser.get('/settings/looks')).body, /value="#0066cc"/);
});
