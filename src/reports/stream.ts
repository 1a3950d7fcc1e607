/** All rows of a selection, as they were at one moment, without ever holding all of them. */
import type { Database } from '../database/database.ts';
import { sql, type Sql } from '../database/sql.ts';
import type { Organisation } from '../organisations/index.ts';
import { selectedRows, type Scope } from './conditions.ts';
import type { Cell } from './list.ts';
import { asText, findScope, orderOf } from './page.ts';
import { listed } from './searchable.ts';
import type { Selection } from './selection.ts';

/**
 * Hands over every row, newest first, some thousand at a time; the database waits meanwhile.
 *
 * @param take rows of cells in the order of the selection's columns, then the currency of the row
 */
export async function streamList(
  database: Database,
  organisation: Organisation,
  selection: Selection,
  take: (rows: readonly (readonly Cell[])[]) => Promise<void>,
): Promise<void> {
  const scope = await database.transaction((transaction) =>
    findScope(transaction, organisation, selection),
  );
  await database.copyRows(exportStatement(selection, scope), take);
}

/** Every row, newest first: the cells of the selection's columns, then the currency. */
export function exportStatement(selection: Selection, scope: Scope): Sql {
  const { list, columns, key } = selection;
  const cells = columns.map((column) => asText(column.sql));
  return sql`
    select ${listed([...cells, list.currency ?? sql`null::text`])}
    ${selectedRows(selection, scope)}
    order by ${orderOf(key, sql`desc`)}`;
}
