/** Runs the tests: a server and a browser for all of them, one process per file, nothing left behind. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { compileStyles } from '../src/web/styles.ts';
import { chromiumVariable, findChromium } from '../test/support/chromium.ts';
import { twoPortalsVariable } from '../test/support/round-robin.ts';
import { makeRunFolder } from '../test/support/run-folder.ts';
import { stopServersBelow } from '../test/support/stop-servers.ts';
import {
  openTestServer,
  ownServerVariable,
  prepareTemplate,
  serverVariable,
} from '../test/support/test-server.ts';

const root = join(import.meta.dirname, '..');
/** What runs whole portals, and can run two of them. */
const onPortals = [
  'test/journeys/**/*.test.ts',
  'test/browser/**/*.test.ts',
  'test/races/**/*.test.ts',
];

/** Ours; all others are for `node --test`. */
const twoPortals = '--two-portals';

const everything = [
  'src/**/*.test.ts',
  'sandbox/**/*.test.ts',
  'test/**/*.test.ts',
  'prove/**/*.test.ts',
];

/** Files, folders or patterns; whatever begins with `--` is for `node --test`. */
async function findTests(given: readonly string[], all: readonly string[]): Promise<string[]> {
  const patterns = given.length === 0 ? all : given.map(folderAsPattern);
  const found: string[] = [];
  for await (const path of glob(patterns, { cwd: root, exclude: ['node_modules/**'] }))
    found.push(path);
  return found.sort();
}

function folderAsPattern(path: string): string {
  const isFolder = statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? join(path, '**', '*.test.ts') : path;
}

const browserImport = /playwright-core|\/(?:browser|chromium)\.ts'/;
const pagesImport = /\/(?:portal|assets|serve-gallery)\.ts'/;

function haveOneThatImports(files: readonly string[], pattern: RegExp): boolean {
  return files.some((file) => pattern.test(readFileSync(join(root, file), 'utf8')));
}

/** What many files need and each would make again: once before all of them. */
async function makeOnce(files: readonly string[]): Promise<Record<string, string>> {
  if (haveOneThatImports(files, pagesImport)) await compileStyles();
  return {
    // Reading what was compiled before saves every process a third of a second of work.
    NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? join(root, '.cache', 'compiled'),
    ...(haveOneThatImports(files, browserImport)
      ? { [chromiumVariable]: JSON.stringify(await findChromium()) }
      : {}),
  };
}

async function main(given: readonly string[]): Promise<number> {
  const onTwo = given.includes(twoPortals);
  const options = given.filter((each) => each.startsWith('--') && each !== twoPortals);
  const paths = given.filter((each) => !each.startsWith('--'));
  const files = await findTests(paths, onTwo ? onPortals : everything);
  if (files.length === 0) {
    console.error('There is no test file at these paths.');
    return 2;
  }
  const folder = makeRunFolder();
  const interruption = listenForInterruption();
  try {
    const server = await openTestServer(join(folder, 'postgres'));
    try {
      await prepareTemplate(server);
      const { close: _, ...description } = server;
      const environment = {
        TMPDIR: join(folder, 'tmp'),
        [serverVariable]: JSON.stringify(description),
        ...(onTwo ? { [twoPortalsVariable]: 'yes' } : {}),
        ...(await makeOnce(files)),
      };
      return await runTests(files, options, environment, interruption);
    } finally {
      await server.close();
    }
  } finally {
    await stopServersBelow(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

type Interruption = { happened: boolean; onHappen: () => void };

/** The first signal ends the tests and then everything is tidied up; Ctrl-C twice is no different. */
function listenForInterruption(): Interruption {
  const interruption: Interruption = { happened: false, onHappen: () => {} };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      interruption.happened = true;
      interruption.onHappen();
    });
  }
  return interruption;
}

async function runTests(
  files: readonly string[],
  options: readonly string[],
  environment: Readonly<Record<string, string>>,
  interruption: Interruption,
): Promise<number> {
  if (interruption.happened) return 130;
  const { [ownServerVariable]: _, ...inherited } = process.env;
  // One more than processors: there is always one that waits for an answer that does not come.
  const runner = ['--test', `--test-concurrency=${availableParallelism() + 1}`];
  // A process group of its own, so that nothing that a test started survives the end of the run.
  const child = spawn(process.execPath, [...runner, ...options, ...files], {
    cwd: root,
    env: { ...inherited, ...environment },
    stdio: 'inherit',
    detached: true,
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status) => resolve(status ?? 1));
  });
  interruption.onHappen = () => killGroup(child);
  const status = await ended;
  killGroup(child);
  return interruption.happened ? 130 : status;
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // Nobody is left in the group.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

process.exitCode = await main(process.argv.slice(2));
