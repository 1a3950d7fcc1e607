/** Decides how the words of a search are meant and found; screen, totals and export all ask here. */
import type { Transaction } from '../database/database.ts';
import { sql, type Sql } from '../database/sql.ts';
import type { Organisation } from '../organisations/index.ts';
import { selectedRows, type Scope } from './conditions.ts';
import type { Breadth, Way } from './list.ts';
import type { Selection } from './selection.ts';

/** Beyond so many matches of a search the newest rows are looked through instead. */
const few = 5000;

/**
 * Prepares a transaction for statements of a selection and looks at what its search matches.
 *
 * Each value has its own best plan here, so none is kept for all.
 */
export async function findScope(
  transaction: Transaction,
  organisation: Organisation,
  selection: Selection,
): Promise<Scope> {
  await transaction.query(sql`set local plan_cache_mode = force_custom_plan`);
  const scope = { organisationId: organisation.id, timeZone: organisation.settings.time_zone };
  return { ...scope, way: await findWay(transaction, scope, selection) };
}

/**
 * The words are whole words where a row of the selection has them so, and else parts of words.
 *
 * It goes by the selection, not by all there is: a whole word in another year must not hide the parts in this one.
 */
async function findWay(
  transaction: Transaction,
  scope: Omit<Scope, 'way'>,
  selection: Selection,
): Promise<Way> {
  const search = selection.chosen.find((one) => 'words' in one);
  if (search === undefined) return { meaning: 'parts', breadth: 'few', isByCode: true };
  // Of a word that it does not know the planner expects thousands, and would start workers for one row.
  await transaction.query(sql`set local max_parallel_workers_per_gather = 0`);
  const { filter, words } = search;
  const { organisationId } = scope;
  const codes = filter.codes(organisationId, words);
  const none = sql`select where false`;
  const exact = filter.texts?.(organisationId, words, 'words') ?? none;
  const [texts, coded] = await countMatches(transaction, exact, codes);
  if (texts > 0) {
    const way = { meaning: 'words', breadth: breadthOf(texts), isByCode: false } as const;
    if (await hasRow(transaction, selection, { ...scope, way }))
      return { meaning: 'words', breadth: breadthOf(texts + coded), isByCode: true };
  }
  const loose = filter.texts?.(organisationId, words, 'parts') ?? none;
  const [parts] = await countMatches(transaction, loose, none);
  return { meaning: 'parts', breadth: breadthOf(parts + coded), isByCode: true };
}

function breadthOf(matches: number): Breadth {
  return matches > few ? 'many' : 'few';
}

async function countMatches(
  transaction: Transaction,
  texts: Sql,
  codes: Sql,
): Promise<[texts: number, codes: number]> {
  const [row] = await transaction.query<{ texts: number; codes: number }>(sql`
    select (select count(*)::integer from (${texts} limit ${few + 1}) one) as texts,
      (select count(*)::integer from (${codes} limit ${few + 1}) one) as codes`);
  return [row?.texts ?? 0, row?.codes ?? 0];
}

async function hasRow(
  transaction: Transaction,
  selection: Selection,
  scope: Scope,
): Promise<boolean> {
  const rows = await transaction.query(sql`select 1 ${selectedRows(selection, scope)} limit 1`);
  return rows.length > 0;
}
