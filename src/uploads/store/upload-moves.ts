/** All SQL that says how far an upload is, and what became of it: uploads. */
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import { figuresToJson, type Figures } from '../figures.ts';
import type { Way } from '../upload.ts';
import type { UploadState } from '../upload-states.ts';

/** What was sent is here, whole. */
export async function writeArrival(
  transaction: Transaction,
  organisationId: string,
  uploadId: string,
  arrived: {
    readonly orderKey: string;
    readonly partCount: number;
    readonly byteCount: number;
  },
): Promise<void> {
  await transaction.query(sql`
    update uploads set order_key = ${arrived.orderKey}, part_count = ${arrived.partCount},
      byte_count = ${arrived.byteCount}
    where organisation_id = ${organisationId} and upload_id = ${uploadId}`);
}

/** Enters a state; the lease ends, and what the step before it counted begins anew. */
export async function writeState(
  transaction: Transaction,
  organisationId: string,
  uploadId: string,
  next: { readonly state: UploadState; readonly nextAt: Date | null },
): Promise<void> {
  await transaction.query(sql`
    update uploads set state = ${next.state}, next_at = ${next.nextAt}, tries = 0, lease_until = null,
      done_count = 0
    where organisation_id = ${organisationId} and upload_id = ${uploadId}`);
}

export async function writeOrder(
  transaction: Transaction,
  organisationId: string,
  uploadId: string,
  order: {
    readonly way: Way;
    readonly orderedAt: Date;
    readonly services: readonly string[] | null;
  },
): Promise<void> {
  await transaction.query(sql`
    update uploads set way = ${order.way}, ordered_at = ${order.orderedAt},
      services = ${order.services}::text[]
    where organisation_id = ${organisationId} and upload_id = ${uploadId}`);
}

export async function writeRefused(
  transaction: Transaction,
  organisationId: string,
  uploadId: string,
): Promise<void> {
  await transaction.query(sql`
    update uploads set refused = true
    where organisation_id = ${organisationId} and upload_id = ${uploadId}`);
}

export async function writeFileCount(
  transaction: Transaction,
  organisationId: string,
  uploadId: string,
  fileCount: number,
): Promise<void> {
  await transaction.query(sql`
    update uploads set file_count = ${fileCount}
    where organisation_id = ${organisationId} and upload_id = ${uploadId}`);
}

export async function writeFigures(
  transaction: Transaction,
  organisationId: string,
  uploadId: string,
  figures: Figures,
  endedAt: Date | null,
): Promise<void> {
  await transaction.query(sql`
    update uploads set figures = ${figuresToJson(figures)}, ended_at = ${endedAt}
    where organisation_id = ${organisationId} and upload_id = ${uploadId}`);
}

/** One more is done: says so, and keeps others away for a while longer. */
export async function noteDone(
  database: Queryable,
  organisationId: string,
  uploadId: string,
  done: { readonly count: number; readonly leaseSeconds: number },
): Promise<void> {
  await database.query(sql`
    update uploads set done_count = done_count + ${done.count}, tries = 0,
      lease_until = clock_timestamp() + make_interval(secs => ${done.leaseSeconds})
    where organisation_id = ${organisationId} and upload_id = ${uploadId}`);
}

/** Begins to count anew. */
export async function resetDone(
  database: Queryable,
  organisationId: string,
  uploadId: string,
): Promise<void> {
  await database.query(sql`
    update uploads set done_count = 0
    where organisation_id = ${organisationId} and upload_id = ${uploadId}`);
}

/** Lets whoever comes next go on with it, from a moment on, unless it has left the state. */
export async function releaseUpload(
  database: Queryable,
  organisationId: string,
  next: { readonly uploadId: string; readonly state: UploadState; readonly nextAt: Date },
): Promise<void> {
  await database.query(sql`
    update uploads set next_at = ${next.nextAt}, lease_until = null
    where organisation_id = ${organisationId} and upload_id = ${next.uploadId}
      and state = ${next.state}`);
}

/** Nothing of the files is left; what they were in figures stays. */
export async function writeErased(
  transaction: Transaction,
  organisationId: string,
  uploadId: string,
  at: Date,
): Promise<void> {
  await transaction.query(sql`
    update uploads set erased_at = ${at}, next_at = null, lease_until = null
    where organisation_id = ${organisationId} and upload_id = ${uploadId}`);
}
