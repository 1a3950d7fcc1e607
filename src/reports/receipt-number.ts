/** SQL of the number of a receipt as people read it; the same form as on the receipt. */
import { sql, type Sql } from '../database/sql.ts';

/** `2026/000123`. @param receipt how the table of receipts is called around it */
export function receiptNumberOf(receipt: Sql): Sql {
  return sql`${receipt}.year || '/' || lpad(${receipt}.number::text, greatest(6, length(${receipt}.number::text)), '0')`;
}
