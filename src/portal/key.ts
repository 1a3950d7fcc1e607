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

const keyBytes = 32;

/**
 * The key of this data folder, made when it is first needed; losing it loses the provider secrets.
 *
 * @throws ConfigError when the file holds no key: a part of one, or none, could be guessed
 */
export function keyOf(dataFolder: string): PortalKey {
  const file = join(dataFolder, 'portal.key');
  if (!existsSync(file)) makeKey(file);
  const key = Buffer.from(readFileSync(file, 'utf8'), 'base64');
  if (key.length === keyBytes) return key;
  throw new ConfigError([
    `portal.key: not a key of ${keyBytes} bytes; put back the one that was there`,
  ]);
}

/** Whole or not at all, and never over one that another process has made meanwhile. */
function makeKey(file: string): void {
  const draft = `${file}.${randomBytes(8).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  writeSync(handle, randomBytes(keyBytes).toString('base64'));
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
