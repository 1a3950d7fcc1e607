/** The files that are changed byte by byte: ours, and published samples where they are at hand. */
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { signedEnvelope } from '../../../src/invoices/formats/test-envelope.ts';
import { randomFrom } from '../random.ts';
import { disguise, pack, type Disguised } from './disguise.ts';
import { randomSample } from './grammar.ts';

const samples = join(import.meta.dirname, '../../../../shared/standards/f-fatturapa');
const largestSample = 100_000;
const ownFiles = 24;

/** Made anew in each run; nothing of the samples is kept. */
export async function makeCorpus(seed: number): Promise<readonly Disguised[]> {
  const own: Disguised[] = [];
  for (let index = 0; index < ownFiles; index += 1) {
    const random = randomFrom(seed, 'corpus', index);
    const { text } = randomSample(random, `C-${index}`);
    own.push(await disguise(random, text, index % 4 === 0));
  }
  const random = randomFrom(seed, 'corpus', 'archives');
  const one = Buffer.from(randomSample(random, 'C-z').text);
  const nested = zipSync({ 'inner.zip': zipSync({ 'a.xml': one }) });
  return [
    ...own,
    pack(
      random,
      own.slice(0, 5).map((file, index) => ({ ...file, name: `${index}-${file.name}` })),
    ),
    { name: 'nested.zip', bytes: nested },
    { name: 'long.zip', bytes: zipSync({ [`${'a/'.repeat(2000)}b.xml`]: one }) },
    {
      name: 'odd.zip',
      bytes: zipSync({ 'a\0b.xml': one, '../../up.xml': one, '\u202Elmx.a': one }),
    },
    { name: 'signed.zip', bytes: zipSync({ 'a.xml.p7m': await signedEnvelope(one) }) },
    ...(await publishedSamples()),
  ];
}

async function publishedSamples(): Promise<Disguised[]> {
  const found: Disguised[] = [];
  for await (const path of glob('{xml,p7m}/**/*.{xml,p7m,zip}', { cwd: samples })) {
    const bytes = await readFile(join(samples, path));
    if (bytes.length <= largestSample) found.push({ name: path.split('/').at(-1) ?? '', bytes });
  }
  return found.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}
