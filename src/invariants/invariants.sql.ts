/**
 * What must hold in the books, as SQL that returns the rows where it does not.
 *
 * `$1` is the organisation and `$2` the time now. `safety` holds in every committed snapshot;
 * `eventual` once faults have stopped for the time it states.
 */
import { entryFacts } from '../ledger/index.ts';
import { cartInvariants } from './carts.sql.ts';
import type { Invariant } from './invariant.ts';

/** A seal that does not fit what it seals or the seal before, in a part of the chain. */
const brokenSeals = (part: string): string => `select seal.sequence::text from ledger_seals seal
  cross join lateral (
    select count(entry.entry_id) as entries, encode(sha256(convert_to(concat_ws(' ', seal.previous, seal.sequence,
      string_agg(coalesce(${entryFacts.text}, 'gone'), chr(10) order by sealed.place)), 'UTF8')), 'hex') as hash
    from unnest(seal.entry_ids) with ordinality as sealed (entry_id, place)
    left join ledger_entries entry on entry.organisation_id = $1 and entry.entry_id = sealed.entry_id) as now
  where seal.organisation_id = $1 ${part} and (seal.hash <> now.hash
    or now.entries <> cardinality(seal.entry_ids)
    or seal.previous is distinct from case seal.sequence when 1 then repeat('0', 64) else (
      select earlier.hash from ledger_seals earlier
      where earlier.organisation_id = $1 and earlier.sequence = seal.sequence - 1) end)`;

/** The chain says that it ends elsewhere, or an entry came in past it. */
const unsealedEntries = `select 'end' where (
    select concat(sequence, hash) from ledger_seals where organisation_id = $1 order by sequence desc limit 1)
  is distinct from (
    select concat(sequence, hash) from ledger_chains where organisation_id = $1 and sequence > 0)
  union all (
    select entry_id from ledger_entries where organisation_id = $1
    except (
      select unnest(entry_ids) from ledger_seals where organisation_id = $1
      union all select entry_id from ledger_waiting where organisation_id = $1))`;

