/** The operating-system account that the embedded server runs as: never root, which PostgreSQL refuses. */
import { chownSync, existsSync, lchownSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type Account = { readonly uid: number; readonly gid: number };

/** "nobody", whose number is the same on every Linux. */
const nobody: Account = { uid: 65_534, gid: 65_534 };

/** Undefined when this process is an ordinary user, which then runs the server itself. */
export function accountForServer(): Account | undefined {
  return process.getuid?.() === 0 ? nobody : undefined;
}

/** Gives a file or folder that this process made to the server's account. */
export function giveTo(account: Account | undefined, path: string): void {
  if (account !== undefined) chownSync(path, account.uid, account.gid);
}

/** The same for a folder and all that is in it. */
export function giveTreeTo(account: Account | undefined, folder: string): void {
  if (account === undefined) return;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(folder, name), account.uid, account.gid);
  }
  giveTo(account, folder);
}

/** True when the account may pass through every folder from the root down to `path`, and enter it. */
export function mayReach(account: Account, path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(folder) && !mayEnter(account, folder)) return false;
    if (folder === dirname(folder)) return true;
  }
}

function mayEnter(account: Account, path: string): boolean {
  const { uid, gid, mode } = statSync(path);
  if (uid === account.uid) return (mode & 0o100) !== 0;
  if (gid === account.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}
