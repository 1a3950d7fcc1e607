/** All SQL about uploads as wholes: uploads. */
import type { Language } from '../../core/texts.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import { figuresFromJson } from '../figures.ts';
import type { Upload, Way } from '../upload.ts';
import type { UploadState } from '../upload-states.ts';

type UploadRow = {
  upload_id: string;
  uploaded_by: string;
  recipient: string;
  language: Language;
  services: string[] | null;
  state: UploadState;
  way: Way | null;
  replaces: boolean;
  refused: boolean;
  uploaded_at: Date;
  ordered_at: Date | null;
  ended_at: Date | null;
  file_count: number;
  done_count: number;
  figures: unknown;
  tries: number;
  erased_at: Date | null;
};

const columns = sql`upload_id, uploaded_by, recipient, language, services, state, way, replaces, refused, uploaded_at,
  ordered_at, ended_at, file_count, done_count, figures, tries, erased_at`;

function fromRow(row: UploadRow): Upload {
  return {
    id: row.upload_id,
    uploadedBy: row.uploaded_by,
    recipient: row.recipient,
    language: row.language,
    services: row.services,
    state: row.state,
    way: row.way,
    replaces: row.replaces,
    refused: row.refused,
    uploadedAt: row.uploaded_at,
    orderedAt: row.ordered_at,
    endedAt: row.ended_at,
    fileCount: row.file_count,
    doneCount: row.done_count,
    figures: figuresFromJson(row.figures),
    tries: row.tries,
    erasedAt: row.erased_at,
  };
}

export type NewUpload = Pick<
  Upload,
  'id' | 'uploadedBy' | 'recipient' | 'language' | 'services' | 'replaces' | 'uploadedAt'
>;

/** @param nextAt when it is given up, if it has not arrived by then */
export async function insertUpload(
  database: Queryable,
  organisationId: string,
  upload: NewUpload,
  nextAt: Date,
): Promise<void> {
  await database.query(sql`
    insert into uploads (organisation_id, upload_id, uploaded_by, recipient, language, services, state, replaces,
      uploaded_at, next_at)
    values (${organisationId}, ${upload.id}, ${upload.uploadedBy}, ${upload.recipient}, ${upload.language},
      ${upload.services}::text[], 'receiving', ${upload.replaces}, ${upload.uploadedAt}, ${nextAt})`);
}

/** What the uploads of an organisation take up; one that still arrives counts as `whileArriving`. */
export async function sumKeptBytes(
  database: Queryable,
  organisationId: string,
  whileArriving: number,
): Promise<bigint> {
  const [row] = await database.query<{ bytes: bigint }>(sql`
    select coalesce(sum(case when state = 'receiving' then ${whileArriving} else byte_count end), 0)::bigint
      as bytes
    from uploads where organisation_id = ${organisationId} and erased_at is null`);
  return row?.bytes ?? 0n;
}

export async function findUpload(
  database: Queryable,
  organisationId: string,
  uploadId: string,
): Promise<Upload | null> {
  const [row] = await database.query<UploadRow>(sql`
    select ${columns} from uploads
    where organisation_id = ${organisationId} and upload_id = ${uploadId}`);
  return row ? fromRow(row) : null;
}

export async function lockUpload(
  transaction: Transaction,
  organisationId: string,
  uploadId: string,
): Promise<Upload | null> {
  const [row] = await transaction.query<UploadRow>(sql`
    select ${columns} from uploads
    where organisation_id = ${organisationId} and upload_id = ${uploadId} for update`);
  return row ? fromRow(row) : null;
}

export async function findUploadByOrderKey(
  database: Queryable,
  organisationId: string,
  orderKey: string,
): Promise<string | null> {
  const [row] = await database.query<{ upload_id: string }>(sql`
    select upload_id from uploads
    where organisation_id = ${organisationId} and order_key = ${orderKey}`);
  return row?.upload_id ?? null;
}

/** Those that a person sent whole, newest first. */
export async function listUploads(
  database: Queryable,
  organisationId: string,
  uploadedBy: string,
): Promise<Upload[]> {
  const rows = await database.query<UploadRow>(sql`
    select ${columns} from uploads
    where organisation_id = ${organisationId} and uploaded_by = ${uploadedBy} and order_key is not null
    order by upload_id desc limit 30`);
  return rows.map(fromRow);
}

/** The next of which the time has come; it is this worker's until the lease ends. */
export async function claimUpload(
  database: Queryable,
  organisationId: string,
  now: Date,
  leaseSeconds: number,
): Promise<Upload | null> {
  const [row] = await database.query<UploadRow>(sql`
    with ready as materialized (
      select upload_id as ready_id from uploads
      where organisation_id = ${organisationId} and next_at <= ${now}
        and (lease_until is null or lease_until < clock_timestamp())
      order by next_at limit 1 for update skip locked)
    update uploads set tries = tries + 1,
      lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    from ready where organisation_id = ${organisationId} and upload_id = ready_id
    returning ${columns}`);
  return row ? fromRow(row) : null;
}
