/** Writes failed rows to a file beside others; there is none where no row failed. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** @param folder undefined: nothing is written */
export function createFailedRowsFile(folder: string | undefined, name: string) {
  const ending = extname(name);
  const path = join(folder ?? '.', `${name.slice(0, name.length - ending.length)}.failed${ending}`);
  let isWritten = false;
  return {
    path,
    written: () => isWritten,
    /** Begins the file anew: a transaction that is done again tells of the same rows again. */
    open: (): ((text: string) => void) => {
      isWritten = false;
      return (text) => {
        if (folder === undefined) return;
        if (isWritten) return appendFileSync(path, text);
        mkdirSync(folder, { recursive: true });
        writeFileSync(path, text);
        isWritten = true;
      };
    },
  };
}
