/** SQL of what waits, over all organisations at once: read by health checks and figures. */
import type { Backlog } from '../../core/backlog.ts';
import type { Queryable } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';

const minute = 60_000;
const hour = 60 * minute;

type WaitingRow = { waiting: number; oldest: Date | null };

/** Each look goes through an index of open work only, so it costs as much as there is to do. */
export async function findPaymentBacklogs(database: Queryable): Promise<Backlog[]> {
  const notifications = await database.query<WaitingRow>(sql`
    select count(*)::int as waiting, min(received_at) as oldest from inbox_events
    where next_try_at is not null`);
  const unknown = await database.query<WaitingRow>(sql`
    select count(*)::int as waiting, min(created_at) as oldest from attempts
    where state = 'unknown' and next_ask_at is not null`);
  const refunds = await database.query<WaitingRow>(sql`
    select count(*)::int as waiting, min(requested_at) as oldest from refunds
    where state in ('requested', 'unknown') and next_ask_at is not null`);
  const receipts = await database.query<WaitingRow>(sql`
    select count(*)::int as waiting, min(paid_at) as oldest from payments
    where state = 'paid' and not receipt_issued`);
  const sweeps = await database.query<WaitingRow>(sql`
    select count(*)::int as waiting, min(swept_until) as oldest from provider_sweeps`);
  const backlog = (
    name: string,
    what: string,
    patienceMs: number,
    [row]: readonly WaitingRow[],
  ): Backlog => ({ name, what, patienceMs, count: row?.waiting ?? 0, oldest: row?.oldest ?? null });
  return [
    backlog('notifications', 'Notifications to be followed up', 5 * minute, notifications),
    backlog('unknown_attempts', 'Attempts whose outcome nobody knows', hour, unknown),
    backlog('refunds', 'Refunds without an answer', hour, refunds),
    backlog('receipts', 'Receipts to be given', 2 * minute, receipts),
    backlog('sweeps', 'Comparisons with the lists of providers', 45 * minute, sweeps),
  ];
}
