/** Refuses what is not a file before anything is done. */
import { stat } from 'node:fs/promises';
import { Refusal } from '../core/errors.ts';

export async function refuseMissing(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new Refusal('input_invalid', `${path}: no such file`);
  if (!found.isFile()) {
    throw new Refusal('input_invalid', `${path}: not a file; name the files that are in it`);
  }
}
