import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createHardWorld, hour, type HardWorld } from '../../test/crash/hard-world.ts';
import { addDiscount, addOfferedDue, addOffers } from '../../test/support/offers.ts';
import { cards } from '../../test/support/world.ts';
import type { Sql } from '../database/sql.ts';
import { sql } from '../database/sql.ts';
import { priceToPay } from '../discounts/index.ts';
import { askProvider, findSuspenseOfAttempts, returnSuspense } from '../payments/index.ts';
import { checkInvariants, invariants } from './index.ts';

/** What somebody with the owner's rights, or a bug, could do to the books; each is undone afterwards. */
const corruptions: Readonly<Record<string, readonly Sql[]>> = {
  entry_has_postings: [
    sql`insert into ledger_entries (organisation_id, entry_id, source, reason, effective_on, booked_at, reverses)
    select organisation_id, 'ent_empty', 'empty', 'none', effective_on, booked_at, null from ledger_entries limit 1`,
  ],
  reversal_is_mirror: [
    sql`insert into ledger_entries (organisation_id, entry_id, source, reason, effective_on, booked_at, reverses)
      select organisation_id, 'ent_half', 'half', 'none', effective_on, booked_at, entry_id from ledger_entries
      where source like 'capture:%' limit 1`,
    sql`insert into ledger_postings (organisation_id, entry_id, position, debit_account, credit_account, amount, currency)
      select organisation_id, 'ent_half', position, credit_account, debit_account, 1, currency from ledger_postings
      where entry_id = (select reverses from ledger_entries where entry_id = 'ent_half')`,
  ],
  capture_booked_once: [
    sql`update ledger_postings set amount = amount + 1
    where entry_id = (select entry_id from ledger_entries where source like 'capture:%' limit 1)`,
  ],
  no_capture_without_money: [
    sql`update ledger_entries set source = 'capture:att_nobody'
    where source = (select min(source) from ledger_entries where source like 'capture:%')`,
  ],
  plan_paid_one_way: [
    sql`update dues set plan_id = 'pln_one', plan_part = case when settled > 0 then 'whole' else 'instalment' end`,
    sql`update dues set settled = 1 where settled = 0`,
  ],
  allocations_in_order: [sql`update allocations set position = position + 1`],
  terms_were_there: [sql`update payments set terms_version = 99 where terms_version is not null`],
  audit_chain: [
    sql`update audit_records set actor = 'staff:nobody'
    where audit_record_id = (select min(audit_record_id) from audit_seals)`,
  ],
  due_lines_sum: [sql`update due_details set lines = lines - 0`],
  discount_uses_counted: [sql`update discounts set used = used + 1`],
  audit_sealed: [
    sql`delete from audit_seals`,
    sql`delete from audit_chains`,
    sql`update audit_records set at = at - interval '1 day'`,
  ],
  ledger_chain: [
    sql`update ledger_entries set reason = 'another'
    where entry_id = (select min(entry_ids[1]) from ledger_seals)`,
  ],
  ledger_sealed: [
    sql`insert into ledger_waiting (organisation_id, entry_id) select organisation_id, entry_id from ledger_entries`,
    sql`update ledger_entries set booked_at = booked_at - interval '1 day'`,
  ],
  captured_state: [sql`update attempts set state = 'succeeded' where state = 'failed'`],
  allocations_sum: [sql`update payments set total = total + 1`],
  due_counter: [sql`update dues set settled = settled - 1 where settled > 0`],
  due_credits: [sql`update dues set amount = amount + 1, credited = credited + 1`],
  due_never_overpaid: [
    sql`alter table dues drop constraint dues_never_overpaid`,
    sql`update dues set settled = settled + 1`,
  ],
  allocation_counters: [sql`update allocations set refunded = 1 where applied > 0`],
  refund_lines_sum: [sql`update refund_lines set amount = amount + 1`],
  resolution_settles: [
    sql`insert into suspense_resolutions (organisation_id, suspense_resolution_id, way, suspense_item_id,
        payment_id, amount, currency, reason, actor, at)
      select suspense_items.organisation_id, 'sre_none', 'set_against_due', suspense_item_id, payment_id, 1,
        'EUR', 'none', 'nobody', paid_at from suspense_items, payments where state = 'paid' limit 1`,
  ],
  dispute_fee_is_booked: [
    sql`insert into disputes (organisation_id, dispute_id, attempt_id, provider_reference, state, amount,
        currency, fee, reason, opened_at)
      select organisation_id, 'dsp_none', attempt_id, 'none', 'won', 1, 'EUR', 15, 'none', created_at
      from attempts limit 1`,
  ],
  payment_state: [sql`update payments set state = 'set_aside' where state = 'paid'`],
  collected_is_applied: [sql`update dues set service = 'parking'`],
  suspense_is_items: [sql`update suspense_items set amount = amount + 1`],
  captured_is_spread: [sql`update attempts set captured = captured + 1 where captured > 0`],
  attempt_history: [sql`delete from attempt_events where event = 'confirm'`],
  refund_counter: [sql`update attempts set refunded = 1 where captured > 0 and refunded = 0`],
  returned_counter: [sql`update suspense_items set returned = returned - 1`],
  refund_is_booked: [sql`update refunds set state = 'processing'`],
  dispute_is_booked: [sql`update attempts set disputed = 1 where captured > 0 and disputed = 0`],
  entry_has_origin: [
    sql`update ledger_entries set source = 'fee:none' where source like 'refund:%'`,
  ],
  hold_is_live: [
    sql`update holds set released_at = null
    where attempt_id = (select min(attempt_id) from attempts where state = 'succeeded')`,
  ],
  receipt_only_if_paid: [sql`update receipts set amount = amount + 1`],
  receipt_numbers: [sql`update receipts set number = number + 1`],
  receipt_is_mailed: [
    sql`update messages set source = 'x' || source where source like '%:payer:%'`,
  ],
  receipt_exists: [
    sql`update payments set receipt_issued = false, paid_at = paid_at - interval '1 hour' where state = 'paid'`,
  ],
  message_leaves: [sql`update messages set created_at = created_at - interval '30 hours'`],
  notification_followed_up: [
    sql`update inbox_events set next_try_at = now(), received_at = received_at - interval '2 hours'`,
  ],
  outcome_known_or_alerted: [
    sql`update attempts set created_at = created_at - interval '80 hours' where state = 'action_required'`,
  ],
  open_attempt_is_asked_about: [
    sql`update attempts set next_ask_at = null where state = 'action_required'`,
  ],
};

