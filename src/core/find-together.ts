/** Finds with one question what several callers look for in the same place at the same time. */
import type { Together } from './together.ts';

export type Question<Found> = {
  /** Of all that is asked in one place at one time. */
  readonly name: string;
  readonly find: (keys: readonly string[]) => Promise<readonly Found[]>;
  /** By which of the keys it was found. */
  readonly keyOf: (found: Found) => string | null;
};

/** @returns what belongs to any of the keys, in the order in which it was found */
export async function findTogether<Found>(
  together: Together,
  keys: readonly string[],
  { name, find, keyOf }: Question<Found>,
): Promise<readonly Found[]> {
  if (keys.length === 0) return [];
  return together(name, keys, async (many: readonly (readonly string[])[]) => {
    const found = await find([...new Set(many.flat())]);
    return many.map((some) => found.filter((one) => some.includes(keyOf(one) ?? '')));
  });
}
