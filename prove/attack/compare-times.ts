/** Tells whether one thing takes longer than another, on a machine that has other things to do as well. */

export type Comparison = {
  /** Whether the difference is greater than what is hidden anyway. */
  readonly isTellable: boolean;
  /** Between these the middle difference lies, all but once in a thousand times. */
  readonly least: number;
  readonly most: number;
  readonly pairs: number;
};

export type Compared = {
  /** Takes the time of each, one right after the other. */
  readonly next: () => Promise<{ readonly one: number; readonly other: number }>;
  /** Differences up to this are nobody's advantage. */
  readonly hidden: number;
  readonly mostPairs: number;
};

const fewestPairs = 60;
/** Of the normal distribution: farther than this lies one in a thousand. */
const deviations = 3.29;

/**
 * Compares in pairs until it is clear; where the machine is too busy for that, nobody can tell.
 *
 * The sign test: it asks of the noise only that it strikes both of a pair alike, so neither long
 * pauses nor a machine that gets slower all the time can feign a difference.
 */
export async function compareTimes({ next, hidden, mostPairs }: Compared): Promise<Comparison> {
  const differences: number[] = [];
  for (;;) {
    const { one, other } = await next();
    differences.push(one - other);
    if (differences.length < fewestPairs || differences.length % fewestPairs !== 0) continue;
    const { least, most } = middleOf(differences);
    const isTellable = least > hidden || most < -hidden;
    const isHidden = least > -2 * hidden && most < 2 * hidden;
    if (isTellable || isHidden || differences.length >= mostPairs) {
      return { isTellable, least, most, pairs: differences.length };
    }
  }
}

/** The interval of confidence of the median, by order statistics. */
function middleOf(differences: readonly number[]): { least: number; most: number } {
  const sorted = differences.toSorted((one, other) => one - other);
  const count = sorted.length;
  const outside = Math.floor((count - deviations * Math.sqrt(count)) / 2);
  return { least: sorted[outside] ?? -Infinity, most: sorted[count - 1 - outside] ?? Infinity };
}
