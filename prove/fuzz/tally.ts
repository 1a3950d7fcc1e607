/** What a run of the fuzz has tried and what it found; failing inputs are kept in a folder of their own. */
import { createHash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Failure, PartReport } from '../part.ts';

export type Kind = 'fuzz_crashes' | 'fuzz_timeouts' | 'wrong_amount' | 'phantom' | 'fuzz_answer';

export type Tally = {
  readonly importerInput: () => void;
  readonly httpInput: () => void;
  /** That a fault of the fault table was at work. */
  readonly fault: (id: string) => void;
  /**
   * The same trouble again is counted and not told again.
   *
   * @param about what it is the same trouble as; the first line of the message when absent
   */
  readonly failure: (found: Found) => Promise<void>;
  readonly report: () => PartReport;
};

export type Found = {
  readonly kind: Kind;
  readonly message: string;
  readonly about?: string;
  /** Kept in a file that the message names. */
  readonly input?: Uint8Array;
  readonly ending?: string;
};

const mostTold = 30;

/** @param seed that of the run: the same one makes the same inputs */
export function startTally(seed: number, inputs: { importer: number; http: number }): Tally {
  const repeat = `npm run prove -- --fuzz --seed ${seed} --importer-inputs ${inputs.importer} --http-inputs ${inputs.http}`;
  const efforts = { importer_inputs: 0, http_inputs: 0 };
  const faults: Record<string, number> = {};
  const wrongs: Record<string, number> = {};
  const failures: Failure[] = [];
  const told = new Set<string>();
  let folder: Promise<string> | undefined;
  const keep = async (input: Uint8Array, ending: string): Promise<string> => {
    folder ??= mkdtemp(join(tmpdir(), 'saldo-fuzz-'));
    const name = createHash('sha256').update(input).digest('hex').slice(0, 16);
    const path = join(await folder, `${name}.${ending}`);
    await writeFile(path, input);
    return path;
  };
  return {
    importerInput: () => {
      efforts.importer_inputs += 1;
    },
    httpInput: () => {
      efforts.http_inputs += 1;
    },
    fault: (id) => {
      faults[id] = (faults[id] ?? 0) + 1;
    },
    failure: async ({ kind, message, about, input, ending = 'bin' }) => {
      wrongs[kind] = (wrongs[kind] ?? 0) + 1;
      const same = `${kind} ${(about ?? message.split('\n')[0] ?? '').replaceAll(/\d+/g, '0')}`;
      if (told.has(same) || told.size === mostTold) return;
      told.add(same);
      const kept = input ? `\nthe input: ${await keep(input, ending)}` : '';
      failures.push({ part: 'fuzz', kind, message: `seed ${seed}: ${message}${kept}`, repeat });
    },
    report: () => {
      const { fuzz_crashes = 0, fuzz_timeouts = 0, wrong_amount = 0, phantom = 0 } = wrongs;
      return {
        part: 'fuzz',
        efforts,
        wrongs: { fuzz_crashes, fuzz_timeouts, wrong_amount, phantom },
        faults,
        crashPoints: {},
        edges: {},
        failures,
      };
    },
  };
}
