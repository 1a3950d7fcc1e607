/** All SQL about sessions: staff_sessions. */
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';

export type StoredSession = {
  readonly digest: string;
  readonly staffId: string;
  readonly begunAt: Date;
  readonly seenAt: Date;
  readonly secondFactorAt: Date | null;
  readonly confirmedAt: Date;
  readonly browser: string;
};

type SessionRow = {
  session_digest: string;
  staff_id: string;
  begun_at: Date;
  seen_at: Date;
  second_factor_at: Date | null;
  confirmed_at: Date;
  browser: string;
};

const columns = sql`session_digest, staff_id, begun_at, seen_at, second_factor_at, confirmed_at, browser`;

function fromRow(row: SessionRow): StoredSession {
  return {
    digest: row.session_digest,
    staffId: row.staff_id,
    begunAt: row.begun_at,
    seenAt: row.seen_at,
    secondFactorAt: row.second_factor_at,
    confirmedAt: row.confirmed_at,
    browser: row.browser,
  };
}

export async function insertSession(
  transaction: Transaction,
  organisationId: string,
  session: StoredSession,
): Promise<void> {
  await transaction.query(sql`
    insert into staff_sessions (organisation_id, session_digest, staff_id, begun_at, seen_at,
      second_factor_at, confirmed_at, browser)
    values (${organisationId}, ${session.digest}, ${session.staffId}, ${session.begunAt}, ${session.seenAt},
            ${session.secondFactorAt}, ${session.confirmedAt}, ${session.browser})`);
}

/** A session that nobody ended; whether it is too old is for the caller to say. */
export async function findSession(
  database: Queryable,
  organisationId: string,
  digest: string,
): Promise<StoredSession | null> {
  const [row] = await database.query<SessionRow>(sql`
    select ${columns} from staff_sessions
    where organisation_id = ${organisationId} and session_digest = ${digest} and ended_at is null`);
  return row ? fromRow(row) : null;
}

/** Those of a person that nobody ended, newest first. */
export async function listSessions(
  database: Queryable,
  organisationId: string,
  staffId: string,
): Promise<StoredSession[]> {
  const rows = await database.query<SessionRow>(sql`
    select ${columns} from staff_sessions
    where organisation_id = ${organisationId} and staff_id = ${staffId} and ended_at is null
    order by begun_at desc limit 100`);
  return rows.map(fromRow);
}

export async function writeSeen(
  database: Queryable,
  organisationId: string,
  digest: string,
  at: Date,
): Promise<void> {
  await database.query(sql`
    update staff_sessions set seen_at = ${at}
    where organisation_id = ${organisationId} and session_digest = ${digest} and ended_at is null`);
}

export async function writeConfirmed(
  database: Queryable,
  organisationId: string,
  digest: string,
  at: Date,
): Promise<void> {
  await database.query(sql`
    update staff_sessions set confirmed_at = ${at}
    where organisation_id = ${organisationId} and session_digest = ${digest} and ended_at is null`);
}

export async function endSession(
  database: Queryable,
  organisationId: string,
  digest: string,
  at: Date,
): Promise<void> {
  await database.query(sql`
    update staff_sessions set ended_at = ${at}
    where organisation_id = ${organisationId} and session_digest = ${digest} and ended_at is null`);
}

/** All of a person: after a new password, a new role, or when somebody says so. */
export async function endSessionsOf(
  transaction: Transaction,
  organisationId: string,
  staffId: string,
  at: Date,
): Promise<number> {
  const rows = await transaction.query(sql`
    update staff_sessions set ended_at = ${at}
    where organisation_id = ${organisationId} and staff_id = ${staffId} and ended_at is null
    returning session_digest`);
  return rows.length;
}
