/** Does again what failed because the database was away: for the proof's own questions, never for the portal's. */
import { setTimeout as delay } from 'node:timers/promises';

const mostTries = 150;

/** @throws what it failed with in the end */
export async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === mostTries) throw error;
      await delay(100);
    }
  }
}
