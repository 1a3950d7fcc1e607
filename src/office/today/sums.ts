/** Adds up lines of figures by currency, and by whatever tells them apart. */
import { money, type Money } from '../../core/money.ts';

type Line = { readonly count: number; readonly amount: Money };

export type Sum = { readonly key: string; readonly count: number; readonly amount: Money };

/** One sum for each key and currency, in the order in which they first come. */
export function sumsBy<Each extends Line>(
  lines: readonly Each[],
  keyOf: (line: Each) => string,
): Sum[] {
  const groups = Map.groupBy(lines, (line) => `${line.amount.currency} ${keyOf(line)}`);
  return [...groups.values()].flatMap((some) => {
    const [first] = some;
    if (!first) return [];
    const minor = some.reduce((sum, { amount }) => sum + amount.minor, 0n);
    const count = some.reduce((sum, line) => sum + line.count, 0);
    return [{ key: keyOf(first), count, amount: money(minor, first.amount.currency) }];
  });
}

/** One sum for each currency. */
export function totalsOf(lines: readonly Line[]): Sum[] {
  return sumsBy(lines, () => '');
}

/** The currencies of the lines, the one with most lines first. */
export function currenciesOf(lines: readonly Line[]): string[] {
  return [...Map.groupBy(lines, ({ amount }) => amount.currency)]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([currency]) => currency);
}
