/** Which jobs would find something now, and where: the others are not begun, for a look in vain proves nothing. */
import type { World } from './world.ts';

/**
 * `$1` is the true time; a lease that runs keeps a row from every worker, and clocks may be ten minutes off.
 */
const text = `
  select 'ask-due-attempts' as job, organisation_id from attempts
    where next_ask_at <= $1 and (ask_lease_until is null or ask_lease_until < $1)
  union select 'ask-due-refunds', organisation_id from refunds
    where next_ask_at <= $1 and (ask_lease_until is null or ask_lease_until < $1)
  union select 'process-inbox', organisation_id from inbox_events
    where next_try_at <= $1 and (lease_until is null or lease_until < $1)
  union select 'send-messages', organisation_id from messages
    where next_try_at <= $1 and (lease_until is null or lease_until < $1)
  union select 'issue-receipts', organisation_id from payments
    where state = 'paid' and not receipt_issued
  union select 'release-discounts', organisation_id from discount_uses
    where released_at is null and look_at <= $1
  union select 'seal-audit', organisation_id from audit_waiting
  union select 'seal-ledger', organisation_id from ledger_waiting
  union select 'note-seals', organisation_id from (
    select organisation_id, 'audit' as chain, sequence as moved_to from audit_chains
    union all select organisation_id, 'ledger', sequence from ledger_chains) as chains
    left join seal_notes using (organisation_id, chain)
    where moved_to > coalesce(sequence, 0)
      and (noted_at is null or noted_at < $1::timestamptz - interval '20 minutes')
  union select 'sweep-movements', organisation_id from organisations
    where organisation_id not in (select organisation_id from provider_sweeps
      where next_sweep_at > $1 or lease_until >= $1)
  order by 1, 2`;

export async function lookForDueJobs(world: World): Promise<void> {
  world.since.mayWork = false;
  const { rows } = await world.lane.owner.query<{ job: string; organisation_id: string }>({
    name: 'due jobs',
    text,
    values: [new Date(world.now())],
  });
  const used = new Set(world.organisations.map(({ id }) => id));
  world.dueJobs.clear();
  for (const { job, organisation_id: id } of rows) {
    if (!used.has(id)) continue;
    world.dueJobs.set(job, (world.dueJobs.get(job) ?? new Set()).add(id));
  }
}
