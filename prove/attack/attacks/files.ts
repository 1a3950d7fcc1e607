/** Files made to harm whoever reads them: bombs, foreign entities, pictures that do more than be seen. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { readLogo } from '../../../src/commands/read-logo.ts';
import { testInvoiceText } from '../../../src/invoices/formats/test-invoice.ts';
import { setOrganisation } from '../../../src/organisations/index.ts';
import type { Attack } from '../attack.ts';
import { signOf } from '../place/books.ts';
import type { Place } from '../place/place.ts';
import { untilQuiet } from '../place/quiet.ts';
import type { Town } from '../place/town.ts';

const slowNanoseconds = 5_000_000_000n;

/** @throws AssertionError unless the file is refused whole, soon, and without asking anybody */
async function refuse(
  place: Place,
  town: Town,
  file: { name: string; bytes: Uint8Array },
): Promise<void> {
  const calls = place.canary.calls.length;
  const started = process.hrtime.bigint();
  const outcomes = await town.load(file.name, file.bytes);
  assert(process.hrtime.bigint() - started < slowNanoseconds, `${file.name} takes long`);
  assert(outcomes.length > 0 && outcomes.every(({ status }) => status === 'rejected'), file.name);
  assert.deepEqual(place.canary.calls.slice(calls), [], `${file.name} asks somebody`);
}

/** An invoice that the town would take, but for what stands before it. */
function invoiceWith(town: Town, prologue: string, name = 'Maria Rossi'): Uint8Array {
  const [vatNumber = ''] = town.organisation.settings.tax_ids;
  const text = testInvoiceText(
    { number: 'X-1', issuedOn: '2026-11-02' },
    { supplier: { vatNumber }, customer: { taxCode: 'RSSMRA80A01H501U', name } },
  );
  const begun = text.replace(/^<\?xml[^>]*\?>/, (declaration) => declaration + prologue);
  return Buffer.from(begun.replaceAll('&amp;', '&'));
}

/** What is refused for its prologue must be an invoice without it; else it is refused for anything. */
async function loadWithout(town: Town): Promise<void> {
  const outcomes = await town.load('without.xml', invoiceWith(town, ''));
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['imported'],
  );
}

const laughs = [
  '<!DOCTYPE x [<!ENTITY l0 "ha">',
  ...Array.from({ length: 12 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`),
  ']>',
].join('');

const foreignEntities: Attack = {
  id: 'xml-entities',
  tries: 'invoices with entities that grow without end or fetch files and addresses',
  run: async (place) => {
    const town = await place.town('entities');
    const { url } = place.canary;
    await untilQuiet(place);
    const before = await signOf(place);
    const doctypes: readonly (readonly [string, string])[] = [
      [laughs, '&l12;'],
      ['<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', '&e;'],
      [`<!DOCTYPE x [<!ENTITY e SYSTEM "${url}/general">]>`, '&e;'],
      [`<!DOCTYPE x [<!ENTITY % p SYSTEM "${url}/parameter"> %p;]>`, 'x'],
      [`<!DOCTYPE x SYSTEM "${url}/subset.dtd">`, 'x'],
      [`<!DOCTYPE x PUBLIC "-//X//X" "${url}/public.dtd">`, 'x'],
      [`<!DOCTYPE x [<!ENTITY e "${'A'.repeat(100_000)}">]>`, '&e;'.repeat(1000)],
      ['<!DOCTYPE x>', 'x'],
      ['', '&undeclared;'],
    ];
    for (const [index, [doctype, name]] of doctypes.entries()) {
      await refuse(place, town, {
        name: `entities-${index}.xml`,
        bytes: invoiceWith(town, doctype, name),
      });
    }
    assert.deepEqual(await signOf(place), before, 'nothing was imported');
    await loadWithout(town);
  },
};

const includes: Attack = {
  id: 'xml-includes',
  tries: 'invoices that name style sheets, schemas and other documents of a server of ours',
  run: async (place) => {
    const town = await place.town('includes');
    const { url } = place.canary;
    const prologues = [
      `<?xml-stylesheet type="text/xsl" href="${url}/style.xsl"?>`,
      `<?xml-model href="${url}/model.rng"?>`,
    ];
    for (const [index, prologue] of prologues.entries())
      await town.load(`p-${index}.xml`, invoiceWith(town, prologue));
    const schema = testInvoiceText({ number: 'X-2', issuedOn: '2026-11-02' }).replace(
      ' versione=',
      ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x ${url}/x.xsd" xmlns:xi="http://www.w3.org/2001/XInclude" versione=`,
    );
    await town.load('schema.xml', Buffer.from(schema));
    await town.load(
      'include.xml',
      Buffer.from(schema.replace('Maria Rossi', `<xi:include href="${url}/name" parse="text"/>`)),
    );
    assert.deepEqual(place.canary.calls, [], 'nobody was asked');
  },
};

