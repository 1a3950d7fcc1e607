/** What a figure of the bench is asked for and hands over; `bench/main.ts` runs them and prints. */
import type { Spread } from './machine/spread.ts';

export type BenchOptions = {
  /** How long each round of each measurement takes, about. */
  readonly seconds: number;
  /** How often ours and the reference take turns. */
  readonly rounds: number;
  /** Also what takes many minutes, such as ten million rows. */
  readonly full: boolean;
  /** Settings of the portal that is measured, in the names of the environment. */
  readonly settings: Readonly<Record<string, string>>;
  /** A line for whoever watches; never part of the result. */
  readonly progress: (line: string) => void;
};

/** One line of a table: ours, what it is held against, and the ratio of the two. */
export type Measurement = {
  readonly name: string;
  readonly unit: string;
  readonly ours: Spread;
  readonly reference: { readonly name: string; readonly value: Spread } | null;
  /** Median of the ratios of rounds that ran one after the other; null without a reference. */
  readonly ratio: number | null;
  /** What was to be reached, in words; null where nothing was promised. */
  readonly target: string | null;
  readonly isReached: boolean | null;
  /** Whatever else was seen, by name with the unit at its end. */
  readonly detail: Readonly<Record<string, number>>;
};

export type FigureResult = {
  readonly measurements: readonly Measurement[];
  /** What a reader must know to judge them. */
  readonly notes: readonly string[];
};

export type Figure = {
  readonly name: string;
  readonly summary: string;
  readonly measure: (options: BenchOptions) => Promise<FigureResult>;
};
