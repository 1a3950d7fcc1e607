/** Compares the books with what staff did, and with the disputes at the provider, when everything is finished. */
import { refundLimit } from './lane.ts';
import { note, type World } from './world.ts';

async function ask<R extends object>(
  world: World,
  text: string,
  values: unknown[] = [],
): Promise<R[]> {
  return (await world.lane.owner.query<R>({ name: text.slice(0, 40), text, values })).rows;
}

export async function judgeOffice(world: World): Promise<void> {
  await lookForRepeats(world);
  await lookForSecondPersons(world);
  await compareCash(world);
  await compareDisputeStates(world);
}

/** A form carries its order's name as the reason, so whatever was done twice has one reason twice. */
async function lookForRepeats(world: World): Promise<void> {
  const rows = await ask<{ what: string; reason: string }>(
    world,
    `select 'refund' as what, reason from refunds where reason like 'order %'
       group by reason having count(*) > 1
     union all select 'resolution', reason from suspense_resolutions
       where way = 'set_against_due' group by reason having count(*) > 1
     union all select 'counter payment', cause from attempt_events
       join attempts using (organisation_id, attempt_id)
       where provider = 'counter' and from_state is null group by cause having count(*) > 1
     union all select 'change of a due', reason from due_changes
       where reason like 'order %' and kind in ('change', 'withdraw')
       group by reason having count(*) > 1
     order by 1, 2`,
  );
  for (const { what, reason } of rows)
    note(world, 'double', `${reason} made more than one ${what}`);
}

/** What is large left only because a second person had agreed, once. */
async function lookForSecondPersons(world: World): Promise<void> {
  const rows = await ask<{ id: string }>(
    world,
    `select refund_id as id from refunds
     where reason like 'order %' and (amount > $1 or currency <> 'EUR') and not exists (
       select from approvals where approvals.organisation_id = refunds.organisation_id
         and result = refund_id and decision = 'agreed' and decided_by <> proposed_by)
     order by 1`,
    [refundLimit],
  );
  for (const { id } of rows) note(world, 'one_person', `one person alone gave back ${id}`);
}

/** The till holds what clerks took, less what was handed out of it. */
async function compareCash(world: World): Promise<void> {
  const recorded = await ask<{ reason: string; minor: string }>(
    world,
    `select cause as reason, captured::text as minor from attempts
     join attempt_events using (organisation_id, attempt_id)
     where provider = 'counter' and from_state is null order by 1`,
  );
  for (const [reason, minor] of world.cash) {
    const row = recorded.find((each) => each.reason === reason);
    if (!row) note(world, 'acked_missing', `cash of ${reason} was taken and is not there`);
    else if (BigInt(row.minor) !== minor)
      note(world, 'wrong_amount', `cash of ${reason} was recorded with another amount`);
  }
  const [sums] = await ask<{ held: string; booked: string }>(
    world,
    `select (coalesce((select sum(captured) from attempts where provider = 'counter'), 0)
       - coalesce((select sum(amount) from refunds
           where way = 'by_hand' and paid_from = 'till' and state = 'succeeded'), 0))::text as held,
     (select coalesce(sum(case when debit_account = 'till' then amount else -amount end), 0)
       from ledger_postings where 'till' in (debit_account, credit_account))::text as booked`,
  );
  if (sums && sums.held !== sums.booked)
    note(world, 'unbalanced', `the till holds ${sums.held}, in the books ${sums.booked}`);
}

type DisputeRow = { reference: string; state: string; fee: string; lost: string };

/** Every dispute of which the provider tells is known, as it ended, with what it cost. */
async function compareDisputeStates(world: World): Promise<void> {
  const rows = await ask<DisputeRow>(
    world,
    `select provider_reference as reference, state, fee::text as fee, lost::text as lost
     from disputes order by 1`,
  );
  const disputes = world.truth.pages.flatMap(({ charge }) => charge?.disputes ?? []);
  for (const { reference, state, fee, amount } of disputes) {
    const row = rows.find((each) => each.reference === reference);
    if (!row) {
      note(world, 'lost', `nobody knows of the dispute ${reference}`);
      continue;
    }
    if (row.state !== state)
      note(world, 'stuck', `a dispute is ${row.state}, at the bank ${state}`);
    if (BigInt(row.fee) !== fee)
      note(world, 'wrong_amount', `the fee of ${reference} is ${row.fee}`);
    const lost = state === 'lost' || state === 'accepted' ? amount.minor : 0n;
    if (row.state === state && BigInt(row.lost) !== lost)
      note(world, 'wrong_amount', `of ${reference} ${row.lost} are lost, not ${lost}`);
  }
  for (const { reference } of rows) {
    if (!disputes.some((each) => each.reference === reference))
      note(world, 'phantom', `no bank knows of the dispute ${reference}`);
  }
}
