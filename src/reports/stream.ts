/** All rows of a selection, as they were at one moment, without ever holding all of them. */
import type { Database, Transaction } from '../database/database.ts';
import { sql, type Sql } from '../database/sql.ts';
import type { Organisation } from '../organisations/index.ts';
import { selectedRows, type Scope } from './conditions.ts';
import type { Cell } from './list.ts';
import { findScope } from './find-scope.ts';
import { asText, orderOf } from './page.ts';
import { listed } from './searchable.ts';
import type { Selection } from './selection.ts';

/**
 * Hands over every row, newest first, some hundred at a time; the database waits meanwhile.
 *
 * @param take rows of cells in the order of the selection's columns, then the currency of the row
 */
export async function streamList(
  database: Database,
  organisation: Organisation,
  selection: Selection,
  take: (rows: readonly (readonly Cell[])[]) => Promise<void>,
): Promise<void> {
  const { scope, isBroad } = await database.transaction(async (transaction) => {
    const found = await findScope(transaction, organisation, selection);
    return { scope: found, isBroad: await hasMany(transaction, selection, found) };
  });
  await database.copyRows(exportStatement(selection, scope, isBroad), take);
}

/** From so many rows on it is quicker to read what belongs to them for all rows at once. */
const many = 20_000;

async function hasMany(
  transaction: Transaction,
  selection: Selection,
  scope: Scope,
): Promise<boolean> {
  if (bulkJoin(selection, scope) === null) return false;
  const [row] = await transaction.query<{ n: number }>(sql`
    select count(*)::integer as n
    from (select ${selectedRows(selection, scope)} limit ${many}) selected`);
  return row?.n === many;
}

function bulkJoin({ list, columns }: Selection, { organisationId }: Scope): Sql | null {
  const isOfUse = columns.some((column) => column.bulkSql !== null);
  return isOfUse && list.inBulk ? list.inBulk(organisationId) : null;
}

/**
 * Every row, newest first: the cells of the selection's columns, then the currency.
 *
 * @param isBroad that there are very many; the rows are the same
 */
export function exportStatement(selection: Selection, scope: Scope, isBroad: boolean): Sql {
  const { list, columns, key } = selection;
  const join = isBroad ? bulkJoin(selection, scope) : null;
  const cells = columns.map((column) =>
    asText(join === null ? column.sql : (column.bulkSql ?? column.sql)),
  );
  return sql`
    select ${listed([...cells, list.currency ?? sql`null::text`])}
    ${selectedRows(selection, scope, join ?? sql``)}
    order by ${orderOf(key, sql`desc`)}`;
}
