/** Who did what: the audit, with what is personal as long as it is kept. */
import { sql } from '../../database/sql.ts';
import { actorNameOf } from '../actor-name.ts';
import { column, shown } from '../column.ts';
import type { List } from '../list.ts';

const actorName = actorNameOf(sql`r.organisation_id`, sql`r.actor`);

export const audit: List = {
  name: 'audit',
  permission: 'see_audit',
  source: (organisationId, join) => sql`
    from audit_records r
    left join audit_personal personal on personal.organisation_id = r.organisation_id
      and personal.audit_record_id = r.audit_record_id
    left join audit_seals seal on seal.organisation_id = r.organisation_id
      and seal.audit_record_id = r.audit_record_id
    ${join} where r.organisation_id = ${organisationId}`,
  inBulk: null,
  ofServices: null,
  key: [{ sql: sql`r.audit_record_id`, type: 'text' }],
  currency: null,
  columns: [
    shown('at', 'instant', sql`r.at`),
    shown('actor', 'text', actorName),
    shown('action', 'text', sql`r.action`),
    shown('subject', 'text', sql`r.subject`),
    shown('detail', 'text', sql`nullif(r.detail::text, '{}')`),
    column('personal', 'text', sql`personal.personal`),
    column('sequence', 'number', sql`seal.sequence`),
    column('hash', 'text', sql`seal.hash`),
  ],
  filters: [
    { name: 'created', kind: 'period', of: 'instant', sql: sql`r.at` },
    { name: 'actor', kind: 'id', condition: (_, actor) => sql`${actorName} = ${actor}` },
    { name: 'action', kind: 'id', condition: (_, action) => sql`r.action = ${action}` },
    { name: 'subject', kind: 'id', condition: (_, subject) => sql`r.subject = ${subject}` },
  ],
};
