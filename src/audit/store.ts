/** All SQL of the audit: audit_records, append only. */
import type { Clock } from '../core/clock.ts';
import type { Ids } from '../core/id.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export type AuditRecord = {
  /** Who did it, such as `staff:root@host`. */
  readonly actor: string;
  /** What was done: a verb and a noun. */
  readonly action: string;
  /** The id of what it was done to. */
  readonly subject: string;
  /** Facts worth keeping; never a secret. */
  readonly detail: Readonly<Record<string, unknown>>;
};

/** Writes who did what, in the transaction of the deed. */
export async function recordAudit(
  transaction: Transaction,
  context: { readonly clock: Clock; readonly ids: Ids },
  organisationId: string,
  record: AuditRecord,
): Promise<void> {
  await transaction.query(sql`
    insert into audit_records (organisation_id, audit_record_id, at, actor, action, subject, detail)
    values (${organisationId}, ${context.ids.next('aud')}, ${context.clock.now()}, ${record.actor},
            ${record.action}, ${record.subject}, ${JSON.stringify(record.detail)})`);
}

/** What was done to any of the subjects, oldest first. */
export async function findAudit(
  database: Queryable,
  organisationId: string,
  subjects: readonly string[],
): Promise<(AuditRecord & { readonly at: Date })[]> {
  return database.query<AuditRecord & { at: Date }>(sql`
    select at, actor, action, subject, detail from audit_records
    where organisation_id = ${organisationId} and subject = any(${subjects})
    order by audit_record_id limit 1000`);
}
