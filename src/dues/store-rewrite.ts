/** SQL that puts changed content in the place of dues that came with a file and that nobody has begun to pay. */
import type { Queryable, Transaction } from '../database/database.ts';
import { rows, sql } from '../database/sql.ts';
import type { DueDetail } from './due-detail.ts';
import { plainOffer } from './due.ts';
import type { NewDue } from './store.ts';

/** Number, address and key stay: what was printed and sent goes on to open the due. */
export async function rewriteDues(
  transaction: Transaction,
  organisationId: string,
  dues: readonly NewDue[],
): Promise<void> {
  const offered = dues.map((due) => ({ ...plainOffer, ...due }));
  await transaction.query(sql`
    update dues set position = made.position, service = made.service, reason = made.reason,
      amount = made.amount, currency = made.currency, due_on = made.due_on, debtor_name = made.debtor_name,
      debtor_tax_id = made.debtor_tax_id, debtor_email = made.debtor_email,
      charge_type_id = made.charge_type_id, plan_id = made.plan_id, plan_part = made.plan_part,
      valid_from = made.valid_from, valid_until = made.valid_until, least_part = made.least_part,
      pricing = made.pricing
    from ${rows('made', offered, {
      due_id: ['text', (due) => due.id],
      position: ['integer', (due) => due.position],
      service: ['text', (due) => due.service],
      reason: ['text', (due) => due.reason],
      amount: ['bigint', (due) => due.amount.minor],
      currency: ['text', (due) => due.amount.currency],
      due_on: ['date', (due) => due.dueOn],
      debtor_name: ['text', (due) => due.debtor?.name ?? null],
      debtor_tax_id: ['text', (due) => due.debtor?.taxId ?? null],
      debtor_email: ['text', (due) => due.debtor?.email ?? null],
      charge_type_id: ['text', (due) => due.chargeTypeId],
      plan_id: ['text', (due) => due.plan?.id ?? null],
      plan_part: ['text', (due) => due.plan?.part ?? null],
      valid_from: ['date', (due) => due.validFrom],
      valid_until: ['date', (due) => due.validUntil],
      least_part: ['bigint', (due) => due.leastPart?.minor ?? null],
      pricing: ['jsonb', (due) => due.pricing && JSON.stringify(due.pricing)],
    })}
    where dues.organisation_id = ${organisationId} and dues.due_id = made.due_id`);
}

export async function rewriteDueDetails(
  transaction: Transaction,
  organisationId: string,
  details: readonly Omit<DueDetail, 'noticeNumber' | 'sourceKey' | 'origin' | 'answers'>[],
): Promise<void> {
  await transaction.query(sql`
    update due_details set content_digest = made.content_digest, lines = made.lines,
      charge_type_version = made.charge_type_version, pagopa = made.pagopa
    from ${rows('made', details, {
      due_id: ['text', (one) => one.dueId],
      content_digest: ['text', (one) => one.contentDigest],
      lines: ['jsonb', (one) => (one.lines.length > 0 ? JSON.stringify(one.lines) : null)],
      charge_type_version: ['integer', (one) => one.chargeTypeVersion],
      pagopa: ['jsonb', (one) => one.pagopa && JSON.stringify(one.pagopa)],
    })}
    where due_details.organisation_id = ${organisationId} and due_details.due_id = made.due_id`);
}

/** Which of the numbers are on notices already. */
export async function findTakenNotices(
  database: Queryable,
  organisationId: string,
  noticeNumbers: readonly string[],
): Promise<Set<string>> {
  const found = await database.query<{ notice_number: string }>(sql`
    select notice_number from due_details
    where organisation_id = ${organisationId} and notice_number = any(${noticeNumbers})`);
  return new Set(found.map((row) => row.notice_number));
}
