/** Where the embedded server keeps its data: in the folder asked for, or elsewhere with a pointer to it. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { giveTo, mayReach } from './account.ts';
import type { Account } from './account.ts';
import { EmbeddedFailure } from './embedded-failure.ts';
import { replaceFile } from './replace-file.ts';

export type Home = {
  /** Holds `cluster`, the log and, where needed, the copied binaries. */
  readonly folder: string;
  readonly cluster: string;
  readonly account: Account | undefined;
};

const pointerName = 'database-is-elsewhere';

/**
 * Finds or makes the home of the server for `folder`.
 *
 * @param elsewhere where homes go whose folder the server's account cannot reach, such as below /root
 */
export function openHome(folder: string, account: Account | undefined, elsewhere: string): Home {
  mkdirSync(folder, { recursive: true });
  const real = realpathSync(folder);
  const here = join(real, 'cluster');
  const pointer = join(real, pointerName);
  if (existsSync(pointer)) return openAt(readFileSync(pointer, 'utf8').trim(), account);
  if (existsSync(here)) return openAt(real, account);
  if (account === undefined || mayReach(account, dirname(real))) {
    giveTo(account, real);
    return openAt(real, account);
  }
  const hash = createHash('sha256').update(real).digest('hex').slice(0, 16);
  if (!existsSync(elsewhere)) {
    mkdirSync(elsewhere, { recursive: true });
    // Whatever the umask of root is.
    chmodSync(elsewhere, 0o755);
  }
  const other = join(elsewhere, hash);
  mkdirSync(other, { recursive: true });
  giveTo(account, other);
  writeFileSync(join(other, 'belongs-to'), `${real}\n`);
  replaceFile(pointer, `${other}\n`, 0o644);
  return openAt(other, account);
}

function openAt(folder: string, account: Account | undefined): Home {
  if (!existsSync(folder)) {
    throw new EmbeddedFailure(`The database should be in ${folder}, but there is no such folder.`);
  }
  const cluster = join(folder, 'cluster');
  const home = { folder, cluster, account: accountOf(cluster, account) };
  if (home.account !== undefined && !mayReach(home.account, folder)) {
    throw new EmbeddedFailure(
      `The database in ${folder} belongs to user ${home.account.uid}, who may not enter that folder.`,
    );
  }
  return home;
}

/** An existing cluster keeps the account that it belongs to. */
function accountOf(cluster: string, account: Account | undefined): Account | undefined {
  if (!existsSync(cluster)) return account;
  const { uid, gid } = statSync(cluster);
  if (account !== undefined && uid !== 0) return { uid, gid };
  if (account === undefined && uid !== process.getuid?.()) {
    throw new EmbeddedFailure(
      `The database in ${cluster} belongs to user ${uid}; start Saldo as that user or as root.`,
    );
  }
  return account;
}
