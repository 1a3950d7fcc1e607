/** Dues loaded per second next to the bare parser, and the most memory that a process takes for it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOffers } from '../../src/services/index.ts';
import type { BenchOptions, Figure, FigureResult, Measurement } from '../figure.ts';
import { spreadOf } from '../machine/spread.ts';
import { takeTurns } from '../machine/take-turns.ts';
import { benchContext, foundCouncil } from '../town/found-council.ts';
import { openTown, type Town } from '../town/open-town.ts';
import { sandboxAt } from '../town/sandbox-at.ts';
import { writeDuesFile } from './dues-file.ts';

const rowCount = 100_000;

export const duesImport: Figure = {
  name: 'dues-import',
  summary: 'dues loaded from a file of 100,000 rows against bare parsing, and its peak memory',
  measure: async (options) => {
    const town = await openTown();
    const folder = await mkdtemp(join(tmpdir(), 'saldo-dues-'));
    try {
      await found(town);
      return await measureIn(town, folder, options);
    } finally {
      await rm(folder, { recursive: true });
      await town.close();
    }
  },
};

async function found(town: Town): Promise<void> {
  const provider = sandboxAt('http://127.0.0.1:9');
  const council = { slug: 'council', provider, accountId: 'acc_bench', secrets: {} };
  const { organisation } = await foundCouncil(town.owner, council);
  const charge = { id: 'waste-2026', kind: 'dues', definition: { name: { en: 'Waste 2026' } } };
  const service = { id: 'waste', definition: { name: { en: 'Waste' } }, charge_types: [charge] };
  const context = benchContext(town.owner, provider);
  await loadOffers(context, organisation, { services: [service] }, 'bench');
}

async function measureIn(town: Town, folder: string, options: BenchOptions): Promise<FigureResult> {
  const measurements: Measurement[] = [];
  const peaks: number[] = [];
  let made = 0;
  for (const way of ['dry-run', 'all', 'good'] as const) {
    const path = join(folder, `${way}.csv`);
    const cpu: number[] = [];
    const measurement = await takeTurns(options.rounds, {
      name: `dues, ${words[way]}`,
      unit: 'rows/s',
      ours: async () => {
        made += 1;
        await writeDuesFile(path, `B${made}`, rowCount);
        const took = await inProcess(way, path, town.urls.owner);
        peaks.push(took.peakMebibytes);
        cpu.push((took.cpuMs * 1000) / took.rows);
        return (took.rows * 1000) / took.ms;
      },
      reference: {
        name: 'csv-parse alone reading the same file',
        measure: async () => {
          const took = await inProcess('parse', path, '');
          return (took.rows * 1000) / took.ms;
        },
      },
      target: null,
      detail: () => ({ own_processor_time_us_per_row: spreadOf(cpu).median }),
    });
    measurements.push(measurement);
  }
  return { measurements: [...measurements, peakOf(peaks)], notes };
}

const words = {
  'dry-run': 'only judged',
  all: 'all in one transaction',
  good: 'the good ones, 500 at a time',
} as const;

const notes = [
  'Loading reads the file three times: for its encoding, for whether it can be read to its end, and to load it.',
  'Peak memory is what the kernel counted for the process that loads 100,000 rows, with everything of Node in it.',
];

function peakOf(peaks: readonly number[]): Measurement {
  const ours = spreadOf(peaks);
  return {
    name: 'peak memory, 100,000 rows',
    unit: 'MiB',
    ours,
    reference: null,
    ratio: null,
    target: 'under 300 MB',
    isReached: ours.most * 2 ** 20 < 300e6,
    detail: {},
  };
}

type Took = {
  readonly rows: number;
  readonly ms: number;
  readonly cpuMs: number;
  readonly peakMebibytes: number;
};

async function inProcess(what: string, path: string, url: string): Promise<Took> {
  const child = fork(join(import.meta.dirname, 'import-process.ts'), [what, path, url]);
  const ended = once(child, 'exit');
  const said = once(child, 'message');
  const [message]: unknown[] = await Promise.race([
    said,
    ended.then(([code]: unknown[]) => {
      throw new Error(`the process that loads ended with ${String(code)}`);
    }),
  ]);
  await ended;
  if (!isTook(message)) throw new Error('the process that loads said something else');
  return message;
}

function isTook(message: unknown): message is Took {
  return typeof message === 'object' && message !== null && 'peakMebibytes' in message;
}
