/** All SQL about the files of uploads: upload_files. */
import { money } from '../../core/money.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql, type Sql } from '../../database/sql.ts';
import type { Figures } from '../figures.ts';
import type { DueEffect } from '../judged-dues.ts';
import {
  judgementFromJson,
  judgementToJson,
  type InvoiceEffect,
  type Judgement,
} from '../judgement.ts';

export type FileStage = 'waiting' | 'judged' | 'loaded';

export type UploadFile = {
  readonly position: number;
  readonly part: number;
  readonly name: string;
  readonly sha256: string;
  readonly stage: FileStage;
  readonly judgement: Judgement | null;
  /** What the look before the last one said, where it said something else. */
  readonly earlier: Judgement | null;
};

type FileRow = Omit<UploadFile, 'judgement' | 'earlier'> & { judgement: unknown; earlier: unknown };

const columns = sql`position, part, name, sha256, stage, judgement, earlier`;

function fromRow({ judgement, earlier, ...row }: FileRow): UploadFile {
  return {
    ...row,
    judgement: judgement === null ? null : judgementFromJson(judgement),
    earlier: earlier === null ? null : judgementFromJson(earlier),
  };
}

/**
 * @param file.judgement of an archive that cannot be opened; others wait to be judged
 * @returns false when the upload was left meanwhile
 */
export async function insertUploadFile(
  database: Queryable,
  organisationId: string,
  uploadId: string,
  file: Omit<UploadFile, 'stage' | 'earlier'> & { readonly content: Uint8Array | null },
): Promise<boolean> {
  const stage: FileStage = file.judgement ? 'judged' : 'waiting';
  // Locked, so that whoever leaves the upload waits for this, and takes it away too.
  const rows = await database.query(sql`
    insert into upload_files (organisation_id, upload_id, position, part, name, sha256, content, stage, judgement)
    select organisation_id, upload_id, ${file.position}, ${file.part}, ${file.name}, ${file.sha256},
      ${file.content && Buffer.from(file.content)}::bytea, ${stage},
      ${file.judgement && judgementToJson(file.judgement)}::jsonb
    from uploads
    where organisation_id = ${organisationId} and upload_id = ${uploadId} and state = 'unpacking'
    for share
    returning position`);
  return rows.length === 1;
}

/** @param from the first position that goes */
export async function deleteUploadFiles(
  database: Queryable,
  organisationId: string,
  uploadId: string,
  from = 0,
): Promise<void> {
  await database.query(sql`
    delete from upload_files
    where organisation_id = ${organisationId} and upload_id = ${uploadId} and position >= ${from}`);
}

/** The next files of a stage after a position, in their order. */
export async function findUploadFiles(
  database: Queryable,
  organisationId: string,
  uploadId: string,
  wanted: {
    readonly stage?: FileStage;
    readonly kind?: FileKind;
    readonly after?: number;
    readonly most: number;
  },
): Promise<UploadFile[]> {
  const { stage = null, kind = null, after = -1, most } = wanted;
  const rows = await database.query<FileRow>(sql`
    select ${columns} from upload_files
    where organisation_id = ${organisationId} and upload_id = ${uploadId} and position > ${after}
      and (${stage}::text is null or stage = ${stage})
      and ${kind === null ? sql`true` : conditionOf(kind)}
    order by position limit ${most}`);
  return rows.map(fromRow);
}

/** What a page may show alone: `good` can be loaded or was, `partly` but for some rows, `differing` is otherwise than before. */
export const fileKinds = ['good', 'known', 'partly', 'rejected', 'differing'] as const;
export type FileKind = (typeof fileKinds)[number];

function conditionOf(kind: FileKind): Sql {
  switch (kind) {
    case 'good':
      return sql`judgement ->> 'status' = 'imported'`;
    case 'known':
      return sql`judgement ->> 'status' = 'already_known'`;
    case 'rejected':
      return sql`judgement ->> 'status' = 'rejected'`;
    case 'partly':
      return sql`judgement ->> 'status' <> 'rejected' and (judgement -> 'dues' ->> 'rejected')::int > 0`;
    case 'differing':
      return sql`earlier is not null`;
  }
}

