/** Fills the disk below a file until nothing more goes on it. */
import { closeSync, openSync, writeSync } from 'node:fs';

export function fillFile(path: string): void {
  const [file, block] = [openSync(path, 'w'), Buffer.alloc(4096)];
  try {
    for (;;) writeSync(file, block);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    closeSync(file);
  }
}
