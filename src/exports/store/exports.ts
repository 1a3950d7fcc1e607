/** All SQL about exports and their pieces: exports, export_pieces. */
import { money } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { Export, ExportState, Sums } from '../export.ts';
import type { FormatName } from '../format/format.ts';

type ExportRow = {
  export_id: string;
  list: string;
  parameters: [string, string][];
  services: string[] | null;
  format: FormatName;
  language: Language;
  requested_by: string;
  recipient: string;
  requested_at: Date;
  state: ExportState;
  row_count: bigint;
  byte_count: bigint;
  sums: { column: string; sums: { minor: string; currency: string }[] }[] | null;
  made_at: Date | null;
  tries: number;
};

const columns = sql`export_id, list, parameters, services, format, language, requested_by, recipient,
  requested_at, state, row_count, byte_count, sums, made_at, tries`;

function fromRow(row: ExportRow): Export {
  return {
    id: row.export_id,
    list: row.list,
    parameters: row.parameters,
    services: row.services,
    format: row.format,
    language: row.language,
    requestedBy: row.requested_by,
    recipient: row.recipient,
    requestedAt: row.requested_at,
    state: row.state,
    rowCount: row.row_count,
    byteCount: row.byte_count,
    sums: (row.sums ?? []).map(({ column, sums }) => ({
      column,
      sums: sums.map(({ minor, currency }) => money(BigInt(minor), currency)),
    })),
    madeAt: row.made_at,
    tries: row.tries,
  };
}

/** @returns the id of the export that the form asked for, also when it came twice */
export async function insertExport(
  transaction: Transaction,
  organisationId: string,
  orderKey: string,
  wanted: Omit<Export, 'state' | 'rowCount' | 'byteCount' | 'sums' | 'madeAt' | 'tries'>,
): Promise<string> {
  await transaction.query(sql`
    insert into exports (organisation_id, export_id, order_key, list, parameters, services, format, language,
      requested_by, recipient, state, requested_at, next_try_at)
    values (${organisationId}, ${wanted.id}, ${orderKey}, ${wanted.list}, ${JSON.stringify(wanted.parameters)},
      ${wanted.services}, ${wanted.format}, ${wanted.language}, ${wanted.requestedBy}, ${wanted.recipient},
      'waiting', ${wanted.requestedAt}, ${wanted.requestedAt})
    on conflict (organisation_id, order_key) do nothing`);
  const [row] = await transaction.query<{ export_id: string }>(sql`
    select export_id from exports
    where organisation_id = ${organisationId} and order_key = ${orderKey}`);
  return row?.export_id ?? wanted.id;
}

export async function findExport(
  database: Queryable,
  organisationId: string,
  exportId: string,
): Promise<Export | null> {
  const [row] = await database.query<ExportRow>(sql`
    select ${columns} from exports
    where organisation_id = ${organisationId} and export_id = ${exportId}`);
  return row ? fromRow(row) : null;
}

/** Those that a person asked for, newest first. */
export async function listExports(
  database: Queryable,
  organisationId: string,
  requestedBy: string,
): Promise<Export[]> {
  const rows = await database.query<ExportRow>(sql`
    select ${columns} from exports
    where organisation_id = ${organisationId} and requested_by = ${requestedBy}
    order by export_id desc limit 50`);
  return rows.map(fromRow);
}

/** The next whose time has come; it is this worker's until the lease ends. */
export async function claimExport(
  database: Queryable,
  organisationId: string,
  now: Date,
  leaseSeconds: number,
): Promise<Export | null> {
  const [row] = await database.query<ExportRow>(sql`
    with ready as materialized (
      select export_id as ready_id from exports
      where organisation_id = ${organisationId} and next_try_at <= ${now}
        and (lease_until is null or lease_until < clock_timestamp())
      order by next_try_at limit 1 for update skip locked)
    update exports set tries = tries + 1,
      lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    from ready where organisation_id = ${organisationId} and export_id = ready_id
    returning ${columns}`);
  return row ? fromRow(row) : null;
}

/** Keeps a piece, says how far it is, and keeps others away for a while longer. */
export async function writePiece(
  transaction: Transaction,
  organisationId: string,
  exportId: string,
  piece: { readonly position: number; readonly content: Uint8Array; readonly rowsSoFar: number },
  leaseSeconds: number,
): Promise<void> {
  await transaction.query(sql`
    insert into export_pieces (organisation_id, export_id, position, content)
    values (${organisationId}, ${exportId}, ${piece.position}, ${asBuffer(piece.content)})`);
  await transaction.query(sql`
    update exports set row_count = ${piece.rowsSoFar}, byte_count = byte_count + ${piece.content.length},
      lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where organisation_id = ${organisationId} and export_id = ${exportId}`);
}

/** The same bytes, not a copy. */
function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** What another try left behind. */
export async function deletePieces(
  transaction: Transaction,
  organisationId: string,
  exportId: string,
): Promise<void> {
  await transaction.query(sql`
    delete from export_pieces where organisation_id = ${organisationId} and export_id = ${exportId}`);
  await transaction.query(sql`
    update exports set row_count = 0, byte_count = 0
    where organisation_id = ${organisationId} and export_id = ${exportId}`);
}

/** @param next.nextTryAt null when it is over */
export async function finishExport(
  transaction: Transaction,
  organisationId: string,
  exportId: string,
  next: {
    readonly state: ExportState;
    readonly nextTryAt: Date | null;
    readonly at: Date;
    readonly rowCount: number;
    readonly sums: Sums;
  },
): Promise<void> {
  const sums = next.sums.map(({ column, sums: each }) => ({
    column,
    sums: each.map(({ minor, currency }) => ({ minor: String(minor), currency })),
  }));
  await transaction.query(sql`
    update exports set state = ${next.state}, next_try_at = ${next.nextTryAt}, lease_until = null,
      row_count = ${next.rowCount}, sums = ${JSON.stringify(sums)},
      made_at = case when ${next.state} = 'made' then ${next.at}::timestamptz end
    where organisation_id = ${organisationId} and export_id = ${exportId}`);
}

export async function findPiece(
  database: Queryable,
  organisationId: string,
  exportId: string,
  position: number,
): Promise<Uint8Array | null> {
  const [row] = await database.query<{ content: Uint8Array }>(sql`
    select content from export_pieces
    where organisation_id = ${organisationId} and export_id = ${exportId} and position = ${position}`);
  return row?.content ?? null;
}

/** Files hold what people paid: they are not kept longer than somebody needs to fetch them. */
export async function forgetOldExports(
  database: Queryable,
  organisationId: string,
  before: Date,
): Promise<void> {
  await database.query(sql`
    with old as (
      select export_id from exports
      where organisation_id = ${organisationId} and requested_at < ${before} and next_try_at is null),
    pieces as (
      delete from export_pieces
      where organisation_id = ${organisationId} and export_id in (select export_id from old))
    delete from exports
    where organisation_id = ${organisationId} and export_id in (select export_id from old)`);
}
