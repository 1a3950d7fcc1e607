/** Which Chromium the browser tests use: yours, the system's, or the one of the package, unpacked once. */
import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);
const cache = join(import.meta.dirname, '..', '..', '.cache');

export type Chromium = {
  readonly path: string;
  /** Set by the package's own libraries where the system lacks them. */
  readonly environment: Readonly<Record<string, string>>;
};

const description = z.object({ path: z.string(), environment: z.record(z.string(), z.string()) });

/** The environment variable through which a run of all tests tells each file its Chromium. */
export const chromiumVariable = 'SALDO_TEST_CHROMIUM';

/** Finds the first Chromium that starts; unpacks the package's when there is no other. */
export async function findChromium(): Promise<Chromium> {
  const given = process.env[chromiumVariable];
  if (given !== undefined) return description.parse(JSON.parse(given));
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined) return { path: named, environment: {} };
  for (const path of ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']) {
    if (existsSync(path) && (await starts({ path, environment: {} })))
      return { path, environment: {} };
  }
  const folder = await unpack();
  const path = join(folder, 'chromium');
  const libraries = { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
  for (const environment of [{}, libraries]) {
    if (await starts({ path, environment })) return { path, environment };
  }
  throw new Error('no Chromium starts here; name one in CHROMIUM_PATH');
}

async function starts({ path, environment }: Chromium): Promise<boolean> {
  const env = { ...process.env, ...environment };
  return run(path, ['--version', '--no-sandbox'], { env }).then(
    () => true,
    () => false,
  );
}

/** The package would reuse whatever it finds unpacked, so the folder carries the version and is complete. */
async function unpack(): Promise<string> {
  const name = '@sparticuz/chromium';
  const main = createRequire(import.meta.url).resolve(name);
  const manifest = readFileSync(join(dirname(dirname(main)), 'package.json'), 'utf8');
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(manifest));
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.new-${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const env = { ...process.env, TMPDIR: unfinished };
  await run(process.execPath, [join(import.meta.dirname, 'unpack-chromium.ts')], { env });
  // The package keeps it for whoever unpacked it; other users run tests too.
  chmodSync(join(unfinished, 'chromium'), 0o755);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
