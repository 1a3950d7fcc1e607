/** A list that somebody asked for as a file, and one that is made again and again. */
import type { Language } from '../core/texts.ts';
import type { Money } from '../core/money.ts';
import type { FormatName } from './format/format.ts';

/** `failed`: it was tried often enough; whoever asked is told, and may ask again. */
export type ExportState = 'waiting' | 'made' | 'failed';

/** What to export, as the address of the list says it. */
export type Wanted = {
  readonly list: string;
  /** Filters and columns, as they stand in the address of the list. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** Those of whoever asked; null for all. */
  readonly services: readonly string[] | null;
  readonly format: FormatName;
  readonly language: Language;
};

export type Sums = readonly { readonly column: string; readonly sums: readonly Money[] }[];

export type Export = Wanted & {
  readonly id: string;
  readonly requestedBy: string;
  readonly recipient: string;
  readonly requestedAt: Date;
  readonly state: ExportState;
  readonly rowCount: bigint;
  readonly byteCount: bigint;
  readonly sums: Sums;
  readonly madeAt: Date | null;
  readonly tries: number;
};

export const rhythms = ['day', 'week', 'month'] as const;
export type Rhythm = (typeof rhythms)[number];

export type Schedule = Wanted & {
  readonly id: string;
  readonly every: Rhythm;
  readonly requestedBy: string;
  readonly recipient: string;
  readonly nextAt: Date | null;
};
