/** Takes receipt numbers out of use that may stand on receipts which the database has forgotten. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { dateIn } from '../core/calendar-date.ts';
import type { Organisation } from '../organisations/index.ts';
import { insertVoids } from './store.ts';

/**
 * Voids the next `count` numbers of each year from `since` to now: nobody knows on which side of the
 * turn of a year a forgotten receipt was given.
 */
export async function voidNumbers(
  context: Pick<Context, 'database' | 'clock' | 'ids'>,
  organisation: Organisation,
  { count, since, actor }: { readonly count: number; readonly since: Date; readonly actor: string },
): Promise<void> {
  if (count === 0) return;
  const now = context.clock.now();
  const yearOf = (at: Date) => Number(dateIn(organisation.settings.time_zone, at).slice(0, 4));
  await context.database.transaction(async (transaction) => {
    for (let year = yearOf(since); year <= yearOf(now); year += 1) {
      await insertVoids(transaction, organisation.id, { year, count, voidedAt: now });
    }
    await recordAudit(transaction, context, organisation.id, {
      actor,
      action: 'void receipt numbers',
      subject: organisation.id,
      detail: { count, since: since.toISOString() },
    });
  });
}
