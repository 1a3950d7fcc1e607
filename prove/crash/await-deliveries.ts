/** The provider's clock goes on until it has delivered all that it owes. */
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Town } from './town.ts';

const deliveries = z.object({
  items: z.array(z.object({ state: z.string(), due_at: z.iso.datetime() })),
});
const clock = z.object({ now: z.iso.datetime() });

/** @returns how many are still owed when patience ends */
export async function awaitDeliveries(
  { ground, sandboxAccount }: Town,
  patience: AbortSignal,
): Promise<number> {
  const path = `/deliveries?account_id=${sandboxAccount}`;
  for (;;) {
    const { items } = deliveries.parse(await ground.control('GET', path));
    const owed = items.filter(({ state }) => state === 'pending' || state === 'held');
    if (owed.length === 0 || patience.aborted) return owed.length;
    const { now } = clock.parse(await ground.control('GET', '/clock'));
    const wait = Math.max(...owed.map(({ due_at: at }) => Date.parse(at) - Date.parse(now)));
    // One that is due is under way; one that waits for another try is not waited for.
    if (wait > 0) await ground.control('POST', '/clock', { advance_ms: wait });
    await delay(40);
  }
}