/** Null for an archive that cannot be opened, and once the file is loaded. */
export async function findContent(
  database: Queryable,
  organisationId: string,
  uploadId: string,
  position: number,
): Promise<Uint8Array | null> {
  const [row] = await database.query<{ content: Uint8Array | null }>(sql`
    select content from upload_files
    where organisation_id = ${organisationId} and upload_id = ${uploadId} and position = ${position}`);
  return row?.content ?? null;
}

/**
 * Writes what a look said. A file of which all was loaded keeps nothing but that.
 *
 * @returns false when somebody else was first
 */
export async function writeJudgement(
  database: Queryable,
  organisationId: string,
  uploadId: string,
  file: {
    readonly position: number;
    readonly from: FileStage;
    readonly to: FileStage;
    readonly judgement: Judgement;
    readonly earlier: Judgement | null;
  },
): Promise<boolean> {
  const { status, dues } = file.judgement;
  const isKept = file.to !== 'loaded' || status === 'rejected' || (dues?.rejected ?? 0) > 0;
  const rows = await database.query(sql`
    update upload_files set stage = ${file.to}, judgement = ${judgementToJson(file.judgement)},
      earlier = ${file.earlier && judgementToJson(file.earlier)},
      content = case when ${isKept}::boolean then content end
    where organisation_id = ${organisationId} and upload_id = ${uploadId}
      and position = ${file.position} and stage = ${file.from}
    returning position`);
  return rows.length === 1;
}

/** All that can be read are judged anew; their judgements stay, to compare with. */
export async function judgeAnew(
  transaction: Transaction,
  organisationId: string,
  uploadId: string,
): Promise<void> {
  await transaction.query(sql`
    update upload_files set stage = 'waiting'
    where organisation_id = ${organisationId} and upload_id = ${uploadId} and content is not null`);
}

/** Counts and sums of what the last looks said. */
export async function sumFigures(
  database: Queryable,
  organisationId: string,
  uploadId: string,
): Promise<Figures> {
  const [files] = await database.query<{
    imported: number;
    already_known: number;
    rejected: number;
    partly: number;
    differing: number;
  }>(sql`
    select count(*) filter (where ${conditionOf('good')})::int as imported,
      count(*) filter (where ${conditionOf('known')})::int as already_known,
      count(*) filter (where ${conditionOf('rejected')})::int as rejected,
      count(*) filter (where ${conditionOf('partly')})::int as partly,
      count(*) filter (where ${conditionOf('differing')})::int as differing
    from upload_files where organisation_id = ${organisationId} and upload_id = ${uploadId}`);
  const sums = await database.query<{
    effect: InvoiceEffect;
    currency: string;
    count: number;
    minor: bigint;
  }>(sql`
    select invoice ->> 'effect' as effect, invoice -> 'payable' ->> 'currency' as currency,
      count(*)::int as count, sum((invoice -> 'payable' ->> 'minor')::bigint)::bigint as minor
    from upload_files, jsonb_array_elements(judgement -> 'invoices') as invoice
    where organisation_id = ${organisationId} and upload_id = ${uploadId}
    group by 1, 2 order by 1, 2`);
  const {
    differing = 0,
    partly = 0,
    ...byStatus
  } = files ?? {
    imported: 0,
    already_known: 0,
    rejected: 0,
  };
  return {
    files: byStatus,
    partly,
    differing,
    dues: await sumDues(database, organisationId, uploadId),
    invoices: sums.map(({ effect, currency, count, minor }) => ({
      effect,
      count,
      sum: money(minor, currency),
    })),
  };
}

/** By effect and currency; what is rejected has no sum. */
async function sumDues(
  database: Queryable,
  organisationId: string,
  uploadId: string,
): Promise<Figures['dues']> {
  const rows = await database.query<{
    effect: DueEffect;
    currency: string | null;
    count: number;
    minor: bigint | null;
  }>(sql`
    select figure ->> 'effect' as effect, figure -> 'sum' ->> 'currency' as currency,
      sum((figure ->> 'count')::int)::int as count, sum((figure -> 'sum' ->> 'minor')::bigint)::bigint as minor
    from upload_files, jsonb_array_elements(judgement -> 'dues' -> 'figures') as figure
    where organisation_id = ${organisationId} and upload_id = ${uploadId}
    group by 1, 2 order by 1, 2`);
  return rows.map(({ effect, currency, count, minor }) => ({
    effect,
    count,
    sum: currency === null || minor === null ? null : money(minor, currency),
  }));
}
