/** Whether this machine and the database agree what time it is: due dates go by one, leases by the other. */
import type { Context } from '../context.ts';
import type { HealthCheck } from '../core/health-check.ts';
import { describeDuration } from './describe-duration.ts';
import { readDatabaseClock } from './store.ts';

const mostMs = 2000;

export function clockCheck({ database, clock }: Pick<Context, 'database' | 'clock'>): HealthCheck {
  const name = 'clock';
  return {
    name,
    stopsPayers: false,
    after: 'database',
    run: async () => {
      const before = clock.now().getTime();
      const theirs = (await readDatabaseClock(database)).getTime();
      const after = clock.now().getTime();
      // The database looked at its clock at some time between; that much is not known.
      const offset = Math.max(before - theirs, theirs - after, 0);
      const ok = offset < mostMs;
      const sentence = ok
        ? 'This machine and the database agree on the time.'
        : `This machine and the database differ by ${describeDuration(offset)}: mend their clocks.`;
      return [{ name, ok, stopsPayers: false, sentence }];
    },
  };
}
