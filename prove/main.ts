/** Runs the parts of the proof side by side and says what they found: `npm run prove`. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, platform, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { systemClock } from '../src/core/clock.ts';
import { createIds } from '../src/core/id.ts';
import { readArguments, UsageError, usage, writeArguments, type Asked } from './arguments.ts';
import { addUp, figuresOf, type Machine } from './figures.ts';
import { judge } from './judge.ts';
import { keepRuns } from './keep-runs.ts';
import type { PartId } from './part.ts';
import { runPart, type PartRun } from './run-part.ts';
import { tableOf } from './table.ts';

const root = join(import.meta.dirname, '..');

async function main(words: readonly string[]): Promise<number> {
  const asked = read(words);
  if (typeof asked === 'number') return asked;
  const seed = asked.seed ?? drawSeed();
  const interruption = listenForInterruption();
  const folder = mkdtempSync(join(tmpdir(), 'saldo-prove-'));
  // The account of a database server must be able to pass.
  chmodSync(folder, 0o755);
  try {
    const runs = await runParts(asked, seed, folder, interruption);
    if (interruption.aborted) return 130;
    const repeat = (part: PartId) =>
      `node prove/main.ts ${writeArguments([part], asked, seed).join(' ')}`;
    const totals = addUp(runs, repeat);
    const around = { commit: await commit(), seed, machine: machine() };
    const figures = figuresOf(runs, totals, around);
    const judgement = judge(totals, asked);
    if (asked.keep) keepRuns(runs, around);
    if (asked.json) {
      console.log(JSON.stringify({ ...figures, ...judgement, ok: judgement.wrong.length === 0 }));
    } else {
      console.log(tableOf(figures, judgement));
    }
    return judgement.wrong.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read(words: readonly string[]): Asked | number {
  try {
    const asked = readArguments(words);
    if (asked !== 'help') return asked;
    console.log(usage);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n${usage}`);
    return 2;
  }
}

/** Two at a time, in the order in which they are named. */
async function runParts(
  { parts, sizes, json, only, untilFailure }: Asked,
  seed: number,
  folder: string,
  signal: AbortSignal,
): Promise<PartRun[]> {
  const watched = !json || process.stderr.isTTY;
  const say = (line: string) => (watched ? console.error(line) : undefined);
  say(`seed ${seed}`);
  const run = async (part: PartId): Promise<PartRun> => {
    const progress = (line: string) => say(`${part}: ${line}`);
    const options = { ...sizes, seed, only: [...only], untilFailure };
    const done = await runPart({ part, options, folder, progress, signal });
    progress(`done in ${Math.round(done.seconds)} s`);
    return done;
  };
  const waiting = [...parts];
  const runs: PartRun[] = [];
  const lane = async () => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      if (signal.aborted) return;
      runs.push(await run(part));
    }
  };
  await Promise.all([lane(), lane()]);
  return runs;
}

/** The first signal ends the parts, and then everything is tidied up; Ctrl-C twice is no different. */
function listenForInterruption(): AbortSignal {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => interruption.abort());
  }
  return interruption.signal;
}

function drawSeed(): number {
  const bytes = createIds(systemClock).bytes(4);
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) % 1_000_000_000;
}

/** Null outside a clone. */
async function commit(): Promise<string | null> {
  try {
    const git = await promisify(execFile)(
      'git',
      ['describe', '--always', '--abbrev=40', '--dirty'],
      {
        cwd: root,
      },
    );
    return git.stdout.trim();
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

function machine(): Machine {
  return {
    node: process.version,
    platform: `${platform()} ${release()}`,
    processors: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memory_gib: Math.round(totalmem() / 2 ** 30),
  };
}

process.exitCode = await main(process.argv.slice(2));
