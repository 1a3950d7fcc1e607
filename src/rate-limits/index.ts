/** Counts tries for all processes together; it owns rate_limits. */
import type { Clock } from '../core/clock.ts';
import type { Database } from '../database/database.ts';
import { countTry, readTries } from './store.ts';

export { forgetOldTries } from './forget-old-tries.ts';
export { networkOf } from './network.ts';

export type Limit = {
  /** What is counted, and for whom: `find:org_…:203.0.113.7`, with personal parts digested. */
  readonly bucket: string;
  readonly most: number;
  readonly windowMs: number;
};

/** Whether the limit is used up; counts nothing. */
export async function isExhausted(
  context: { readonly database: Database; readonly clock: Clock },
  limit: Limit,
): Promise<boolean> {
  return (
    (await readTries(context.database, limit.bucket, windowStart(context.clock, limit))) >=
    limit.most
  );
}

/** Counts one try. @returns whether it was still within the limit */
export async function tryOnce(
  context: { readonly database: Database; readonly clock: Clock },
  limit: Limit,
): Promise<boolean> {
  return (
    (await countTry(context.database, limit.bucket, windowStart(context.clock, limit))) <=
    limit.most
  );
}

function windowStart(clock: Clock, limit: Limit): Date {
  return new Date(Math.floor(clock.now().getTime() / limit.windowMs) * limit.windowMs);
}
