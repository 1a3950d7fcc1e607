/** Makes a failing input smaller while it still fails, so that a person can read it. */

/**
 * Drops ever smaller pieces.
 *
 * @param stillFails asked at most `mostTries` times
 */
export async function minimise(
  input: Uint8Array,
  stillFails: (input: Uint8Array) => Promise<boolean>,
  mostTries = 120,
): Promise<Uint8Array> {
  let smallest = input;
  let tries = 0;
  for (let size = Math.ceil(input.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < smallest.length && tries < mostTries; tries += 1) {
      const without = Buffer.concat([smallest.subarray(0, at), smallest.subarray(at + size)]);
      if (await stillFails(without)) smallest = without;
      else at += size;
    }
  }
  return smallest;
}
