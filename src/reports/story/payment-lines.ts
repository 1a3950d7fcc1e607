/** SQL of what happened to payments: each statement gives the lines of one table. */
import { sql, type Sql } from '../../database/sql.ts';
import { receiptNumberOf } from '../receipt-number.ts';

const nothing = sql`null::text as actor, null::text as word, null::bigint as amount, null::text as currency, null::text as detail`;

/** Where everything of some payments is written down, by its ids. */
export type PaymentIds = {
  readonly payments: readonly string[];
  readonly attempts: readonly string[];
  readonly refunds: readonly string[];
  readonly suspense: readonly string[];
  readonly disputes: readonly string[];
  /** How what was in suspense found another end. */
  readonly resolutions: readonly string[];
};

export function paymentLines(organisationId: string, ids: PaymentIds): Sql[] {
  return [
    sql`
      select created_at as at, 'payment_created' as kind, payment_id as subject, 'payer' as actor,
        null::text as word, total as amount, currency, email as detail from payments
      where organisation_id = ${organisationId} and payment_id = any(${ids.payments})`,
    sql`
      select terms_accepted_at as at, 'terms_accepted' as kind, payment_id as subject, ${nothing} from payments
      where organisation_id = ${organisationId} and payment_id = any(${ids.payments})
        and terms_accepted_at is not null`,
    sql`
      select paid_at as at, 'payment_' || state as kind, payment_id as subject, null::text as actor,
        null::text as word, total as amount, currency, null::text as detail, settled_by as technical from payments
      where organisation_id = ${organisationId} and payment_id = any(${ids.payments})
        and paid_at is not null`,
    ...attemptLines(organisationId, ids),
    ...moneyLines(organisationId, ids),
    ...paperLines(organisationId, ids),
  ];
}

function attemptLines(organisationId: string, { attempts }: PaymentIds): Sql[] {
  return [
    sql`
      select e.at, 'attempt_event' as kind, e.attempt_id as subject, e.actor, e.to_state as word,
        case when e.to_state = 'succeeded' then a.captured else a.amount end as amount, a.currency,
        case when e.actor like 'staff:%' then e.cause
          when e.to_state = 'failed' then a.decline_reason
          when e.to_state = 'succeeded' then (a.instrument ->> 'brand') || ' ' || (a.instrument ->> 'lastFour')
        end as detail,
        concat_ws(' · ', e.attempt_id, e.cause, case when e.position = 1 then a.provider end,
          case when e.to_state in ('succeeded', 'failed', 'conflicted') then a.provider_reference end) as technical
      from attempt_events e
      join attempts a on a.organisation_id = e.organisation_id and a.attempt_id = e.attempt_id
      where e.organisation_id = ${organisationId} and e.attempt_id = any(${attempts})
      order by e.attempt_id, e.position limit 1000`,
    sql`
      select held_at as at, 'held' as kind, due_id as subject, null::text as actor, null::text as word,
        null::bigint as amount, null::text as currency, null::text as detail, attempt_id as technical from holds
      where organisation_id = ${organisationId} and attempt_id = any(${attempts})
      limit 1000`,
    sql`
      select released_at as at, 'released' as kind, due_id as subject, null::text as actor, null::text as word,
        null::bigint as amount, null::text as currency, null::text as detail, attempt_id as technical from holds
      where organisation_id = ${organisationId} and attempt_id = any(${attempts})
        and released_at is not null
      limit 1000`,
    sql`
      select received_at as at, 'notification' as kind, our_reference as subject, 'provider' as actor,
        type as word, null::bigint as amount, null::text as currency, null::text as detail,
        concat_ws(' · ', type, our_reference, parked_because) as technical from inbox_events
      where organisation_id = ${organisationId} and our_reference = any(${attempts})
      order by received_at limit 1000`,
  ];
}

/** How sources of ledger entries begin; the id of what was booked follows. */
const sources = ['capture', 'dispute', 'dispute_fee', 'dispute_lost', 'refund', 'kept', 'resolve'];

