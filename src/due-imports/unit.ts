/** What is loaded or refused together: a row, or the rows of a plan. */
import type { PlacedRow } from './find-offer.ts';
import type { RawRow } from './raw-row.ts';
import type { RowError } from './row-error.ts';

export type Entry = PlacedRow & {
  readonly raw: RawRow;
  /** What the row says, in a form that shows whether it changed. */
  readonly digest: string;
};

export type GoodUnit = { readonly kind: 'good'; readonly entries: readonly Entry[] };

export type BadUnit = {
  readonly kind: 'bad';
  readonly raws: readonly RawRow[];
  /** At least one for each of the rows. */
  readonly errors: readonly RowError[];
};

export type Unit = GoodUnit | BadUnit;
