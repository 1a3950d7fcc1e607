/** Reads a finished file, piece by piece. */
import type { Context } from '../context.ts';
import type { Organisation } from '../organisations/index.ts';
import { findPiece } from './store/exports.ts';

export async function* readExport(
  { database }: Pick<Context, 'database'>,
  organisation: Organisation,
  exportId: string,
): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position += 1) {
    const piece = await findPiece(database, organisation.id, exportId, position);
    if (!piece) return;
    yield piece;
  }
}
