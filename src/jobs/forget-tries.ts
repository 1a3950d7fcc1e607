/** The job that forgets counted tries of long ago, once an hour and process. */
import type { Context } from '../context.ts';
import { forgetTries } from '../rate-limits/index.ts';
import type { Job } from './job.ts';

const hour = 3_600_000;
const keptMs = 24 * hour;

export function createForgetTries(context: Pick<Context, 'database' | 'clock'>): Job {
  let next = 0;
  return {
    name: 'forget-tries',
    // The counts belong to no organisation: the first of each hour forgets them for all.
    run: async () => {
      const now = context.clock.now().getTime();
      if (now < next) return 0;
      next = now + hour;
      await forgetTries(context.database, new Date(now - keptMs));
      return 0;
    },
  };
}
