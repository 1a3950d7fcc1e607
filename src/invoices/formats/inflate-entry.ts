/** Unpacks one file of a zip archive, within the limits. */
import { strict as assert } from 'node:assert';
import { inflateRawSync } from 'node:zlib';
import { damaged } from './archive-header.ts';
import type { Limits } from './limits.ts';
import { Rejection } from './rejection.ts';

/** @returns `used` null when `mayBeCut` and the data do not end within `packed` */
export function inflate(
  packed: Uint8Array,
  name: string,
  limits: Limits,
  mayBeCut = false,
): { readonly content: Uint8Array; readonly used: number | null } {
  try {
    const { buffer, used } = inflateCounting(packed, limits.fileBytes);
    if (buffer.length > limits.ratioFrom && buffer.length > used * limits.ratio) {
      throw new Rejection('archive_ratio', { values: { entry: name, limit: limits.ratio } });
    }
    return { content: buffer, used };
  } catch (error) {
    if (error instanceof Rejection) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limits, error);
    if (code === 'Z_BUF_ERROR' && mayBeCut) return { content: packed, used: null };
    throw damaged(`${name} cannot be unpacked`, error);
  }
}

/**
 * With `info` the engine comes along, which the published types do not say; it knows where the data
 * ended.
 */
function inflateCounting(packed: Uint8Array, most: number): { buffer: Uint8Array; used: number } {
  const result: unknown = inflateRawSync(packed, { maxOutputLength: most, info: true });
  assert(typeof result === 'object' && result !== null && 'buffer' in result && 'engine' in result);
  const { buffer, engine } = result;
  assert(buffer instanceof Uint8Array && typeof engine === 'object' && engine !== null);
  assert('bytesWritten' in engine && typeof engine.bytesWritten === 'number');
  return { buffer, used: engine.bytesWritten };
}

export function tooLarge(limits: Limits, cause?: unknown): Rejection {
  return new Rejection('file_too_large', { values: { limit: limits.fileBytes }, cause });
}
