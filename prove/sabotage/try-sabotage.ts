/** Plants one sabotage in a copy, runs the part that must see it there, and reads what it says. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { sizesInCi, writeArguments } from '../arguments.ts';
import { wrongs } from '../part.ts';
import { plant } from './plant.ts';
import type { Sabotage } from './sabotage.ts';

/** A part that sees a sabotage sees it in far less. */
const longestMs = 600_000;
/** So that a sabotage is caught or not caught the same each time. */
const seed = 1;

export type Verdict = { readonly caught: boolean; readonly how: string };

const document = z.object({
  failures: z.array(z.object({ part: z.string(), kind: z.string(), message: z.string() })),
  ...Object.fromEntries(wrongs.map((wrong) => [wrong, z.number()])),
});

/** @param folder for the copy; gone afterwards */
export async function trySabotage(sabotage: Sabotage, folder: string): Promise<Verdict> {
  try {
    plant(sabotage, folder);
    const { status, out, said } = await run(wordsOf(sabotage), folder);
    return judge(sabotage, status, out, said);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As typed after `node prove/main.ts` in the copy. */
export function wordsOf({ caughtBy, sizes, only = [] }: Sabotage): readonly string[] {
  const asked = { sizes: { ...sizesInCi, ...sizes }, only };
  return [...writeArguments([caughtBy], asked, seed), '--until-failure', '--json'];
}

type Result = { readonly status: number | null; readonly out: string; readonly said: string };

async function run(words: readonly string[], folder: string): Promise<Result> {
  const child = spawn(process.execPath, [join('prove', 'main.ts'), ...words], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, said]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  // Told to end, it ends its part and whatever that part has started.
  const patience = setTimeout(() => child.kill('SIGTERM'), longestMs);
  await once(child, 'close');
  clearTimeout(patience);
  return { status: child.exitCode, out: out.join(''), said: said.join('') };
}

/** A part that breaks down has seen nothing: the sabotage may only have been badly written. */
function judge({ caughtBy }: Sabotage, status: number | null, out: string, said: string): Verdict {
  if (status === 0) return { caught: false, how: `${caughtBy} found nothing wrong` };
  const read = document.safeParse(parse(out));
  if (status !== 1 || !read.success) {
    return { caught: false, how: `${caughtBy} ended with ${status}: ${said.slice(-2000)}` };
  }
  const { failures, ...counts } = read.data;
  const seen = failures.filter(({ part, kind }) => part === caughtBy && kind !== 'broke_down');
  const wrong = Object.entries(counts).filter(([, count]) => count !== 0);
  const kinds = new Set([...seen.map(({ kind }) => kind), ...wrong.map(([name]) => name)]);
  if (kinds.size > 0) return { caught: true, how: [...kinds].slice(0, 5).join(', ') };
  const [first] = failures;
  return { caught: false, how: first ? `${first.kind}: ${first.message}` : 'no failure was told' };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
