/** What a sabotage is: a fault that somebody might make, put into a copy of the code to see it caught. */
import type { Sizes } from '../arguments.ts';
import type { PartId } from '../part.ts';

export type Change = {
  /** From the root of the repository. */
  readonly file: string;
  /** Stands there exactly once; planting fails when it does not, so that no sabotage is an empty one. */
  readonly from: string;
  readonly to: string;
};

export type Sabotage = {
  /** What others call it by: the report, the documents, the command that repeats it. */
  readonly id: string;
  /** The fault, in words that end the sentence "What if …?". */
  readonly whatIf: string;
  /** All together; more than one where one guard stands behind another. */
  readonly changes: readonly Change[];
  /** The part that must see it, at sizes that make that all but certain. */
  readonly caughtBy: Exclude<PartId, 'sabotage'>;
  readonly sizes?: Partial<Sizes>;
  /** Of attacks, or of scenes of the crash part, those that are enough. */
  readonly only?: readonly string[];
};
