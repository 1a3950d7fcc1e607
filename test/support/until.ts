/** Waits for a condition, never for a time: asks again and again, and gives up with what was last seen. */
import { setTimeout as delay } from 'node:timers/promises';

const pauseMs = 40;

/**
 * Asks until the answer is neither null, undefined nor false.
 *
 * @param what completes "waited in vain for …"
 * @throws Error after `withinMs`, with the last answer or failure
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  withinMs = 60_000,
): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await delay(pauseMs);
  }
}
