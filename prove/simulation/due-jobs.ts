/** Which jobs would find something now: the others are not begun, for a look in vain proves nothing. */
import type { World } from './world.ts';

/** `$1` is the true time; a lease that runs keeps a row from every worker. */
const text = `
  select 'ask-due-attempts' as job where exists (select from attempts
    where next_ask_at <= $1 and (ask_lease_until is null or ask_lease_until < $1))
  union all select 'ask-due-refunds' where exists (select from refunds
    where next_ask_at <= $1 and (ask_lease_until is null or ask_lease_until < $1))
  union all select 'process-inbox' where exists (select from inbox_events
    where next_try_at <= $1 and (lease_until is null or lease_until < $1))
  union all select 'send-messages' where exists (select from messages
    where next_try_at <= $1 and (lease_until is null or lease_until < $1))
  union all select 'issue-receipts' where exists (select from payments
    where state = 'paid' and not receipt_issued)
  union all select 'sweep-movements' where not exists (select from provider_sweeps)
    or exists (select from provider_sweeps
      where next_sweep_at <= $1 and (lease_until is null or lease_until < $1))
  order by 1`;

export async function lookForDueJobs(world: World): Promise<void> {
  world.since.mayWork = false;
  const { rows } = await world.lane.owner.query<{ job: string }>({
    name: 'due jobs',
    text,
    values: [new Date(world.now())],
  });
  world.dueJobs.clear();
  for (const { job } of rows) world.dueJobs.add(job);
}
