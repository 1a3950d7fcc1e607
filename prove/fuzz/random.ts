/** Randomness that can be had again: the same words give the same numbers, on any machine. */

export type Random = {
  /** A whole number from 0 up to, not including, `limit`. */
  readonly below: (limit: number) => number;
  /** @throws RangeError when there is nothing to pick from */
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** True once in so many times. */
  readonly once: (inSoMany: number) => boolean;
};

/** A source of its own for each input, so that one can be made again without those before it. */
export function randomFrom(...words: readonly (string | number)[]): Random {
  const state = Uint32Array.from([0x9e3779b9, 0x243f6a88, 0xb7e15162, digest(words.join('/'))]);
  const next = (): number => scramble(state);
  for (let warmUp = 0; warmUp < 12; warmUp += 1) next();
  const below = (limit: number): number => next() % Math.max(limit, 1);
  return {
    below,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    once: (inSoMany) => below(inSoMany) === 0,
  };
}

/** FNV-1a of 32 bits. */
function digest(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

/** The generator sfc32 of Chris Doty-Humphrey's PractRand. */
function scramble(state: Uint32Array): number {
  const [a = 0, b = 0, c = 0, counter = 0] = state;
  const sum = (a + b + counter) >>> 0;
  state[0] = b ^ (b >>> 9);
  state[1] = c + (c << 3);
  state[2] = ((c << 21) | (c >>> 11)) + sum;
  state[3] = counter + 1;
  return sum;
}
