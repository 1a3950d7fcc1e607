/** Dues that free payments made: nobody owes them before something was paid, whatever their amount. */
import { sql } from '../database/sql.ts';

/** Of a due `d`: made of a free payment, and nothing of it is settled. Charge types of few organisations are few. */
export const isUnpaidFree = sql`(d.charge_type_id is not null and d.settled = 0 and exists (
  select from charge_types free where free.organisation_id = d.organisation_id
    and free.charge_type_id = d.charge_type_id and free.kind = 'free'))`;