function moneyLines(organisationId: string, ids: PaymentIds): Sql[] {
  const { attempts, refunds, suspense, disputes, resolutions } = ids;
  const booked = [...attempts, ...refunds, ...disputes, ...resolutions];
  const beginnings = booked.flatMap((id) => sources.map((source) => `${source}:${id}`));
  return [
    sql`
      select e.booked_at as at, 'posting' as kind, e.entry_id as subject, null::text as actor,
        lp.debit_account || ' → ' || lp.credit_account as word, lp.amount, lp.currency, null::text as detail,
        lp.debit_account || ' → ' || lp.credit_account || ' · ' || e.reason as technical
      from unnest(${beginnings}::text[]) as beginning (text)
      join ledger_entries e on e.organisation_id = ${organisationId}
        and e.source >= beginning.text and e.source < beginning.text || ';'
      join ledger_postings lp on lp.organisation_id = e.organisation_id and lp.entry_id = e.entry_id
      order by e.booked_at, e.entry_id, lp.position limit 1000`,
    sql`
      select created_at as at, 'suspense' as kind, attempt_id as subject, null::text as actor, reason as word,
        amount, currency, null::text as detail, suspense_item_id as technical from suspense_items
      where organisation_id = ${organisationId} and suspense_item_id = any(${suspense})`,
    sql`
      select requested_at as at, 'refund_requested' as kind, refund_id as subject, requested_by as actor,
        null::text as word, amount, currency, reason as detail, refund_id as technical from refunds
      where organisation_id = ${organisationId} and refund_id = any(${refunds})`,
    sql`
      select outcome_known_at as at, 'refund_ended' as kind, refund_id as subject, 'provider' as actor,
        state as word, amount, currency, null::text as detail, concat_ws(' · ', refund_id, cause) as technical from refunds
      where organisation_id = ${organisationId} and refund_id = any(${refunds})
        and outcome_known_at is not null`,
    sql`
      select opened_at as at, 'dispute_opened' as kind, dispute_id as subject, 'provider' as actor,
        null::text as word, amount, currency, null::text as detail, concat_ws(' · ', dispute_id, reason) as technical
      from disputes where organisation_id = ${organisationId} and dispute_id = any(${disputes})`,
    sql`
      select ended_at as at, 'dispute_ended' as kind, dispute_id as subject, 'provider' as actor,
        state as word, amount, currency, null::text as detail, dispute_id as technical
      from disputes where organisation_id = ${organisationId} and dispute_id = any(${disputes})
        and ended_at is not null`,
  ];
}

/** What a mail is about stands in its source; an index is on this expression. */
const aboutOfMail = sql`substring(m.source from '[a-z]{3}_[0-9a-z]{26}')`;

function paperLines(organisationId: string, ids: PaymentIds): Sql[] {
  const subjects = Object.values(ids).flat();
  return [
    sql`
      select issued_at as at, 'receipt' as kind, payment_id as subject, null::text as actor,
        ${receiptNumberOf(sql`receipts`)} as word, amount, currency, null::text as detail from receipts
      where organisation_id = ${organisationId} and payment_id = any(${ids.payments})`,
    sql`
      select m.created_at as at, 'mail_written' as kind, m.message_id as subject, null::text as actor,
        m.template as word, null::bigint as amount, null::text as currency, m.recipient as detail
      from messages m
      where m.organisation_id = ${organisationId} and ${aboutOfMail} = any(${subjects})
      order by m.created_at limit 1000`,
    sql`
      select delivery.at, 'mail_delivery' as kind, m.message_id as subject, null::text as actor,
        delivery.outcome as word, null::bigint as amount, null::text as currency,
        m.recipient as detail, delivery.response as technical
      from messages m
      join message_deliveries delivery on delivery.organisation_id = m.organisation_id
        and delivery.message_id = m.message_id
      where m.organisation_id = ${organisationId} and ${aboutOfMail} = any(${subjects})
      order by delivery.at limit 1000`,
    deedLines(organisationId, subjects),
  ];
}

/** What people of the organisation did to any of these. */
export function deedLines(organisationId: string, subjects: readonly string[]): Sql {
  return sql`
    select at, 'deed' as kind, subject, actor, action as word, null::bigint as amount,
      null::text as currency, detail ->> 'reason' as detail, nullif((detail - 'reason')::text, '{}') as technical
    from audit_records
    where organisation_id = ${organisationId} and subject = any(${subjects})
    order by audit_record_id limit 1000`;
}