/** One of everything: a payment and its receipt, a second payment given back, a dispute, an open attempt. */
async function liveABit(t: TestContext): Promise<HardWorld> {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const dueId = await world.due();
  const first = await world.begin(dueId);
  await world.pay(first.attempt, cards.declined);
  for (const event of await world.events(first.attempt)) await world.notify(event);
  await world.work();
  const later = await world.begin(dueId);
  await world.pay(later.attempt, cards.good);
  await askProvider(context, organisation, later.attempt, 'payer');
  await world.sandbox.control('POST', `/sessions/${first.attempt.providerReference}/charge-late`);
  await askProvider(context, organisation, first.attempt, 'provider');
  const [item] = await findSuspenseOfAttempts(context.database, organisation.id, [
    first.attempt.id,
  ]);
  await returnSuspense(context, organisation, item?.id ?? '', {
    reason: 'paid twice',
    actor: 'staff:test',
  });
  await addOffers(world);
  const offered = { dueId: (await addOfferedDue(world)).id, discountId: await addDiscount(world) };
  await context.database.transaction((transaction) =>
    priceToPay(context, transaction, organisation, [offered]),
  );
  const refused = await world.begin(await world.due(), 'two');
  await world.pay(refused.attempt, cards.declined);
  await askProvider(context, organisation, refused.attempt, 'payer');
  await world.work();
  await world.begin(await world.due(), 'three');
  return world;
}

class Undone extends Error {}

/** The invariants that are broken by statements, which are rolled back then. */
async function brokenBy(world: HardWorld, statements: readonly Sql[]): Promise<string[]> {
  let broken: string[] = [];
  const spoilt = world.database.owner.transaction(async (transaction) => {
    for (const statement of statements) await transaction.query(statement);
    const inside = {
      query: transaction.query,
      transaction: <T>(work: (one: typeof transaction) => Promise<T>) => work(transaction),
      copyRows: () => Promise.reject(new Error('not here')),
      close: async () => {},
    };
    const results = await checkInvariants({ database: inside, clock: world.clock });
    broken = results.filter((result) => result.violations > 0).map((result) => result.name);
    throw new Undone();
  });
  await assert.rejects(spoilt, Undone);
  return broken;
}

test('every invariant sees the corruption that it is there for, and nothing is broken without one', async (t) => {
  const world = await liveABit(t);
  world.clock.advance(hour / 60);
  await world.assertRight();
  for (const { name } of invariants) {
    const statements = corruptions[name];
    if (!statements) continue;
    const broken = await brokenBy(world, statements);
    assert(
      broken.includes(name),
      `${name} does not see its corruption; seen by: ${broken.join(', ')}`,
    );
  }
  await world.assertRight();
});

test('every invariant has a corruption in the table, but the one that cannot be broken', () => {
  const without = invariants.map(({ name }) => name).filter((name) => !corruptions[name]);
  assert.deepEqual(without, ['trial_balance']);
  assert.deepEqual(
    Object.keys(corruptions).filter((name) => !invariants.some((one) => one.name === name)),
    [],
  );
});
