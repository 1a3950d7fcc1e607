/** The key of a data folder, for deployments that are given none. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../config.ts';
import type { PortalKey } from '../core/sealing.ts';

/**
 * The key of this data folder, made when it is first needed; losing it loses the provider secrets.
 *
 * @throws ConfigError when the file holds something else
 */
export function keyOf(dataFolder: string): PortalKey {
  const file = join(dataFolder, 'portal.key');
  if (!existsSync(file)) makeKey(file);
  const key = Buffer.from(readFileSync(file, 'utf8'), 'base64');
  if (key.length === 32) return key;
  throw new ConfigError(['SALDO_KEY: unset, and portal.key in the data folder holds no key']);
}

/** Whole or not at all, and never over one that another process has made meanwhile. */
function makeKey(file: string): void {
  const draft = `${file}.${randomBytes(8).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  writeSync(handle, randomBytes(32).toString('base64'));
  fsyncSync(handle);
  closeSync(handle);
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    unlinkSync(draft);
  }
}
