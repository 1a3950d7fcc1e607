/** A folder of mails, one file each; what is stored here survives the loss of power. */
import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

export type MailFolder = {
  /**
   * Writes a mail through to the disk.
   *
   * @returns its identifier; later mails have greater ones
   */
  readonly store: (source: Uint8Array) => Promise<string>;
  /** Newest first. */
  readonly list: () => Promise<string[]>;
  /** @returns null when there is no such mail */
  readonly read: (id: string) => Promise<Buffer | null>;
};

const stored = /^(\d{9})\.eml$/;

/** Makes the folder where it is missing and clears away what a crash left half written. */
export async function openMailFolder(path: string): Promise<MailFolder> {
  await mkdir(path, { recursive: true });
  const names = await readdir(path);
  for (const name of names) if (name.endsWith('.part')) await rm(join(path, name));
  let last = Math.max(0, ...names.map((name) => Number(stored.exec(name)?.[1] ?? 0)));
  return {
    store: async (source) => {
      last += 1;
      const id = String(last).padStart(9, '0');
      await writeThrough(path, id, source);
      return id;
    },
    list: async () => {
      const all = await readdir(path);
      const ids = all.flatMap((name) => stored.exec(name)?.[1] ?? []);
      return ids.sort().toReversed();
    },
    read: async (id) => {
      if (!/^\d{9}$/.test(id)) return null;
      try {
        return await readFile(join(path, `${id}.eml`));
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw new Error(`the mail ${id} cannot be read`, { cause: error });
      }
    },
  };
}

/** The name appears only once the bytes are on the disk, and the name itself is flushed as well. */
async function writeThrough(path: string, id: string, source: Uint8Array): Promise<void> {
  const part = join(path, `${id}.part`);
  const file = await open(part, 'wx');
  try {
    await file.writeFile(source);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, join(path, `${id}.eml`));
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
