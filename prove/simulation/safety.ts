/** Asks the books whether an invariant is broken, in one statement; reads what is committed and nothing else. */
import type { Client } from 'pg';
import { invariants, type Invariant } from '../../src/invariants/index.ts';
import { compareSeals } from '../../src/seals/index.ts';
import type { Wrong } from '../part.ts';
import { note, type World } from './world.ts';

/** What each invariant guards against; the others are reported by their own name. */
const wrongOf: Readonly<Record<string, Wrong>> = {
  trial_balance: 'unbalanced',
  entry_has_postings: 'unbalanced',
  dispute_is_booked: 'unbalanced',
  suspense_is_items: 'unbalanced',
  collected_is_applied: 'unbalanced',
  captured_is_spread: 'unbalanced',
  capture_booked_once: 'double',
  no_capture_without_money: 'phantom',
  receipt_only_if_paid: 'phantom',
  payment_state: 'phantom',
  due_counter: 'over_settled',
  due_never_overpaid: 'over_settled',
  refund_counter: 'over_refund',
  returned_counter: 'over_refund',
  refund_booked_once: 'double',
  captured_state: 'wrong_amount',
  allocations_sum: 'wrong_amount',
  receipt_exists: 'stuck',
  message_leaves: 'stuck',
  notification_followed_up: 'stuck',
  outcome_known_or_alerted: 'stuck',
};

function inOne(kinds: readonly Invariant['kind'][]): string {
  return invariants
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ name, text }) => `select '${name}' as name, count(*) as n from (${text}) as broken`)
    .join('\nunion all\n')
    .concat("\nunion all select 'now', 0 where $2::timestamptz is null");
}

const texts = { safety: inOne(['safety']), all: inOne(['safety', 'eventual']) } as const;

/** @param which the eventual ones hold only once faults have stopped */
export async function checkBooks(world: World, which: keyof typeof texts): Promise<void> {
  await checkPages(world);
  await checkNotes(world);
  for (const { id } of world.organisations) {
    for (const name of await broken(world.lane.owner, which, [id, new Date(world.now())])) {
      note(world, wrongOf[name] ?? name, `the invariant ${name} does not hold`);
    }
  }
}

/** A seal is committed before it is noted, so it is in the database at any time. */
async function checkNotes(world: World): Promise<void> {
  const { findings } = await compareSeals({ database: world.lane.direct }, [world.seals.source]);
  for (const { kind } of findings) {
    note(world, 'acked_missing', `a seal that was noted is not there: ${kind}`);
  }
}

/** Whoever could still pay must keep the due from others, whatever the portal believes. */
async function checkPages(world: World): Promise<void> {
  const payable = world.truth.pages.filter(
    ({ status, opensUntil }) =>
      status === 'processing' || (status === 'open' && opensUntil > world.now()),
  );
  if (payable.length === 0) return;
  const { rows } = await world.lane.owner.query<{ id: string; state: string }>({
    name: 'attempts that are over',
    text: `select attempt_id as id, state from attempts
      where attempt_id = any ($1) and state in ('failed', 'cancelled', 'expired') order by 1`,
    values: [payable.map(({ attemptId }) => attemptId)],
  });
  for (const { id, state } of rows) {
    note(world, 'released', `${id} is ${state} although its page can be paid`);
  }
}

async function broken(
  owner: Client,
  which: keyof typeof texts,
  values: readonly unknown[],
): Promise<string[]> {
  const text = `select name from (${texts[which]}) as results where n > 0 order by name`;
  const { rows } = await owner.query<{ name: string }>({ name: which, text, values: [...values] });
  return rows.map((row) => row.name);
}
