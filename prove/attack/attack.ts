/** What an attack is: something hostile that is tried on a running portal, and must come to nothing. */
import type { Place } from './place/place.ts';

export type Attack = {
  /** What others call it by: the requirements, the report, the command that repeats it. */
  readonly id: string;
  /** What is tried, as the beginning of a sentence that ends with "comes to nothing". */
  readonly tries: string;
  /** Rows of the fault table that are at work in it. */
  readonly faults?: readonly string[];
  /** @throws AssertionError with what the attacker got */
  readonly run: (place: Place) => Promise<void>;
};
