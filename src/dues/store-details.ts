/** SQL of due_details: what only pages, notices, receipts and exports read of a due. */
import { z } from 'zod';
import type { Queryable, Transaction } from '../database/database.ts';
import { rows, sql } from '../database/sql.ts';
import { dueLine, pagopaDetail, type DueDetail, type DueLine } from './due-detail.ts';

type DetailRow = {
  due_id: string;
  origin: DueDetail['origin'];
  notice_number: string | null;
  source_key: string | null;
  content_digest: string | null;
  lines: unknown;
  answers: unknown;
  charge_type_version: number | null;
  pagopa: unknown;
};

const columns = sql`due_id, origin, notice_number, source_key, content_digest, lines, answers,
  charge_type_version, pagopa`;

const lineList = z.array(dueLine);
const answerList = z.array(z.unknown());

function fromRow(row: DetailRow): DueDetail {
  return {
    dueId: row.due_id,
    origin: row.origin,
    noticeNumber: row.notice_number,
    sourceKey: row.source_key,
    contentDigest: row.content_digest,
    lines: lineList.parse(row.lines ?? []),
    answers: answerList.parse(row.answers ?? []),
    chargeTypeVersion: row.charge_type_version,
    pagopa: row.pagopa === null ? null : pagopaDetail.parse(row.pagopa),
  };
}

export async function insertDueDetails(
  transaction: Transaction,
  organisationId: string,
  details: readonly DueDetail[],
): Promise<void> {
  const asJson = (list: readonly unknown[]) => (list.length > 0 ? JSON.stringify(list) : null);
  await transaction.query(sql`
    insert into due_details (organisation_id, due_id, origin, notice_number, source_key, content_digest,
      lines, answers, charge_type_version, pagopa)
    select ${organisationId}, due_id, origin, notice_number, source_key, content_digest, lines, answers,
      charge_type_version, pagopa
    from ${rows('made', details, {
      due_id: ['text', (one) => one.dueId],
      origin: ['text', (one) => one.origin],
      notice_number: ['text', (one) => one.noticeNumber],
      source_key: ['text', (one) => one.sourceKey],
      content_digest: ['text', (one) => one.contentDigest],
      lines: ['jsonb', (one) => asJson(one.lines)],
      answers: ['jsonb', (one) => asJson(one.answers)],
      charge_type_version: ['integer', (one) => one.chargeTypeVersion],
      pagopa: ['jsonb', (one) => one.pagopa && JSON.stringify(one.pagopa)],
    })}`);
}

export async function findDueDetails(
  database: Queryable,
  organisationId: string,
  dueIds: readonly string[],
): Promise<DueDetail[]> {
  const found = await database.query<DetailRow>(sql`
    select ${columns} from due_details
    where organisation_id = ${organisationId} and due_id = any(${dueIds})
    order by due_id limit 10000`);
  return found.map(fromRow);
}

/** The id of the due that a notice is of. */
export async function findDueByNotice(
  database: Queryable,
  organisationId: string,
  noticeNumber: string,
): Promise<string | null> {
  const [row] = await database.query<{ due_id: string }>(sql`
    select due_id from due_details
    where organisation_id = ${organisationId} and notice_number = ${noticeNumber}`);
  return row?.due_id ?? null;
}

export type KnownSource = Pick<DueDetail, 'dueId' | 'contentDigest'> & {
  readonly sourceKey: string;
};

/** Which of the organisation's own keys are known, and what their files said. */
export async function findKnownSources(
  database: Queryable,
  organisationId: string,
  sourceKeys: readonly string[],
): Promise<KnownSource[]> {
  const found = await database.query<{
    due_id: string;
    source_key: string;
    content_digest: string | null;
  }>(sql`
    select due_id, source_key, content_digest from due_details
    where organisation_id = ${organisationId} and source_key = any(${sourceKeys})
    order by source_key`);
  return found.map((row) => ({
    dueId: row.due_id,
    sourceKey: row.source_key,
    contentDigest: row.content_digest,
  }));
}

/** What a due is made of, after its amount changed; one that staff made has no details until then. */
export async function writeDueLines(
  transaction: Transaction,
  organisationId: string,
  dueId: string,
  lines: readonly DueLine[],
): Promise<void> {
  await transaction.query(sql`
    insert into due_details (organisation_id, due_id, origin, lines)
    values (${organisationId}, ${dueId}, 'hand', ${JSON.stringify(lines)})
    on conflict (organisation_id, due_id) do update set lines = excluded.lines`);
}
