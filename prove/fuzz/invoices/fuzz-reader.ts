/** Gives the invoice reader thousands of files: none may crash it, hold it up or be read wrongly. */
import { minimise } from '../minimise.ts';
import { mutate } from '../mutate.ts';
import { randomFrom, type Random } from '../random.ts';
import type { Found, Tally } from '../tally.ts';
import { changeMarkup } from './change-markup.ts';
import { disguise, pack, type Disguised } from './disguise.ts';
import { randomSample, type Figures } from './grammar.ts';
import { judge, judgeFigures } from './judge.ts';
import { largeFiles } from './large-files.ts';
import type { Reader, Reading } from './reader.ts';

/** `figures` where it is known what must be read. */
export type FileInput = Disguised & { readonly figures?: readonly Figures[] };

const longestMs = 2000;
const mostGrownMb = 256;

const words = [
  '<', '>', '</', '/>', '<!--', '-->', '<?', '?>', '<![CDATA[', ']]>', '&', '&lt;', '&#0;', '&#x10FFFF;', '"', "'", '=', '\0', '\ufeff',
  '<!DOCTYPE a [', '<!ENTITY a "b">', 'encoding="UTF-16"', 'encoding="ibm037"', 'xmlns:p=""', 'PK\u0003\u0004', 'PK\u0001\u0002', 'PK\u0005\u0006',
  '\u0030\u0080', '\u0004\u0082', '\u0006\u0009', '<Numero>', '</Numero>', '<ImportoPagamento>-1.00</ImportoPagamento>',
  '<FatturaElettronicaBody>', '</FatturaElettronicaBody>', '<Divisa>XXX</Divisa>', 'TD04', 'constructor', '__proto__',
]; // prettier-ignore

/** The input of that place in the run; the same for the same seed. */
export async function fileInput(
  seed: number,
  index: number,
  corpus: readonly Disguised[],
): Promise<FileInput> {
  const random = randomFrom(seed, 'file', index);
  // Spread over the run, so that the first of them come early.
  const large = index % 50 === 7 ? largeFiles[Math.floor(index / 50)] : undefined;
  if (large) return large();
  const way = random.below(10);
  if (way < 2) return wellFormed(random, index);
  if (way < 6) return withChangedMarkup(random, index);
  const file = random.pick(corpus);
  const other = random.pick(corpus).bytes;
  return { name: file.name, bytes: mutate(random, file.bytes, { words, other }) };
}

async function wellFormed(random: Random, index: number): Promise<FileInput> {
  const { text, figures } = randomSample(random, `F-${index}`);
  return { ...(await disguise(random, text, random.once(8))), figures };
}

async function withChangedMarkup(random: Random, index: number): Promise<FileInput> {
  const { text } = randomSample(random, `M-${index}`);
  const changed = changeMarkup(random, text);
  if (random.once(20)) return disguise(random, changed, true);
  const file = { name: 'a.xml', bytes: Buffer.from(changed) };
  return random.once(10) ? pack(random, [file]) : file;
}

/** @returns whether all was well with it, so that it can be loaded as well */
export async function tryReading(tally: Tally, reader: Reader, input: FileInput): Promise<boolean> {
  tally.importerInput();
  const found = faultOf(await reader.read(input), input);
  if (!found) return true;
  const again = async (bytes: Uint8Array): Promise<boolean> => {
    const other = faultOf(await reader.read({ name: input.name, bytes }), { ...input, bytes });
    return other?.about === found.about;
  };
  // What takes seconds each time, or must be whole to be wrong, is kept as it is.
  const isQuick = found.kind === 'fuzz_crashes' && input.bytes.length < 200_000;
  const smallest = isQuick ? await minimise(input.bytes, again) : input.bytes;
  await tally.failure({ ...found, input: smallest, ending: input.name.split('.').at(-1) ?? 'bin' });
  return false;
}

function faultOf(reading: Reading, input: FileInput): (Found & { about: string }) | null {
  if (reading.kind === 'ended') {
    const isSlow = /^(?:Timeout|Abort)Error/.test(reading.why);
    const kind = isSlow ? 'fuzz_timeouts' : 'fuzz_crashes';
    return { kind, about: reading.why, message: `the reader ended: ${reading.why}` };
  }
  if (reading.kind === 'failed') {
    const [about = ''] = reading.error.split('\n');
    return { kind: 'fuzz_crashes', about, message: `the reader failed: ${reading.error}` };
  }
  if (reading.workMs > longestMs) {
    const message = `${input.name} of ${input.bytes.length} bytes took ${reading.workMs} ms`;
    return { kind: 'fuzz_timeouts', about: 'too slow', message };
  }
  if (reading.grownMb > mostGrownMb) {
    const message = `${input.name} of ${input.bytes.length} bytes took ${reading.grownMb} MB`;
    return { kind: 'fuzz_crashes', about: 'too much memory', message };
  }
  const wrong = judgeFigures(reading.files, input.figures ?? []);
  const [figures] = input.figures ? wrong : [];
  if (figures) return { kind: 'wrong_amount', about: 'other figures', message: figures };
  const [complaint] = judge(reading.files);
  return complaint ? { kind: 'fuzz_answer', about: complaint, message: complaint } : null;
}
