/** How long things take: the only place of the bench that asks the machine for the time. */

/** Milliseconds that only grow, counted from the start of the process. */
export function now(): number {
  return performance.now();
}

/** The same as `now`, in milliseconds since 1970, so that processes can be compared. */
export function instant(): number {
  return performance.timeOrigin + performance.now();
}

/** @returns how long it took, in milliseconds */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = now();
  await work();
  return now() - start;
}
