/** One thing that must hold in the books. */

export type Invariant = {
  readonly name: string;
  readonly kind: 'safety' | 'eventual';
  readonly says: string;
  readonly text: string;
  /** The same as questions of which none takes too long, where there may be much of it. */
  readonly inSteps?: {
    /** Of numbers that begin above 0: the last of each step. */
    readonly bounds: string;
    /** The rows of the numbers above `$2` up to `$3`. */
    readonly step: string;
    /** The other rows. */
    readonly rest: string;
  };
};
