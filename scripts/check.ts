/** Checks types, lint, format and the rules of the house: `npm run check`; `--fix` mends what a tool can. */
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const programs = join(root, 'node_modules', '.bin');
const ours = ['src', 'sandbox', 'test', 'scripts', 'prove', 'bench'];

const formatCache = ['--cache', '--cache-strategy=content', '--cache-location=.cache/prettier'];

type Step = { readonly name: string; readonly command: string; readonly args: readonly string[] };

function steps(fix: boolean): Step[] {
  const folders = globSync(ours, { cwd: root });
  const tidy = globSync(['test/tidy.test.ts', 'test/tidy/*.test.ts'], { cwd: root });
  return [
    { name: 'types', command: 'tsc', args: ['-p', '.', '--pretty', 'false'] },
    {
      name: 'lint',
      command: 'oxlint',
      args: ['--type-aware', '--deny-warnings', ...(fix ? ['--fix'] : []), ...folders],
    },
    {
      name: 'format',
      command: 'prettier',
      // The cache makes the second run quick; it compares contents, so that a clone does not mislead it.
      args: [fix ? '--write' : '--check', ...formatCache, '--log-level', 'warn', '.'],
    },
    { name: 'tidy', command: 'node', args: ['--test', '--test-reporter=dot', ...tidy] },
  ];
}

type Result = { readonly status: number; readonly output: string; readonly seconds: string };

/** Runs with the Node and the tools of this repository, whatever is installed on the machine. */
async function run(step: Step): Promise<Result> {
  const start = performance.now();
  const PATH = `${programs}${delimiter}${process.env['PATH'] ?? ''}`;
  const child = spawn(step.command, step.args, {
    cwd: root,
    env: { ...process.env, PATH, FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const parts: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => parts.push(part));
  }
  const status = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  return { status, output: Buffer.concat(parts).toString('utf8').trim(), seconds };
}

/** All at once, for most use one core; but what mends files may not be read or mended at the same time. */
async function* runAll(fix: boolean): AsyncGenerator<Result & Pick<Step, 'name'>> {
  const all = steps(fix);
  const started = fix ? [] : all.map(run);
  for (const [index, step] of all.entries()) {
    yield { name: step.name, ...(await (started[index] ?? run(step))) };
  }
}

async function main(args: readonly string[]): Promise<number> {
  const unknown = args.filter((each) => each !== '--fix');
  if (unknown.length > 0) {
    console.error(`usage: npm run check [-- --fix]; unknown: ${unknown.join(' ')}`);
    return 2;
  }
  const failed: string[] = [];
  for await (const { name, status, output, seconds } of runAll(args.includes('--fix'))) {
    console.log(`${name.padEnd(8)} ${status === 0 ? 'ok' : 'FAILED'}  ${seconds} s`);
    if (status === 0) continue;
    failed.push(name);
    console.log(`\n${output}\n`);
  }
  console.log(failed.length === 0 ? 'All is well.' : `Not well: ${failed.join(', ')}.`);
  return failed.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
