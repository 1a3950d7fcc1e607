/** All SQL about exports that are made again and again: export_schedules. */
import type { Language } from '../../core/texts.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { Rhythm, Schedule } from '../export.ts';
import type { FormatName } from '../format/format.ts';

type ScheduleRow = {
  export_schedule_id: string;
  list: string;
  parameters: [string, string][];
  services: string[] | null;
  format: FormatName;
  language: Language;
  every: Rhythm;
  requested_by: string;
  recipient: string;
  next_at: Date | null;
};

const columns = sql`export_schedule_id, list, parameters, services, format, language, every, requested_by,
  recipient, next_at`;

function fromRow(row: ScheduleRow): Schedule {
  return {
    id: row.export_schedule_id,
    list: row.list,
    parameters: row.parameters,
    services: row.services,
    format: row.format,
    language: row.language,
    every: row.every,
    requestedBy: row.requested_by,
    recipient: row.recipient,
    nextAt: row.next_at,
  };
}

export async function insertSchedule(
  transaction: Transaction,
  organisationId: string,
  schedule: Schedule,
  at: Date,
): Promise<void> {
  await transaction.query(sql`
    insert into export_schedules (organisation_id, export_schedule_id, list, parameters, services, format,
      language, every, requested_by, recipient, next_at, made_on)
    values (${organisationId}, ${schedule.id}, ${schedule.list}, ${JSON.stringify(schedule.parameters)},
      ${schedule.services}, ${schedule.format}, ${schedule.language}, ${schedule.every},
      ${schedule.requestedBy}, ${schedule.recipient}, ${schedule.nextAt}, ${at})`);
}

/** Those that still run, of everybody. */
export async function listSchedules(
  database: Queryable,
  organisationId: string,
): Promise<Schedule[]> {
  const rows = await database.query<ScheduleRow>(sql`
    select ${columns} from export_schedules
    where organisation_id = ${organisationId} and next_at is not null
    order by export_schedule_id limit 200`);
  return rows.map(fromRow);
}

/** Those whose time has come, locked against other workers until the transaction ends. */
export async function claimSchedules(
  transaction: Transaction,
  organisationId: string,
  now: Date,
): Promise<Schedule[]> {
  const rows = await transaction.query<ScheduleRow>(sql`
    select ${columns} from export_schedules
    where organisation_id = ${organisationId} and next_at <= ${now}
    order by next_at limit 20 for update skip locked`);
  return rows.map(fromRow);
}

/** @param nextAt null ends it */
export async function writeNextTime(
  transaction: Transaction,
  organisationId: string,
  scheduleId: string,
  nextAt: Date | null,
): Promise<boolean> {
  const rows = await transaction.query(sql`
    update export_schedules set next_at = ${nextAt}
    where organisation_id = ${organisationId} and export_schedule_id = ${scheduleId}
      and next_at is not null
    returning export_schedule_id`);
  return rows.length === 1;
}
