/** A way to write a list as a file: its beginning, rows as they come, its end; never more than that in memory. */
import type { Language } from '../../core/texts.ts';
import type { Cell, Selection } from '../../reports/index.ts';

export const formatNames = ['csv', 'xlsx', 'json'] as const;
export type FormatName = (typeof formatNames)[number];

export function isFormatName(text: string): text is FormatName {
  return (formatNames as readonly string[]).includes(text);
}

export type Occasion = {
  readonly selection: Selection;
  readonly language: Language;
  /** IANA name: in spreadsheets instants are shown in it. */
  readonly timeZone: string;
  readonly madeAt: Date;
};

/** Rows of cells in the order of the selection's columns, then the currency of the row. */
export type Rows = readonly (readonly Cell[])[];

export type ListWriter = {
  readonly begin: () => Uint8Array;
  readonly rows: (rows: Rows) => Uint8Array;
  readonly end: () => Uint8Array;
};

export type Format = {
  readonly mediaType: string;
  readonly createWriter: (occasion: Occasion) => ListWriter;
};

/** Whether the currency of each row gets a column of its own, after the chosen ones. */
export function addsCurrency({ list, columns }: Selection): boolean {
  return list.currency !== null && !columns.some(({ name }) => name === 'currency');
}
