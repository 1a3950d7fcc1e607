/** A list as data: what it shows, by what it can be narrowed, in which order; pages, totals and exports come from it. */
import type { Sql } from '../database/sql.ts';
import type { ColumnName } from './column.texts.ts';
import type { FilterName } from './filter.texts.ts';
import type { ListName } from './list.texts.ts';
import type { Meaning } from './searchable.ts';
import type { Vocabulary } from './vocabulary.texts.ts';

export type { ListName } from './list.texts.ts';

/** `money` counts minor units of the currency of the row; `instant` and `date` are ISO 8601 in UTC. */
export type CellKind = 'text' | 'money' | 'instant' | 'date' | 'state' | 'number' | 'boolean';

export type Column = {
  readonly name: ColumnName;
  readonly kind: CellKind;
  /** An expression over the source. */
  readonly sql: Sql;
  /** The same over the source with the list's `inBulk` joined: quicker for very many rows. */
  readonly bulkSql: Sql | null;
  /** Whether it is shown until somebody chooses columns. */
  readonly isShown: boolean;
  /** Whether it is added up, by currency; only of `money`. */
  readonly isSummed: boolean;
  /** The words for the values of a `state`. */
  readonly vocabulary: Vocabulary | null;
  /** What its value is the id of, so that it can be opened. */
  readonly opens: 'payment' | 'due' | null;
};

/** `few` matches are found first, by an index of their texts; among `many` the newest rows are looked through. */
export type Breadth = 'few' | 'many';

/** How the words of a search are meant and looked for, decided once for everything that is made of a selection. */
export type Way = {
  readonly meaning: Meaning;
  readonly breadth: Breadth;
  /** Whether addresses and ids count too, which are found by their beginning whatever the meaning. */
  readonly isByCode: boolean;
};

export type Filter = { readonly name: FilterName } & (
  | {
      /** Words, all of which must be found. */
      readonly kind: 'search';
      /** A row for each name, number or reason that has the words; null where none is searched. */
      readonly texts:
        ((organisationId: string, words: readonly string[], meaning: Meaning) => Sql) | null;
      /** A row for each address or id that they are. */
      readonly codes: (organisationId: string, words: readonly string[]) => Sql;
      readonly condition: (organisationId: string, words: readonly string[], way: Way) => Sql;
    }
  | {
      readonly kind: 'choice';
      readonly values: readonly string[];
      readonly vocabulary: Vocabulary;
      readonly sql: Sql;
    }
  /** From a day to a day, both included; `instant` by the organisation's time zone. */
  | {
      readonly kind: 'period';
      readonly of: 'instant' | 'date';
      readonly sql: Sql;
      /** The order of the list while it is narrowed so, where an index has both in one; absent: as ever. */
      readonly key?: readonly KeyColumn[];
    }
  /** Least and most, in one currency. */
  | { readonly kind: 'amount'; readonly sql: Sql }
  /** Exactly this text; a condition where the source does not hold what is compared. */
  | { readonly kind: 'id'; readonly condition: (organisationId: string, value: string) => Sql }
);

/** A column that orders the list, with its type in PostgreSQL; together they are unique. */
export type KeyColumn = {
  readonly sql: Sql;
  readonly type: 'text' | 'timestamptz' | 'date' | 'integer';
};

export type List = {
  readonly name: ListName;
  readonly permission: 'see' | 'see_audit';
  /** `from … where …organisation_id = …`, with a join put in; conditions are added with `and`. */
  readonly source: (organisationId: string, join: Sql) => Sql;
  /** A join that reads for all rows at once what columns otherwise look up row by row. */
  readonly inBulk: ((organisationId: string) => Sql) | null;
  /** Its rows of these services only; null where rows belong to no service, and only those see them who see all. */
  readonly ofServices: ((organisationId: string, services: readonly string[]) => Sql) | null;
  /** Newest first: every column descending, in the order of an index. */
  readonly key: readonly KeyColumn[];
  /** Of the amounts of a row; null where a list has none. */
  readonly currency: Sql | null;
  readonly columns: readonly Column[];
  readonly filters: readonly Filter[];
};

/** A cell as PostgreSQL writes it: minor units, `2026-11-22 15:41:40.123+00`, `2026-11-22`, `true`. */
export type Cell = string | null;
