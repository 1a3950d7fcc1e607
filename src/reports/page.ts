/** One page of a list, found by where the last one ended, so that a late page costs no more than the first. */
import type { Database } from '../database/database.ts';
import { sql, type Sql } from '../database/sql.ts';
import type { Organisation } from '../organisations/index.ts';
import { selectedRows, type Scope } from './conditions.ts';
import { readCursor, writeCursor, type Cursor } from './cursor.ts';
import { findScope } from './find-scope.ts';
import type { Cell, KeyColumn } from './list.ts';
import { allOf, listed } from './searchable.ts';
import type { Selection } from './selection.ts';

export type ListRow = {
  /** In the order of the selection's columns. */
  readonly cells: readonly Cell[];
  /** Of the amounts among the cells. */
  readonly currency: string | null;
};

export type ListPage = {
  readonly rows: readonly ListRow[];
  /** Cursors for the parameter `cursor`; null where there is no page. */
  readonly next: string | null;
  readonly previous: string | null;
};

/**
 * @param cursor as a page before gave it; null for the newest rows
 * @throws Refusal `input_invalid` when the cursor is none of this list
 */
export async function findListPage(
  database: Database,
  organisation: Organisation,
  selection: Selection,
  options: { readonly cursor: string | null; readonly size: number },
): Promise<ListPage> {
  const cursor = options.cursor === null ? null : readCursor(selection.key, options.cursor);
  return database.transaction(async (transaction) => {
    const scope = await findScope(transaction, organisation, selection);
    const found = await transaction.query<FoundRow>(
      pageStatement(selection, scope, cursor, options.size + 1),
    );
    return pageOf(found, cursor, options.size);
  });
}

type FoundRow = { cells: Cell[]; currency: string | null; key: string[] };

function pageStatement(
  selection: Selection,
  scope: Scope,
  cursor: Cursor | null,
  limit: number,
): Sql {
  const { list, columns, key } = selection;
  const isBackwards = cursor?.direction === 'before';
  const rows = selectedRows(selection, scope);
  return sql`
    select array[${listed(columns.map((column) => asText(column.sql)))}] as cells,
      ${list.currency ?? sql`null::text`} as currency,
      array[${listed(key.map((one) => asText(one.sql)))}] as key
    ${cursor === null ? rows : allOf([rows, beyond(key, cursor)])}
    order by ${orderOf(key, isBackwards ? sql`asc` : sql`desc`)} limit ${limit}`;
}

/** A cell as text; both the page and the export are made of it, so that they say the same. */
export function asText(expression: Sql): Sql {
  return sql`(${expression})::text`;
}

export function orderOf(key: readonly KeyColumn[], direction: Sql): Sql {
  return listed(key.map((one) => sql`${one.sql} ${direction}`));
}

function beyond(key: readonly KeyColumn[], cursor: Cursor): Sql {
  const columns = listed(key.map((one) => one.sql));
  const values = listed(key.map((one, index) => keyValue(one, cursor.key[index] ?? '')));
  return cursor.direction === 'before'
    ? sql`(${columns}) > (${values})`
    : sql`(${columns}) < (${values})`;
}

function keyValue(column: KeyColumn, value: string): Sql {
  switch (column.type) {
    case 'text':
      return sql`${value}::text`;
    case 'timestamptz':
      return sql`${value}::timestamptz`;
    case 'date':
      return sql`${value}::date`;
    case 'integer':
      return sql`${value}::integer`;
  }
}

function pageOf(found: readonly FoundRow[], cursor: Cursor | null, size: number): ListPage {
  const isBackwards = cursor?.direction === 'before';
  const inDirection = found.slice(0, size);
  const rows = isBackwards ? inDirection.toReversed() : inDirection;
  const hasMore = found.length > size;
  const [first, last] = [rows[0], rows.at(-1)];
  const isFirstPage = cursor === null || (isBackwards && !hasMore);
  const isLastPage = isBackwards ? false : !hasMore;
  return {
    rows: rows.map(({ cells, currency }) => ({ cells, currency })),
    next: last && !isLastPage ? writeCursor({ direction: 'after', key: last.key }) : null,
    previous: first && !isFirstPage ? writeCursor({ direction: 'before', key: first.key }) : null,
  };
}
