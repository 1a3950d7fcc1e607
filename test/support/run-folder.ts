/** Where a run of tests keeps everything that is gone afterwards: in memory where there is plenty. */
import { chmodSync, mkdirSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Linux keeps what is in this folder in memory. */
const memory = '/dev/shm';
/** A run of all tests was seen to need 171 MB at most; the proof and later tests may need more. */
const plenty = 4 * 1024 ** 3;

/** Its name is short because sockets below it may not have long ones; every account may pass through it. */
export function makeRunFolder(): string {
  const folder = mkdtempSync(join(placeOfRuns(), 'saldo-'));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'tmp'));
  chmodSync(join(folder, 'tmp'), 0o1777);
  return folder;
}

/**
 * A database is made and dropped for nearly every test, and each of its three hundred files must
 * reach the disk: on a disk that took three times the work and most of the waiting.
 */
function placeOfRuns(): string {
  const isChosen = process.env['TMPDIR'] !== undefined;
  return !isChosen && hasPlenty() ? memory : tmpdir();
}

function hasPlenty(): boolean {
  if (process.platform !== 'linux' || process.availableMemory() < 2 * plenty) return false;
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= plenty;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw new Error(`${memory} cannot be looked at`, { cause: error });
  }
}
