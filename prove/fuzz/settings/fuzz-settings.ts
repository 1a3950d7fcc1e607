/** Settings files of organisations: taken whole or refused with the field's name, never half, never with a crash. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLogo } from '../../../src/commands/read-logo.ts';
import { Refusal } from '../../../src/core/errors.ts';
import { setOrganisation } from '../../../src/organisations/index.ts';
import { changeJson, hostileText } from '../hostile-json.ts';
import type { Site } from '../http/open-site.ts';
import { mutate } from '../mutate.ts';
import { randomFrom, type Random } from '../random.ts';
import { organisationNow, slug, type Surroundings } from '../surroundings.ts';
import type { Tally } from '../tally.ts';

const settings = {
  name: 'Comune di Valdorata', legal_name: 'Comune di Valdorata', address: 'Via Roma 1', tax_ids: ['IT01234567890'], colour: '#0066cc',
  languages: ['it', 'en', 'es'], time_zone: 'Europe/Rome', accounts: [{ name: 'Tesoreria', iban: 'IT60X0542811101000000123456' }],
  methods: { card: { provider: 'sandbox', brands: ['visa', 'mastercard'] } }, direct_debit_payable: false, lookup_fields: ['year'],
  mail_address: 'a@b.example', contact: { email: 'a@b.example', phone: '1', hours: '9-12', page: 'https://b.example/' },
  terms: { it: 'Uno\n\nDue', en: 'One' }, customer_codes: { RSSMRA80A01H501U: 'C1' }, mail_from: 'c@d.example',
}; // prettier-ignore

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="url(#a)"/></svg>';
const words = ['<script>', '<x:script>', ' onload="x"', '<foreignObject>', 'javascript:', '@import', 'url(http://e.example)', 'href="//e"', '<!ENTITY', '\0', '&#106;', '<style>', "src='x'"]; // prettier-ignore

export async function fuzzSettings(
  tally: Tally,
  surroundings: Surroundings,
  site: Site,
  inputs: { readonly seed: number; readonly count: number },
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'saldo-fuzz-logo-'));
  try {
    for (let index = 0; index < inputs.count; index += 1) {
      tally.importerInput();
      const random = randomFrom(inputs.seed, 'settings', index);
      const text = await fileOf(random, folder);
      await trySettings(tally, surroundings, { text, file: join(folder, 'settings.json') });
      if (index % 25 === 0) await tryPages(tally, site, text);
    }
    // What comes after meets the organisation as it was.
    const { context } = surroundings;
    await setOrganisation(context, await organisationNow(context), settings, 'fuzz');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A file with some of the fields, one to three of them odd; now and then with a logo. */
async function fileOf(random: Random, folder: string): Promise<string> {
  const fields = Object.entries(settings).filter(() => random.once(2));
  const changed = changeJson(random, Object.fromEntries(fields));
  if (!random.once(4)) return hostileText(random, changed);
  const bytes = mutate(random, Buffer.from(svg), { words, other: Buffer.from(svg) });
  await writeFile(join(folder, 'logo.svg'), bytes);
  const logo = random.pick<unknown>(['logo.svg', '../logo.svg', 'none.png', 'logo', '.', { type: 'image/svg+xml', data: bytes.toString('base64') }]); // prettier-ignore
  return JSON.stringify({ ...Object.fromEntries(fields), logo });
}

async function trySettings(
  tally: Tally,
  { context }: Surroundings,
  { text, file }: { readonly text: string; readonly file: string },
): Promise<void> {
  const before = JSON.stringify(await organisationNow(context));
  const parsed = parse(text);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return;
  const fail = (kind: 'fuzz_crashes' | 'fuzz_answer', about: string): Promise<void> =>
    tally.failure({
      kind,
      about,
      message: `${about}: ${text.slice(0, 600)}`,
      input: Buffer.from(text),
      ending: 'json',
    });
  try {
    const changes = readLogo({ ...parsed }, file);
    await setOrganisation(context, await organisationNow(context), changes, 'fuzz');
    if (changes['logo'] !== undefined && isLively(changes['logo']))
      await fail('fuzz_answer', 'a lively logo is taken');
  } catch (error) {
    if (!(error instanceof Refusal))
      return fail('fuzz_crashes', `settings failed: ${String(error)}`);
    if (!/\S: \S|there is no provider|serves? no/.test(error.detail))
      await fail('fuzz_answer', `names no field: ${error.detail}`);
    const after = JSON.stringify(await organisationNow(context));
    if (after !== before) await fail('fuzz_answer', 'refused settings changed something');
  }
  if ('polluted' in {}) await fail('fuzz_crashes', 'every object has a new field');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Looked for in another way than the reader does. */
function isLively(logo: unknown): boolean {
  const data = typeof logo === 'object' && logo !== null && 'data' in logo ? logo.data : '';
  const drawn = Buffer.from(String(data), 'base64').toString('latin1').toLowerCase();
  return /<(?:\w+:)?(?:script|foreignobject)|\son[a-z]+\s*=|javascript:|@import|(?:url\(|href=|src=)["'\s]*(?:http|\/\/)/.test(
    drawn,
  );
}

/** Whatever was taken, the pages can be shown in it. */
async function tryPages(tally: Tally, site: Site, text: string): Promise<void> {
  for (const page of ['', '/find', '/help', '/terms', '/logo', '/accessibility']) {
    const { statusCode } = await site.app.inject(`/${slug}${page}`);
    if (statusCode === 200 || (page === '/logo' && statusCode === 404)) continue;
    const message = `${page} is answered ${statusCode} after settings ${text.slice(0, 600)}`;
    await tally.failure({ kind: 'fuzz_crashes', about: `${page} ${statusCode}`, message });
  }
}
