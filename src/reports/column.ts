/** Makes the columns of lists. */
import type { Sql } from '../database/sql.ts';
import type { ColumnName } from './column.texts.ts';
import type { CellKind, Column } from './list.ts';
import type { Vocabulary } from './vocabulary.texts.ts';

type Extras = Partial<Omit<Column, 'name' | 'kind' | 'sql'>>;

/** A column that is shown only when somebody asks for it, unless told otherwise. */
export function column(name: ColumnName, kind: CellKind, sql: Sql, extras: Extras = {}): Column {
  return {
    name,
    kind,
    sql,
    bulkSql: null,
    isShown: false,
    isSummed: false,
    vocabulary: null,
    opens: null,
    ...extras,
  };
}

/** A column that is shown at first. */
export function shown(name: ColumnName, kind: CellKind, sql: Sql, extras: Extras = {}): Column {
  return column(name, kind, sql, { isShown: true, ...extras });
}

/** The state of something, in words. */
export function state(name: ColumnName, sql: Sql, vocabulary: Vocabulary): Column {
  return shown(name, 'state', sql, { vocabulary });
}

/** An amount that is added up. */
export function summed(name: ColumnName, sql: Sql, extras: Extras = {}): Column {
  return column(name, 'money', sql, { isSummed: true, ...extras });
}
