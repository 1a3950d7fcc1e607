/** What a selection says of the rows, as conditions of a statement. */
import { Refusal } from '../core/errors.ts';
import { sql, type Sql } from '../database/sql.ts';
import type { Way } from './list.ts';
import { allOf } from './searchable.ts';
import type { Chosen, Selection } from './selection.ts';

/** Whose rows, where a day begins, and how the words of the search are meant. */
export type Scope = {
  readonly organisationId: string;
  readonly timeZone: string;
  readonly way: Way;
};

/**
 * `from … where …` of the rows that are selected.
 *
 * @param join one of the list's, put in between
 */
export function selectedRows(selection: Selection, scope: Scope, join = sql``): Sql {
  const source = selection.list.source(scope.organisationId, join);
  const conditions = selection.chosen.flatMap((one) => conditionsOf(one, selection, scope));
  return allOf([source, ...conditions, ...serviceConditions(selection, scope)]);
}

/** @throws Refusal `not_allowed` for somebody of some services and a list that knows none */
function serviceConditions({ list, services }: Selection, scope: Scope): readonly Sql[] {
  if (services === null) return [];
  if (list.ofServices === null) throw new Refusal('not_allowed');
  return [list.ofServices(scope.organisationId, services)];
}

function conditionsOf(chosen: Chosen, { list }: Selection, scope: Scope): readonly Sql[] {
  const { filter } = chosen;
  if ('words' in chosen) {
    return [chosen.filter.condition(scope.organisationId, chosen.words, scope.way)];
  }
  if ('values' in chosen) return [sql`${chosen.filter.sql} = any(${[...chosen.values]}::text[])`];
  if ('value' in chosen) return [chosen.filter.condition(scope.organisationId, chosen.value)];
  if ('from' in chosen) return periodConditions(chosen, scope.timeZone);
  if (list.currency === null) throw new Error(`${list.name}: ${filter.name} has no currency`);
  const { currency, least, most } = chosen;
  return [
    sql`${list.currency} = ${currency}`,
    ...(least ? [sql`${chosen.filter.sql} >= ${least.minor}::bigint`] : []),
    ...(most ? [sql`${chosen.filter.sql} <= ${most.minor}::bigint`] : []),
  ];
}

/** The boundaries are made of the days, not the rows turned into days: so an index can be used. */
function periodConditions(chosen: Extract<Chosen, { from: unknown }>, timeZone: string): Sql[] {
  const { filter, from, to } = chosen;
  if (filter.of === 'date') {
    return [
      ...(from ? [sql`${filter.sql} >= ${from}::date`] : []),
      ...(to ? [sql`${filter.sql} <= ${to}::date`] : []),
    ];
  }
  return [
    ...(from
      ? [sql`${filter.sql} >= (${from}::date)::timestamp at time zone ${timeZone}::text`]
      : []),
    ...(to
      ? [sql`${filter.sql} < (${to}::date + 1)::timestamp at time zone ${timeZone}::text`]
      : []),
  ];
}
