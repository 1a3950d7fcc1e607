/** Files of dues made to harm: scripts, headers, formulas, bombs of quotes, cells without end, wrong encodings. */
import assert from 'node:assert/strict';
import type { Attack } from '../attack.ts';
import { signOf } from '../place/books.ts';
import { loadDues, pagesOfDues } from '../place/load-dues.ts';
import { markupOf } from '../place/markup.ts';
import { untilQuiet } from '../place/quiet.ts';
import { computed, mark, scripts } from '../place/texts.ts';

const header = 'id;service;debtor_name;debtor_email;reason;amount';
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const texts: Attack = {
  id: 'hostile-dues-texts',
  tries: 'scripts, formulas and mail headers in the cells of files of dues',
  run: async (place) => {
    const town = await place.town('dues-texts');
    const rows = scripts.map(
      (text, index) => `S${index};plain;${quoted(text)};;${quoted(text)};1,00`,
    );
    const loaded = await loadDues(place, town, [header, ...rows].join('\n'));
    assert.equal(loaded.loaded, scripts.length, JSON.stringify(loaded.errors));
    const pages = await pagesOfDues(place, town);
    assert.equal(pages.length, scripts.length);
    for (const path of pages) {
      const answer = await place.visitor().get(path);
      assert.equal(answer.status, 200, path);
      const { lively, elements } = markupOf(answer);
      assert.deepEqual(lively, [], path);
      const names = elements.flatMap(({ name, attributes }) => [name, ...attributes.keys()]);
      assert(!names.some((name) => name.includes(mark)), path);
      assert(!answer.text.includes(computed), path);
    }
    const lines = 'Ada\r\nBcc: all@evil.example';
    const refused = await loadDues(
      place,
      town,
      [
        header,
        `H1;plain;${quoted(lines)};;R;1,00`,
        `H2;plain;Ada;${quoted('a@b.example\r\nBcc: c@evil.example')};R;1,00`,
        `H3;plain;Ada;;${quoted(lines)};1,00`,
        `F1;plain;${quoted('=HYPERLINK("https://evil.example")')};;R;=1+1`,
      ].join('\n'),
    );
    assert.deepEqual([refused.loaded, refused.rejected], [0, 4]);
    assert.match(refused.failed, /;"?'=HYPERLINK/);
    assert.match(refused.failed, /;'=1\+1;/);
  },
};

const shapes: Attack = {
  id: 'hostile-dues-shapes',
  tries: 'files of dues with quotes that never end, cells without end, and encodings that lie',
  run: async (place) => {
    const town = await place.town('dues-shapes');
    await loadDues(place, town, `${header}\nA;plain;Ada;;R;1,00\n`);
    await untilQuiet(place);
    const before = await signOf(place);
    const good = 'B;plain;Ada;;R;1,00\n';
    const hostile: readonly (string | Uint8Array)[] = [
      `${header}\n${good}C;plain;"Ada;;R;1,00\n${'x;'.repeat(200)}`,
      `${header}\n${good}${'"'.repeat(300_000)}`,
      `${header}\n${good}C;plain;${'x'.repeat(1_000_000)};;R;1,00\n`,
      `${';'.repeat(100_000)}\n`,
      `{"id":"${'['.repeat(60_000)}`,
      Buffer.from(`${header}\n${good}`.replace('Ada', 'Ad\0a')),
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${header}\n${good}`)]),
      Buffer.concat([Buffer.from(`${header}\n${good}`), Buffer.from([0x81, 0x8d, 0xff])]),
      Buffer.from('PK\u0003\u0004'),
    ];
    for (const [index, file] of hostile.entries()) {
      const { user } = process.cpuUsage();
      const { status, loaded } = await loadDues(place, town, file);
      assert.deepEqual([status, loaded], ['rejected', 0], `file ${index}`);
      assert(process.cpuUsage().user - user < 5_000_000, `file ${index} takes long`);
    }
    assert.deepEqual(await signOf(place), before, 'nothing was loaded');
  },
};

const others: Attack = {
  id: 'dues-of-another-organisation',
  tries: 'the address of a due that was loaded for one organisation, opened at another',
  run: async (place) => {
    const town = await place.town('dues-own');
    const other = await place.town('dues-other');
    await loadDues(place, town, `${header}\nA;plain;Ada;;R;1,00\n`);
    const [path = ''] = await pagesOfDues(place, town);
    const elsewhere = path.replace(`/${town.slug}/`, `/${other.slug}/`);
    assert.equal((await place.visitor().get(path)).status, 200);
    const answer = await place.visitor().get(elsewhere);
    assert.equal(answer.status, 404, elsewhere);
  },
};

export const duesFiles: readonly Attack[] = [texts, shapes, others];
