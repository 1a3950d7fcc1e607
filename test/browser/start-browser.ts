/**
 * Starts the browser of the tests: one that the machine has, or the one that came with the
 * packages.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';

const installed = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

/** The caller closes it. `CHROMIUM_PATH` names another browser. */
export async function startBrowser(): Promise<Browser> {
  const own = process.env['CHROMIUM_PATH'] ?? installed.find((path) => existsSync(path));
  if (own !== undefined) return launch(own);
  return launchPackaged();
}

/**
 * `--no-sandbox` because tests may run as root; none of the package's own arguments, which switch
 * CSP off.
 */
function launch(executablePath: string, env?: Record<string, string>): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox'], ...(env && { env }) });
}

async function launchPackaged(): Promise<Browser> {
  const root = dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))));
  const manifest = await readFile(join(root, 'package.json'), 'utf8');
  const version = /"version": *"([^"]+)"/.exec(manifest)?.[1] ?? 'unknown';
  // It unpacks into the temporary folder and takes what it finds there: each version needs its own.
  const folder = join(tmpdir(), `saldo-chromium-${version}`);
  await mkdir(folder, { recursive: true });
  process.env['TMPDIR'] = folder;
  const packaged = await import('@sparticuz/chromium');
  const executablePath = await packaged.default.executablePath();
  try {
    return await launch(executablePath);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('shared libraries')) throw error;
    // A machine without NSS: the package carries a copy of what is missing.
    await packaged.inflate(join(root, 'bin', 'al2023.tar.br'));
    return launch(executablePath, { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') });
  }
}
