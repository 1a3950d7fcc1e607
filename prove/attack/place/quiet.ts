/** Waits until nothing is under way any more, so that what changes afterwards was changed by an attack. */
import { z } from 'zod';
import { sql } from '../../../src/database/sql.ts';
import { until } from '../../../test/support/until.ts';
import type { Place } from './place.ts';

const deliveries = z.object({ items: z.array(z.object({ state: z.string() })) });

/** All notifications have arrived, and the workers have nothing to do. */
export async function untilQuiet({ database, sandbox, active }: Place): Promise<void> {
  const ids = active.map(({ organisation }) => organisation.id);
  await until('everything under way to be done', async () => {
    const { items } = deliveries.parse(await sandbox.control('GET', '/deliveries'));
    if (items.some(({ state }) => state === 'pending' || state === 'held')) return false;
    const [row] = await database.owner.query<{ waiting: bigint }>(sql`
      select (select count(*) from messages where state = 'queued' and organisation_id = any(${ids}))
        + (select count(*) from inbox_events where (tries = 0 or lease_until is not null) and organisation_id = any(${ids}))
        + (select count(*) from payments where state <> 'open' and not receipt_issued
            and organisation_id = any(${ids}))
        + (select count(*) from attempts where state in ('created', 'processing', 'unknown')
            and organisation_id = any(${ids}))
        as waiting`);
    return Number(row?.waiting) === 0;
  });
}