export const invariants: readonly Invariant[] = [
  {
    name: 'entry_has_postings',
    kind: 'safety',
    says: 'every entry has at least one posting',
    text: `select entry_id from ledger_entries where organisation_id = $1 and not exists (
      select from ledger_postings where ledger_postings.organisation_id = $1
        and ledger_postings.entry_id = ledger_entries.entry_id)`,
  },
  {
    name: 'trial_balance',
    kind: 'safety',
    says: 'debits equal credits in each currency',
    text: `select currency from (
        select currency, amount as minor from ledger_postings where organisation_id = $1
        union all
        select currency, -amount from ledger_postings where organisation_id = $1) as both_sides
      group by currency having sum(minor) <> 0`,
  },
  {
    name: 'reversal_is_mirror',
    kind: 'safety',
    says: 'a reversing entry is the exact mirror of what it reverses',
    text: `select reversal.entry_id from ledger_entries reversal
      where reversal.organisation_id = $1 and reversal.reverses is not null and (
        select array_agg((debit_account, credit_account, amount, currency)::text order by debit_account, credit_account, amount)
        from ledger_postings where organisation_id = $1 and entry_id = reversal.entry_id
      ) is distinct from (
        select array_agg((credit_account, debit_account, amount, currency)::text order by credit_account, debit_account, amount)
        from ledger_postings where organisation_id = $1 and entry_id = reversal.reverses)`,
  },
  {
    name: 'capture_booked_once',
    kind: 'safety',
    says: 'an attempt that took money has exactly one capture entry, of that amount and currency',
    text: `select attempt_id from attempts
      left join ledger_entries on ledger_entries.organisation_id = $1 and source = 'capture:' || attempt_id
      left join ledger_postings on ledger_postings.organisation_id = $1
        and ledger_postings.entry_id = ledger_entries.entry_id
      where attempts.organisation_id = $1 and captured > 0
      group by attempt_id, captured, captured_currency
      having coalesce(sum(ledger_postings.amount), 0) <> captured
        or count(distinct ledger_entries.entry_id) <> 1
        or bool_or(ledger_postings.currency <> captured_currency)`,
  },
  {
    name: 'no_capture_without_money',
    kind: 'safety',
    says: 'no capture is booked for an attempt that took nothing',
    text: `select source from ledger_entries where organisation_id = $1 and source like 'capture:%' and not exists (
      select from attempts where attempts.organisation_id = $1
        and 'capture:' || attempt_id = source and captured > 0)`,
  },
  {
    name: 'captured_state',
    kind: 'safety',
    says: 'an attempt succeeded if and only if it took the amount that was asked',
    text: `select attempt_id from attempts where organisation_id = $1
      and (state = 'succeeded') is distinct from
        (captured = amount and captured_currency is not distinct from currency and state <> 'conflicted'
         and outcome_known_at is not null and captured > 0)`,
  },
  {
    name: 'allocations_sum',
    kind: 'safety',
    says: 'the allocations of a payment sum to its total, in the currency of their dues',
    text: `select payments.payment_id from payments
      join allocations on allocations.organisation_id = $1 and allocations.payment_id = payments.payment_id
      join dues on dues.organisation_id = $1 and dues.due_id = allocations.due_id
      where payments.organisation_id = $1
      group by payments.payment_id, total, payments.currency
      having sum(allocations.amount) <> total or bool_or(dues.currency <> payments.currency)`,
  },
  {
    name: 'due_counter',
    kind: 'safety',
    says: 'what is settled of a due is what allocations applied to it, less what has left again',
    text: `select dues.due_id from dues where dues.organisation_id = $1 and settled <>
      coalesce((select sum(applied) from allocations
        where allocations.organisation_id = $1 and allocations.due_id = dues.due_id), 0)
      - coalesce((select sum(case when state = 'succeeded' then refund_lines.amount else kept end)
        from refund_lines join refunds on refunds.organisation_id = $1
          and refunds.refund_id = refund_lines.refund_id
        where refund_lines.organisation_id = $1 and refund_lines.due_id = dues.due_id), 0)
      - coalesce((select sum(amount - returned) from dispute_lines
        where dispute_lines.organisation_id = $1 and dispute_lines.due_id = dues.due_id), 0)`,
  },
  {
    name: 'allocation_counters',
    kind: 'safety',
    says: 'what was taken off an allocation is what refunds that did not fail and lost disputes took',
    text: `select allocations.due_id from allocations where allocations.organisation_id = $1 and (
      refunded <> coalesce((
        select sum(case when state = 'failed' then kept else refund_lines.amount end)
        from refund_lines join refunds on refunds.organisation_id = $1
          and refunds.refund_id = refund_lines.refund_id
        where refund_lines.organisation_id = $1 and refund_lines.payment_id = allocations.payment_id
          and refund_lines.due_id = allocations.due_id), 0)
      or disputed <> coalesce((select sum(amount - returned) from dispute_lines
        where dispute_lines.organisation_id = $1 and dispute_lines.payment_id = allocations.payment_id
          and dispute_lines.due_id = allocations.due_id), 0))`,
  },
  {
    name: 'refund_lines_sum',
    kind: 'safety',
    says: 'a refund is the sum of its lines, each from money that its attempt brought',
    text: `select refunds.refund_id from refunds
      left join refund_lines on refund_lines.organisation_id = $1
        and refund_lines.refund_id = refunds.refund_id
      left join payments on payments.organisation_id = $1
        and payments.payment_id = refund_lines.payment_id
      left join suspense_items on suspense_items.organisation_id = $1
        and suspense_items.suspense_item_id = refund_lines.suspense_item_id
      where refunds.organisation_id = $1
      group by refunds.refund_id, refunds.attempt_id, refunds.amount
      having coalesce(sum(refund_lines.amount), 0) <> refunds.amount
        or bool_or(coalesce(settled_by, suspense_items.attempt_id) is distinct from refunds.attempt_id)`,
  },
  {
    name: 'due_credits',
    kind: 'safety',
    says: 'what is credited of a due is what credit notes and decisions took off it',
    text: `select dues.due_id from dues where dues.organisation_id = $1 and credited <>
      coalesce((select sum(due_credits.amount) from due_credits
        where due_credits.organisation_id = $1 and due_credits.due_id = dues.due_id), 0)
      + coalesce((select sum(due_changes.credited) from due_changes
        where due_changes.organisation_id = $1 and due_changes.due_id = dues.due_id), 0)`,
  },
  {
    name: 'due_never_overpaid',
    kind: 'safety',
    says: 'no due is settled and credited beyond its amount',
    text: `select due_id from dues where organisation_id = $1
      and (settled + credited > amount or settled < 0 or credited < 0)`,
  },
  {
    name: 'payment_state',
    kind: 'safety',
    says: 'a payment is paid if and only if something was applied, by money of an attempt of its own or by a second payment that was set against it',
    text: `select payments.payment_id from payments
      left join allocations on allocations.organisation_id = $1 and allocations.payment_id = payments.payment_id
      left join attempts on attempts.organisation_id = $1 and attempt_id = settled_by
      left join suspense_resolutions solved on solved.organisation_id = $1
        and solved.payment_id = payments.payment_id
      left join suspense_items items on items.organisation_id = $1
        and items.suspense_item_id = solved.suspense_item_id
      where payments.organisation_id = $1
      group by payments.payment_id, payments.state, settled_by, attempts.state, attempts.payment_id,
        items.attempt_id
      having (payments.state = 'paid') <> (coalesce(sum(applied), 0) > 0)
        or (payments.state <> 'open') <> (settled_by is not null)
        or (settled_by is not null and items.attempt_id is distinct from settled_by and (
          attempts.state is distinct from 'succeeded'
          or attempts.payment_id is distinct from payments.payment_id))`,
  },
  {
    name: 'collected_is_applied',
    kind: 'safety',
    says: 'what is booked as collected equals what settled dues, per service and currency',
    text: `with booked as (
        select credit_account as account, currency, sum(amount) as minor from ledger_postings
        where organisation_id = $1 and credit_account like 'collected:%' group by 1, 2),
      returned as (
        select debit_account as account, currency, sum(amount) as minor from ledger_postings
        where organisation_id = $1 and debit_account like 'collected:%' group by 1, 2),
      settled as (
        select 'collected:' || service as account, currency, sum(settled) as minor from dues
        where organisation_id = $1 group by 1, 2 having sum(settled) > 0)
      select coalesce(booked.account, settled.account) from booked
      full join settled on settled.account = booked.account and settled.currency = booked.currency
      left join returned on returned.account = booked.account and returned.currency = booked.currency
      where coalesce(booked.minor, 0) - coalesce(returned.minor, 0) <> coalesce(settled.minor, 0)`,
  },
  {
    name: 'suspense_is_items',
    kind: 'safety',
    says: 'the balance of suspense is what its items and stray movements hold, less what was given back, set against dues or lost',
    text: `with booked as (
        select currency, sum(minor) as minor from (
          select currency, amount as minor from ledger_postings
          where organisation_id = $1 and credit_account = 'suspense'
          union all
          select currency, -amount from ledger_postings
          where organisation_id = $1 and debit_account = 'suspense') as moved group by currency),
      kept as (
        select currency, sum(minor) as minor from (
          select currency, amount as minor from suspense_items where organisation_id = $1
          union all
          select currency, -refund_lines.amount from refund_lines
          join refunds on refunds.organisation_id = $1 and refunds.refund_id = refund_lines.refund_id
          where refund_lines.organisation_id = $1 and state = 'succeeded' and suspense_item_id is not null
          union all
          select currency, case way when 'written_off' then amount else -amount end from suspense_resolutions
          where organisation_id = $1 and way in ('set_against_due', 'lost_dispute', 'written_off')
          union all
          select currency, case kind when 'charge' then amount else -amount end from stray_movements
          where organisation_id = $1 and kind in ('charge', 'refund')) as items
        group by currency)
      select coalesce(booked.currency, kept.currency) from booked full join kept using (currency)
      where coalesce(booked.minor, 0) <> coalesce(kept.minor, 0)`,
  },
  {
    name: 'captured_is_spread',
    kind: 'safety',
    says: 'what an attempt took is what its payment applied and what was set aside then',
    text: `select attempts.attempt_id from attempts
      where attempts.organisation_id = $1
        and captured <> coalesce((
          select sum(suspense_items.amount) from suspense_items
          where suspense_items.organisation_id = $1 and suspense_items.attempt_id = attempts.attempt_id
            and reason in ('already_settled', 'withdrawn', 'amount_conflict')), 0)
        + coalesce((
          select sum(applied) from allocations
          join payments on payments.organisation_id = $1 and payments.payment_id = allocations.payment_id
          where allocations.organisation_id = $1 and settled_by = attempts.attempt_id
            and payments.payment_id = attempts.payment_id), 0)`,
  },
  {
    name: 'resolution_settles',
    kind: 'safety',
    says: 'what was set against a due is what the payment made for that applied',
    text: `select suspense_resolution_id from suspense_resolutions solved
      where solved.organisation_id = $1 and payment_id is not null and amount <> coalesce((
        select sum(applied) from allocations
        where allocations.organisation_id = $1 and allocations.payment_id = solved.payment_id), 0)`,
  },
  {
    name: 'attempt_history',
    kind: 'safety',
    says: 'the history of an attempt is a path that begins with its creation and ends in its state',
    text: `select attempts.attempt_id from attempts
      left join lateral (select to_state from attempt_events
        where attempt_events.organisation_id = $1 and attempt_events.attempt_id = attempts.attempt_id
        order by position desc limit 1) as newest on true
      where attempts.organisation_id = $1 and newest.to_state is distinct from attempts.state
      union all
      select later.attempt_id from attempt_events later
      left join attempt_events earlier on earlier.organisation_id = $1
        and earlier.attempt_id = later.attempt_id and earlier.position = later.position - 1
      where later.organisation_id = $1 and later.from_state is distinct from earlier.to_state`,
  },
  {
    name: 'refund_counter',
    kind: 'safety',
    says: 'what is refunded of an attempt is the sum of its refunds that did not fail, in its currency',
    text: `select attempts.attempt_id from attempts
      left join refunds on refunds.organisation_id = $1
        and refunds.attempt_id = attempts.attempt_id and refunds.state <> 'failed'
      where attempts.organisation_id = $1
      group by attempts.attempt_id, refunded, captured, captured_currency
      having refunded <> coalesce(sum(refunds.amount), 0) or refunded > captured
        or bool_or(refunds.currency <> captured_currency)`,
  },
  {
    name: 'returned_counter',
    kind: 'safety',
    says: 'what was returned of a suspense item is the sum of its refunds that did not fail, and what was resolved of it the sum of its resolutions',
    text: `select suspense_item_id from suspense_items where suspense_items.organisation_id = $1 and (
      returned <> coalesce((
        select sum(refund_lines.amount) from refund_lines
        join refunds on refunds.organisation_id = $1 and refunds.refund_id = refund_lines.refund_id
        where refund_lines.organisation_id = $1 and state <> 'failed'
          and refund_lines.suspense_item_id = suspense_items.suspense_item_id), 0)
      or resolved <> coalesce((
        select sum(solved.amount) from suspense_resolutions solved
        where solved.organisation_id = $1
          and solved.suspense_item_id = suspense_items.suspense_item_id), 0))`,
  },
  {
    name: 'refund_is_booked',
    kind: 'safety',
    says: 'what is booked of a refund, less what came back of it, is its amount if it succeeded, else nothing',
    text: `with booked as (
        select split_part(source, ':', 2) as refund_id,
          sum(case when reverses is null then amount else -amount end) as minor
        from ledger_entries
        join ledger_postings on ledger_postings.organisation_id = $1
          and ledger_postings.entry_id = ledger_entries.entry_id
        where ledger_entries.organisation_id = $1 and source like 'refund:%'
        group by 1)
      select refunds.refund_id from refunds left join booked using (refund_id)
      where refunds.organisation_id = $1
        and coalesce(booked.minor, 0) <> case when state = 'succeeded' then amount else 0 end`,
  },
  {
    name: 'dispute_is_booked',
    kind: 'safety',
    says: 'what is disputed of all attempts and stray movements, less what was lost, is the balance of the disputes account',
    text: `with booked as (
        select currency, sum(minor) as minor from (
          select currency, amount as minor from ledger_postings
          where organisation_id = $1 and debit_account = 'disputes'
          union all
          select currency, -amount from ledger_postings
          where organisation_id = $1 and credit_account = 'disputes') as moved group by currency),
      stated as (
        select currency, sum(minor) as minor from (
          select captured_currency as currency, disputed as minor from attempts
          where organisation_id = $1 and captured_currency is not null
          union all
          select currency, -lost from disputes where organisation_id = $1
          union all
          select currency, case kind when 'dispute' then amount else -amount end from stray_movements
          where organisation_id = $1 and kind in ('dispute', 'dispute_returned')) as known
        group by currency)
      select coalesce(booked.currency, stated.currency) from booked full join stated using (currency)
      where coalesce(booked.minor, 0) <> coalesce(stated.minor, 0)`,
  },
  {
    name: 'dispute_fee_is_booked',
    kind: 'safety',
    says: 'the fee of a dispute is booked, once',
    text: `with booked as (
        select split_part(source, ':', 2) as dispute_id, sum(ledger_postings.amount) as fee
        from ledger_entries join ledger_postings on ledger_postings.organisation_id = $1
          and ledger_postings.entry_id = ledger_entries.entry_id
        where ledger_entries.organisation_id = $1 and source like 'dispute_fee:%'
        group by 1)
      select dispute_id from disputes left join booked using (dispute_id)
      where organisation_id = $1 and disputes.fee <> coalesce(booked.fee, 0)`,
  },
  {
    name: 'entry_has_origin',
    kind: 'safety',
    says: 'every entry names something that exists',
    text: `select source from ledger_entries where organisation_id = $1 and not (
      (source like 'capture:%' or source like 'dispute:%') and exists (
        select from attempts where attempts.organisation_id = $1 and attempt_id = split_part(source, ':', 2))
      or source like 'refund:%' and exists (
        select from refunds where refunds.organisation_id = $1 and refund_id = split_part(source, ':', 2))
      or source like 'stray:%' and exists (
        select from stray_movements where stray_movements.organisation_id = $1
          and concat_ws(':', 'stray', kind, provider_account_id, provider_reference) = source)
      or source ~ '^dispute_(fee|lost):' and exists (
        select from disputes where disputes.organisation_id = $1 and dispute_id = split_part(source, ':', 2))
      or source like 'kept:%' and (exists (
        select from refunds where refunds.organisation_id = $1 and refund_id = split_part(source, ':', 2))
        or exists (
        select from disputes where disputes.organisation_id = $1 and dispute_id = split_part(source, ':', 2)))
      or source like 'resolve:%' and exists (
        select from suspense_resolutions where suspense_resolutions.organisation_id = $1
          and suspense_resolution_id = split_part(source, ':', 2))
      or reverses is not null)`,
  },
  {
    name: 'hold_is_live',
    kind: 'safety',
    says: 'a due is held if and only if an attempt of it is open',
    text: `select holds.due_id from holds
      join attempts on attempts.organisation_id = $1 and attempts.attempt_id = holds.attempt_id
      where holds.organisation_id = $1 and (released_at is null) <>
        (attempts.state in ('created', 'action_required', 'processing', 'unknown', 'conflicted'))
      union all
      select allocations.due_id from attempts
      join allocations on allocations.organisation_id = $1 and allocations.payment_id = attempts.payment_id
      where attempts.organisation_id = $1
        and attempts.state in ('created', 'action_required', 'processing', 'unknown', 'conflicted')
        and not exists (select from holds where holds.organisation_id = $1
          and holds.attempt_id = attempts.attempt_id and holds.due_id = allocations.due_id)`,
  },
  {
    name: 'receipt_only_if_paid',
    kind: 'safety',
    says: 'a receipt is for a paid payment, over what settled its dues',
    text: `select receipt_id from receipts
      join payments on payments.organisation_id = $1 and payments.payment_id = receipts.payment_id
      where receipts.organisation_id = $1 and (payments.state <> 'paid' or not receipt_issued
        or receipts.currency <> payments.currency or receipts.amount <> (
          select sum(applied) from allocations
          where allocations.organisation_id = $1 and allocations.payment_id = payments.payment_id))`,
  },
  {
    name: 'receipt_numbers',
    kind: 'safety',
    says: 'receipt numbers of a year, given or void, are 1 to n without a gap, and the counter says n',
    text: `select numbers.year from (
        select year, number from receipts where receipts.organisation_id = $1
        union all
        select year, number from receipt_voids where receipt_voids.organisation_id = $1) as numbers
      left join receipt_counters on receipt_counters.organisation_id = $1
        and receipt_counters.year = numbers.year
      group by numbers.year, last_number
      having count(*) <> max(number) or count(distinct number) <> count(*) or min(number) <> 1
        or last_number is distinct from max(number)`,
  },
  {
    name: 'receipt_is_mailed',
    kind: 'safety',
    says: 'whoever gave an address is sent the receipt',
    text: `select receipt_id from receipts
      where organisation_id = $1 and document #>> '{payer,email}' is not null and not exists (
        select from messages where messages.organisation_id = $1 and source like 'receipt:%:payer:%'
          and split_part(source, ':', 2) = receipts.payment_id)`,
  },
  {
    name: 'receipt_exists',
    kind: 'eventual',
    says: 'a payment has its receipt 15 minutes after it was settled',
    text: `select payment_id from payments where organisation_id = $1 and state = 'paid'
      and not receipt_issued and paid_at < $2::timestamptz - interval '15 minutes'`,
  },
  {
    name: 'message_leaves',
    kind: 'eventual',
    says: 'no mail waits for more than 26 hours',
    text: `select message_id from messages where organisation_id = $1 and state = 'queued'
      and created_at < $2::timestamptz - interval '26 hours'`,
  },
  {
    name: 'notification_followed_up',
    kind: 'eventual',
    says: 'a notification is dealt with or parked within an hour',
    text: `select event_id from inbox_events where organisation_id = $1 and next_try_at is not null
      and received_at < $2::timestamptz - interval '1 hour'`,
  },
  {
    name: 'outcome_known_or_alerted',
    kind: 'eventual',
    says: 'an outcome that is unknown for 72 hours has been brought to a person',
    text: `select attempt_id from attempts where organisation_id = $1
      and state in ('created', 'action_required', 'processing', 'unknown') and alerted_at is null
      and created_at < $2::timestamptz - interval '73 hours'`,
  },
  {
    name: 'open_attempt_is_asked_about',
    kind: 'safety',
    says: 'an attempt whose outcome is open has a time at which the provider is asked',
    text: `select attempt_id from attempts where organisation_id = $1
      and (state in ('created', 'action_required', 'processing', 'unknown')) <> (next_ask_at is not null)`,
  },
  {
    name: 'audit_chain',
    kind: 'safety',
    says: 'each sealed record of the audit is as it was when it was sealed, none is missing, and none came in between',
    text: `select sequence from (
        select audit_seals.sequence, audit_seals.previous, audit_seals.hash,
          lag(audit_seals.hash) over (order by audit_seals.sequence) as before,
          lag(audit_seals.sequence) over (order by audit_seals.sequence) as sequence_before,
          encode(sha256(convert_to(concat_ws(' ', audit_seals.previous, audit_seals.sequence,
            audit_seals.audit_record_id, jsonb_build_array(at, actor, action, subject, detail,
            personal_digest)::text), 'UTF8')), 'hex') as hash_now
        from audit_seals left join audit_records using (organisation_id, audit_record_id)
        where organisation_id = $1) as sealed
      where hash <> hash_now or previous <> coalesce(before, repeat('0', 64))
        or sequence <> coalesce(sequence_before, 0) + 1
      union all
      select 0 where (
          select concat(sequence, hash) from audit_seals where organisation_id = $1 order by sequence desc limit 1)
        is distinct from (
          select concat(sequence, hash) from audit_chains where organisation_id = $1 and sequence > 0)
      union all
      select 0 from (
        select audit_record_id from audit_records where organisation_id = $1
        except (
          select audit_record_id from audit_seals where organisation_id = $1
          union all select audit_record_id from audit_waiting where organisation_id = $1)) as unsealed
      union all
      select 0 from audit_personal join audit_records using (organisation_id, audit_record_id)
      where organisation_id = $1 and personal_digest is distinct from
        encode(sha256(convert_to(salt || personal::text, 'UTF8')), 'hex')`,
  },
  {
    name: 'due_lines_sum',
    kind: 'safety',
    says: 'the lines of a due add up to its amount',
    text: `select due_id from due_details join dues using (organisation_id, due_id)
      where organisation_id = $1 and jsonb_array_length(lines) > 0
        and amount <> (select sum((line ->> 'minor')::numeric) from jsonb_array_elements(lines) as line)`,
  },
  {
    name: 'discount_uses_counted',
    kind: 'safety',
    says: 'a discount counts as many uses as there are dues that have it, and each use of a payer once',
    text: `select discounts.discount_id from discounts
      left join discount_uses on discount_uses.organisation_id = $1
        and discount_uses.discount_id = discounts.discount_id and released_at is null
      where discounts.organisation_id = $1
      group by discounts.discount_id, used
      having used <> count(discount_use_id)
      union all
      select discount_id from discount_uses
      where organisation_id = $1 and released_at is null
      group by discount_id, payer_key having count(*) > count(distinct position)`,
  },
  {
    name: 'audit_sealed',
    kind: 'eventual',
    says: 'a record of the audit is sealed within ten minutes',
    text: `select audit_record_id from audit_records where organisation_id = $1
      and at < $2::timestamptz - interval '10 minutes' and not exists (
        select from audit_seals where audit_seals.organisation_id = $1
          and audit_seals.audit_record_id = audit_records.audit_record_id)`,
  },
  {
    name: 'ledger_chain',
    kind: 'safety',
    says: 'each sealed entry of the ledger is as it was when it was sealed, none is missing, and none came in between',
    text: `${brokenSeals('')} union all ${unsealedEntries}`,
    inSteps: {
      bounds: `select max(sequence) as last from (
          select sequence, sum(cardinality(entry_ids)) over (order by sequence) / 20000 as step
          from ledger_seals where organisation_id = $1) as steps
        group by step order by last`,
      step: brokenSeals('and seal.sequence > $2 and seal.sequence <= $3'),
      rest: unsealedEntries,
    },
  },
  {
    name: 'ledger_sealed',
    kind: 'eventual',
    says: 'an entry of the ledger is sealed within ten minutes',
    text: `select entry_id from ledger_waiting join ledger_entries using (organisation_id, entry_id)
      where organisation_id = $1 and booked_at < $2::timestamptz - interval '10 minutes'`,
  },
  ...cartInvariants,
];
