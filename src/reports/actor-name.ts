/** SQL of who did something. */
import { sql, type Sql } from '../database/sql.ts';

/** Staff by their name; commands by the account of the machine that gave them. @param actor `staff:stf_…` */
export function actorNameOf(organisationId: Sql, actor: Sql): Sql {
  return sql`coalesce((select person.name from staff person
    where person.organisation_id = ${organisationId} and 'staff:' || person.staff_id = ${actor}), ${actor})`;
}
