/** Clears away counts of windows that are over: whoever guesses may not fill the disk with them. */
import type { Clock } from '../core/clock.ts';
import type { Database } from '../database/database.ts';
import { forgetTries } from './store.ts';

const hour = 3_600_000;
/** Longer than any window. */
const keptMs = 48 * hour;

/** @returns what to call as often as one likes: it looks once an hour */
export function forgetOldTries(context: {
  readonly database: Database;
  readonly clock: Clock;
}): () => Promise<void> {
  const state = { nextAt: 0 };
  return async () => {
    const now = context.clock.now().getTime();
    if (now < state.nextAt) return;
    state.nextAt = now + hour;
    await forgetTries(context.database, new Date(now - keptMs));
  };
}
