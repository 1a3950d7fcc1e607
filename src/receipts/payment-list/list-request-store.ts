/** SQL of payment_list_requests. */
import type { CalendarDate } from '../../core/calendar-date.ts';
import type { Language } from '../../core/texts.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { Period } from './payment-list.ts';

export type ListRequest = {
  readonly id: string;
  readonly orderKey: string;
  readonly sealedIdentity: string;
  readonly period: Period;
  readonly language: Language;
  readonly requestedAt: Date;
};

/** A request with the same key is the same request. */
export async function insertListRequest(
  database: Queryable,
  organisationId: string,
  request: ListRequest,
): Promise<void> {
  await database.query(sql`
    insert into payment_list_requests (organisation_id, payment_list_request_id, order_key,
      sealed_identity, from_on, to_on, language, requested_at)
    values (${organisationId}, ${request.id}, ${request.orderKey}, ${request.sealedIdentity},
      ${request.period.from}, ${request.period.to}, ${request.language}, ${request.requestedAt})
    on conflict (organisation_id, order_key) do nothing`);
}

/** Takes the oldest request away, for good when the transaction commits. */
export async function takeListRequest(
  transaction: Transaction,
  organisationId: string,
  passedOver: readonly string[],
): Promise<ListRequest | null> {
  const [row] = await transaction.query<{
    payment_list_request_id: string;
    order_key: string;
    sealed_identity: string;
    from_on: CalendarDate;
    to_on: CalendarDate;
    language: Language;
    requested_at: Date;
  }>(sql`
    delete from payment_list_requests
    where organisation_id = ${organisationId} and payment_list_request_id = (
      select payment_list_request_id from payment_list_requests
      where organisation_id = ${organisationId} and payment_list_request_id <> all(${passedOver})
      order by payment_list_request_id limit 1 for update skip locked)
    returning payment_list_request_id, order_key, sealed_identity, from_on, to_on, language, requested_at`);
  if (!row) return null;
  return {
    id: row.payment_list_request_id,
    orderKey: row.order_key,
    sealedIdentity: row.sealed_identity,
    period: { from: row.from_on, to: row.to_on },
    language: row.language,
    requestedAt: row.requested_at,
  };
}
