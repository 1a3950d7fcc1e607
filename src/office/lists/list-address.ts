/** The addresses of lists in the back office, with their filters. */
import type { ListName, Selection } from '../../reports/index.ts';
import type { OfficeView } from '../office-view.ts';

type Parameters = Iterable<readonly [name: string, value: string]>;

/** @param parameters filters and columns as they stand in an address */
export function listAddress(
  view: Pick<OfficeView, 'office'>,
  list: ListName,
  parameters: Parameters = [],
): string {
  const query = new URLSearchParams();
  for (const [name, value] of parameters) query.append(name, value);
  const path = view.office.to(`/lists/${list}`);
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

/** The same selection with something of the page beside it. */
export function besideSelection(
  view: Pick<OfficeView, 'office'>,
  { list, parameters }: Selection,
  more: Readonly<Record<string, string>>,
): string {
  return listAddress(view, list.name, [...parameters, ...Object.entries(more)]);
}

/** Where the export of a selection begins. */
export function exportAddress(
  view: Pick<OfficeView, 'office'>,
  { list, parameters }: Selection,
): string {
  const query = new URLSearchParams({ list: list.name });
  for (const [name, value] of parameters) query.append(name, value);
  return `${view.office.to('/exports/new')}?${query.toString()}`;
}
