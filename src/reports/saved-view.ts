/** A list with its filters and columns, kept under a name by somebody, for themselves or for all colleagues. */
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { Organisation } from '../organisations/index.ts';
import type { ListName } from './list.texts.ts';
import type { Selection } from './selection.ts';
import { countSavedViews, deleteSavedView, writeSavedView } from './store.ts';

export type SavedView = {
  readonly id: string;
  /** Who keeps it. */
  readonly staffId: string;
  readonly list: ListName;
  readonly name: string;
  /** As they stand in the address of the list. */
  readonly parameters: Selection['parameters'];
  readonly isShared: boolean;
};

const mostViews = 100;

/** @throws Refusal `input_invalid` when the name is empty or too long, or somebody keeps a hundred already */
export async function saveView(
  context: Pick<Context, 'database' | 'clock' | 'ids'>,
  organisation: Organisation,
  selection: Selection,
  kept: { readonly staffId: string; readonly name: string; readonly isShared: boolean },
): Promise<void> {
  const name = kept.name.trim();
  if (name === '' || name.length > 80) throw new Refusal('input_invalid', 'name: 1 to 80 letters');
  const { list, parameters } = selection;
  const view = { ...kept, id: context.ids.next('viw'), name, list: list.name, parameters };
  await context.database.transaction(async (transaction) => {
    if ((await countSavedViews(transaction, organisation.id, kept.staffId)) >= mostViews) {
      throw new Refusal('input_invalid', 'name: there are too many views; remove one first');
    }
    await writeSavedView(transaction, organisation.id, view, context.clock.now());
  });
}

/** Removes a view that this person keeps; another's stays. */
export async function removeView(
  context: Pick<Context, 'database'>,
  organisation: Organisation,
  staffId: string,
  savedViewId: string,
): Promise<void> {
  await context.database.transaction((transaction) =>
    deleteSavedView(transaction, organisation.id, staffId, savedViewId),
  );
}
