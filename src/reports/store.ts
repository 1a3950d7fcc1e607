/** All SQL of what reports keep themselves: saved_views, report_figures. */
import type { Queryable, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { ListName } from './list.texts.ts';
import type { SavedView } from './saved-view.ts';

type SavedViewRow = {
  saved_view_id: string;
  staff_id: string;
  list: ListName;
  name: string;
  parameters: (readonly [string, string])[];
  is_shared: boolean;
};

/** The views of a list that somebody may open: their own and what others share, by name. */
export async function findSavedViews(
  database: Queryable,
  organisationId: string,
  staffId: string,
  list: ListName,
): Promise<SavedView[]> {
  const found = await database.query<SavedViewRow>(sql`
    select saved_view_id, staff_id, list, name, parameters, is_shared from saved_views
    where organisation_id = ${organisationId} and list = ${list}
      and (staff_id = ${staffId} or is_shared)
    order by name, saved_view_id limit 200`);
  return found.map((row) => ({
    id: row.saved_view_id,
    staffId: row.staff_id,
    list: row.list,
    name: row.name,
    parameters: row.parameters,
    isShared: row.is_shared,
  }));
}

/** Writes a view; one of the same person, list and name is replaced. */
export async function writeSavedView(
  transaction: Transaction,
  organisationId: string,
  view: SavedView,
  at: Date,
): Promise<void> {
  await transaction.query(sql`
    insert into saved_views (organisation_id, saved_view_id, staff_id, list, name, parameters, is_shared, created_at)
    values (${organisationId}, ${view.id}, ${view.staffId}, ${view.list}, ${view.name},
      ${JSON.stringify(view.parameters)}, ${view.isShared}, ${at})
    on conflict (organisation_id, staff_id, list, name)
      do update set parameters = excluded.parameters, is_shared = excluded.is_shared`);
}

export async function deleteSavedView(
  transaction: Transaction,
  organisationId: string,
  staffId: string,
  savedViewId: string,
): Promise<void> {
  await transaction.query(sql`
    delete from saved_views where organisation_id = ${organisationId} and staff_id = ${staffId}
      and saved_view_id = ${savedViewId}`);
}

export async function countSavedViews(
  transaction: Transaction,
  organisationId: string,
  staffId: string,
): Promise<number> {
  const [row] = await transaction.query<{ n: number }>(sql`
    select count(*)::integer as n from saved_views
    where organisation_id = ${organisationId} and staff_id = ${staffId}`);
  return row?.n ?? 0;
}

export type StoredFigures = { readonly asOf: Date; readonly value: unknown };

export async function findFigures(
  database: Queryable,
  organisationId: string,
  name: string,
): Promise<StoredFigures | null> {
  const [row] = await database.query<{ as_of: Date; value: unknown }>(sql`
    select as_of, value from report_figures
    where organisation_id = ${organisationId} and name = ${name}`);
  return row ? { asOf: row.as_of, value: row.value } : null;
}

/** Keeps the later of two figures. */
export async function writeFigures(
  transaction: Transaction,
  organisationId: string,
  name: string,
  { asOf, value }: StoredFigures,
): Promise<void> {
  await transaction.query(sql`
    insert into report_figures (organisation_id, name, as_of, value)
    values (${organisationId}, ${name}, ${asOf}, ${JSON.stringify(value)})
    on conflict (organisation_id, name) do update set as_of = excluded.as_of, value = excluded.value
      where report_figures.as_of <= excluded.as_of`);
}