const bombs: Attack = {
  id: 'archive-bombs',
  tries: 'archives that grow without measure, hold one another, or name files elsewhere',
  run: async (place) => {
    const town = await place.town('bombs');
    await untilQuiet(place);
    const before = await signOf(place);
    const zeros = new Uint8Array(20_000_000);
    const bomb = zipSync({ 'a.xml': zeros, 'b.xml': zeros }, { level: 9 });
    await refuse(place, town, { name: 'bomb.zip', bytes: bomb });
    await refuse(place, town, { name: 'nested.zip', bytes: zipSync({ 'inner.zip': bomb }) });
    const elsewhere = {
      '../../../../tmp/saldo-out.xml': strToU8('x'),
      '/etc/saldo-out.xml': strToU8('x'),
    };
    await refuse(place, town, { name: 'elsewhere.zip', bytes: zipSync(elsewhere) });
    await refuse(place, town, {
      name: 'deep.xml',
      bytes: Buffer.from(`<?xml version="1.0"?>${'<a>'.repeat(200_000)}`),
    });
    await refuse(place, town, {
      name: 'not.p7m',
      bytes: Buffer.from('3080'.repeat(20_000), 'hex'),
    });
    assert.deepEqual(await signOf(place), before, 'nothing was imported');
  },
};

const svg = (inside: string, front = '', root = ''): string =>
  `${front}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${root}>${inside}</svg>`;

/** @param elsewhere an address that must not be asked */
function livelyPictures(elsewhere: string): string[] {
  return [
    svg('<script>alert(1)</script>'),
    svg('', '', 'onload="alert(1)"'),
    svg('', '', 'onload\n=\n"alert(1)"'),
    svg('<a xlink:href="javascript:alert(1)"><text>x</text></a>'),
    svg('<a href="&#106;avascript:alert(1)"><text>x</text></a>'),
    svg('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>'),
    svg(`<image href="${elsewhere}/x.png"/>`),
    svg(`<use xlink:href="${elsewhere}/x.svg#a"/>`),
    svg(`<style>@import url(${elsewhere}/x.css);</style>`),
    svg(`<rect fill="url(${elsewhere}/x.svg#a)"/>`),
    svg('&x;', '<!DOCTYPE svg [<!ENTITY x "<script>alert(1)</script>">]>'),
    svg('', '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>'),
    svg('<a><set attributeName="href" to="&#x6a;avascript:alert(1)"/></a>'),
    svg('<a><animate attributeName="xlink:href" values="&#x6a;avascript:alert(1)"/></a>'),
    svg('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>'),
    svg('', `<?xml-stylesheet href="${elsewhere}/x.css"?>`),
    '<html><script>alert(1)</script></html>',
    'GIF89a',
    '',
  ];
}

const logos: Attack = {
  id: 'hostile-logos',
  tries: 'pictures with scripts, handlers, addresses elsewhere and documents inside, as a logo',
  run: async (place) => {
    const town = await place.town('logos');
    const folder = await mkdtemp(join(tmpdir(), 'saldo-logos-'));
    try {
      for (const [index, picture] of livelyPictures(place.canary.url).entries()) {
        const data = Buffer.from(picture).toString('base64');
        const written = { logo: { type: 'image/svg+xml', data } };
        assert.throws(
          () => readLogo(written, join(folder, 'settings.json')),
          { code: 'input_invalid' },
          picture,
        );
        await writeFile(join(folder, `${index}.svg`), picture);
        const named = { logo: `${index}.svg` };
        assert.throws(
          () => readLogo(named, join(folder, 'settings.json')),
          { code: 'input_invalid' },
          picture,
        );
      }
      for (const logo of ['/etc/passwd', '../../../../etc/passwd', 'missing.svg', 'x.html']) {
        assert.throws(() => readLogo({ logo }, join(folder, 'settings.json')), {
          code: 'input_invalid',
        });
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    const [lively = ''] = livelyPictures(place.canary.url);
    const logo = { type: 'image/svg+xml', data: Buffer.from(lively).toString('base64') };
    await setOrganisation(place.first.context, town.organisation, { logo }, 'attack');
    const { headers } = await place.send(place.first, { path: `/${town.slug}/logo` });
    assert.match(String(headers['content-security-policy']), /^default-src 'none';.*\bsandbox$/);
    assert.equal(headers['content-type'], 'image/svg+xml');
    const types = ['text/html', 'image/svg+xml; charset=utf-7', 'application/xhtml+xml'];
    for (const type of types) {
      const other = { logo: { type, data: logo.data } };
      await assert.rejects(
        setOrganisation(place.first.context, town.organisation, other, 'attack'),
        { code: 'input_invalid' },
      );
    }
  },
};

export const files: readonly Attack[] = [foreignEntities, includes, bombs, logos];
