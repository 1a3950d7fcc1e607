/** All SQL about what was sent, in pieces: upload_pieces. */
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';

export type Place = { readonly uploadId: string; readonly part: number; readonly position: number };

/** @param piece.name of the first piece of a part only */
export async function insertPiece(
  database: Queryable,
  organisationId: string,
  { uploadId, part, position }: Place,
  piece: { readonly name: string | null; readonly content: Uint8Array },
): Promise<void> {
  await database.query(sql`
    insert into upload_pieces (organisation_id, upload_id, part, position, name, content)
    values (${organisationId}, ${uploadId}, ${part}, ${position}, ${piece.name},
      ${Buffer.from(piece.content)})`);
}

/** What was sent, in its order. */
export async function findParts(
  database: Queryable,
  organisationId: string,
  uploadId: string,
): Promise<{ part: number; name: string }[]> {
  return database.query<{ part: number; name: string }>(sql`
    select part, coalesce(name, '') as name from upload_pieces
    where organisation_id = ${organisationId} and upload_id = ${uploadId} and position = 0
    order by part`);
}

export async function* readPart(
  database: Queryable,
  organisationId: string,
  { uploadId, part }: Omit<Place, 'position'>,
): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position += 1) {
    const [row] = await database.query<{ content: Uint8Array }>(sql`
      select content from upload_pieces
      where organisation_id = ${organisationId} and upload_id = ${uploadId} and part = ${part}
        and position = ${position}`);
    if (!row) return;
    yield row.content;
  }
}

/** @param parts null for all of an upload */
export async function deletePieces(
  transaction: Transaction,
  organisationId: string,
  uploadId: string,
  parts: readonly number[] | null,
): Promise<void> {
  await transaction.query(sql`
    delete from upload_pieces
    where organisation_id = ${organisationId} and upload_id = ${uploadId}
      and (${parts}::integer[] is null or part = any(${parts}::integer[]))`);
}
