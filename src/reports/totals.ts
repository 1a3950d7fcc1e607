/** How many rows a selection has, and what its amounts add up to in each currency. */
import { money, type Money } from '../core/money.ts';
import type { Database } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { Organisation } from '../organisations/index.ts';
import { selectedRows } from './conditions.ts';
import type { ColumnName } from './column.texts.ts';
import { findScope } from './find-scope.ts';
import { listed } from './searchable.ts';
import type { Selection } from './selection.ts';

export type ListTotals = {
  readonly count: number;
  /** Of the shown columns that are added up; one sum for each currency, by code. */
  readonly sums: readonly { readonly column: ColumnName; readonly sums: readonly Money[] }[];
  /** False when there are more rows than were looked at: count and sums are those of the newest `most`. */
  readonly isComplete: boolean;
};

/** @param most rows to look at; null for all of them, however many */
export async function findListTotals(
  database: Database,
  organisation: Organisation,
  selection: Selection,
  most: number | null,
): Promise<ListTotals> {
  const { list } = selection;
  const added = selection.columns.filter((column) => column.isSummed);
  const amounts = added.map((column) => column.sql);
  return database.transaction(async (transaction) => {
    const scope = await findScope(transaction, organisation, selection);
    const found = await transaction.query<{
      currency: string | null;
      n: number;
      sums: string[];
    }>(sql`
      select currency, count(*)::float8 as n, array[${listed(
        amounts.length === 0
          ? [sql`'0'`]
          : amounts.map((_, index) => sql`coalesce(sum(amounts[${index + 1}::integer]), 0)::text`),
      )}] as sums
      from (
        select ${list.currency ?? sql`null::text`} as currency,
          array[${listed(amounts.length === 0 ? [sql`0::bigint`] : amounts)}] as amounts
        ${selectedRows(selection, scope)}
        limit ${most === null ? null : most + 1}) selected
      group by currency order by currency`);
    const count = found.reduce((sum, row) => sum + row.n, 0);
    const isComplete = most === null || count <= most;
    const sumsOf = (index: number) =>
      found.flatMap((row) =>
        row.currency === null ? [] : [money(BigInt(row.sums[index] ?? '0'), row.currency)],
      );
    const sums = added.map((column, index) => ({ column: column.name, sums: sumsOf(index) }));
    return { count: isComplete ? count : (most ?? 0), sums: isComplete ? sums : [], isComplete };
  });
}
