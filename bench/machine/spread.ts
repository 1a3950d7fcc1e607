/** Rounds of one measurement in a few numbers: the median and how far apart they were. */

export type Spread = {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly rounds: readonly number[];
};

/** @throws RangeError without a single round */
export function spreadOf(rounds: readonly number[]): Spread {
  const sorted = rounds.toSorted((one, other) => one - other);
  return {
    median: quantile(sorted, 0.5),
    least: quantile(sorted, 0),
    most: quantile(sorted, 1),
    rounds: rounds.map(rounded),
  };
}

/** Of two measurements that took turns: the median of the ratios of their rounds; null where none has one. */
export function medianRatio(ours: readonly number[], theirs: readonly number[]): number | null {
  const ratios = ours.flatMap((value, round) => {
    const other = theirs[round];
    return other === undefined || other === 0 ? [] : [value / other];
  });
  return ratios.length === 0 ? null : spreadOf(ratios).median;
}

/** @param sorted from the least to the most */
export function quantile(sorted: readonly number[], part: number): number {
  const position = Math.ceil(part * sorted.length) - 1;
  const value = sorted[Math.min(sorted.length - 1, Math.max(0, position))];
  if (value === undefined) throw new RangeError('nothing was measured');
  return rounded(value);
}

/** Latencies in the percentiles that people ask for, named `…_p50_ms` and so on. */
export function percentiles(name: string, values: readonly number[]): Record<string, number> {
  if (values.length === 0) return {};
  const sorted = values.toSorted((one, other) => one - other);
  return {
    [`${name}_p50_ms`]: quantile(sorted, 0.5),
    [`${name}_p95_ms`]: quantile(sorted, 0.95),
    [`${name}_p99_ms`]: quantile(sorted, 0.99),
  };
}

/** Four digits say more than any of this is exact. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
