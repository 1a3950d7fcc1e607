/** Time for whatever waits in our own rows; the clock of the machine cannot be moved. */
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from '../../src/database/sql.ts';
import type { Town } from './town.ts';

/** A minute and a half goes by; questions, mails, notifications and comparisons come nearer. */
export async function passTime({ database }: Town): Promise<void> {
  await database.query(sql`
    with attempts as (
      update attempts set next_ask_at = next_ask_at - interval '90 seconds' where next_ask_at > now()
    ), refunds as (
      update refunds set next_ask_at = next_ask_at - interval '90 seconds' where next_ask_at > now()
    ), messages as (
      update messages set next_try_at = next_try_at - interval '90 seconds' where next_try_at > now()
    ), sweeps as (
      update provider_sweeps set next_sweep_at = next_sweep_at - interval '90 seconds'
      where next_sweep_at > now()
    )
    update inbox_events set next_try_at = next_try_at - interval '90 seconds' where next_try_at > now()`);
}

type Unfinished = Record<
  'attempts' | 'refunds' | 'messages' | 'notifications' | 'receipts',
  number
>;

/** Lets time pass until nothing is under way. @returns what still is after `patience`, or null */
export async function settleDown(town: Town, patience: AbortSignal): Promise<string | null> {
  for (;;) {
    const left = await unfinished(town);
    if (left === null) return null;
    if (patience.aborted) return left;
    await passTime(town);
    await delay(100);
  }
}

async function unfinished({ database }: Town): Promise<string | null> {
  const [row] = await database.query<Unfinished>(sql`select
    (select count(*)::integer from attempts where next_ask_at is not null) as attempts,
    (select count(*)::integer from refunds where outcome_known_at is null) as refunds,
    (select count(*)::integer from messages where state = 'queued') as messages,
    (select count(*)::integer from inbox_events where next_try_at is not null) as notifications,
    (select count(*)::integer from payments where state = 'paid' and not receipt_issued) as receipts`);
  const isOver = Object.values(row ?? {}).every((count) => count === 0);
  return isOver ? null : JSON.stringify(row);
}
