/** Finds with one question what several callers look for in the same place at the same time. */
import type { Together, Whose } from './together.ts';

type Asking = { readonly together: Together };

/**
 * Makes a question of many keys one that callers share; it stands at the top of a module.
 *
 * @param keyOf by which of the keys something was found
 * @returns asks for what belongs to any of the keys, in the order in which it was found
 */
export function findTogether<Means extends Asking, Of extends Whose, Found>(
  find: (means: Means, whose: Of, keys: readonly string[]) => Promise<readonly Found[]>,
  keyOf: (found: Found) => string | null,
): (means: Means, whose: Of, keys: readonly string[]) => Promise<readonly Found[]> {
  async function findForAll(means: Means, whose: Of, many: readonly (readonly string[])[]) {
    const found = await find(means, whose, [...new Set(many.flat())]);
    return many.map((some) => found.filter((one) => some.includes(keyOf(one) ?? '')));
  }
  return async (means, whose, keys) =>
    keys.length === 0 ? [] : means.together(findForAll, means, whose, keys);
}
