/** Invoice files by the thousand: all through the reader, some of what it has survived into the database. */
import type { Surroundings } from '../surroundings.ts';
import type { Tally } from '../tally.ts';
import { makeCorpus } from './corpus.ts';
import { startLoader } from './fuzz-import.ts';
import { fileInput, tryReading } from './fuzz-reader.ts';
import { startReader } from './reader.ts';

const loadedOneIn = 20;
/** What is larger is for the reader alone. */
const largestLoaded = 300_000;
const toldEach = 2000;

export async function fuzzFiles(
  tally: Tally,
  surroundings: Surroundings,
  inputs: {
    readonly seed: number;
    readonly count: number;
    readonly progress: (line: string) => void;
  },
): Promise<void> {
  const { seed, count, progress } = inputs;
  if (count === 0) return;
  const corpus = await makeCorpus(seed);
  const reader = startReader();
  const loader = startLoader(surroundings);
  try {
    for (let index = 0; index < count; index += 1) {
      const input = await fileInput(seed, index, corpus);
      const isSound = await tryReading(tally, reader, input);
      // A truncated file, another encoding, a bomb: whatever else it is, it is one of those.
      tally.fault('F114');
      const isLoaded = index % loadedOneIn === 0 && input.bytes.length <= largestLoaded;
      if (isSound && isLoaded) await loader.load(tally, input);
      if (index % toldEach === toldEach - 1) progress(`fuzz: ${index + 1} invoice files read`);
    }
    for (const file of corpus) await loader.load(tally, file);
  } finally {
    await reader.close();
  }
}
