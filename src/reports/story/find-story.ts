/** The whole story of a payment or of a due, from everything that was written down, in the order in which it happened. */
import type { Database, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import { dueLines } from './due-lines.ts';
import { paymentLines, type PaymentIds } from './payment-lines.ts';
import { findLines, storyKinds, type StoryLine } from './story-line.ts';

/** Nobody reads more; a due that was tried more often than this is looked at payment by payment. */
const mostPayments = 50;

/** @returns null when the organisation has no such payment */
export async function findPaymentStory(
  database: Database,
  organisationId: string,
  paymentId: string,
): Promise<readonly StoryLine[] | null> {
  return database.transaction(async (transaction) => {
    const lines = await storyOfPayments(transaction, organisationId, [paymentId]);
    return lines.some(({ kind }) => kind === 'payment_created') ? inOrder(lines) : null;
  });
}

/** With the stories of the newest payments that were for it. @returns null when there is no such due */
export async function findDueStory(
  database: Database,
  organisationId: string,
  dueId: string,
): Promise<readonly StoryLine[] | null> {
  return database.transaction(async (transaction) => {
    const rows = await transaction.query<{ payment_id: string }>(sql`
      select payment_id from allocations
      where organisation_id = ${organisationId} and due_id = ${dueId}
      order by payment_id desc limit ${mostPayments}`);
    const own: StoryLine[] = [];
    for (const statement of dueLines(organisationId, dueId)) {
      own.push(...(await findLines(transaction, statement)));
    }
    if (!own.some(({ kind }) => kind === 'due_created')) return null;
    const paymentIds = rows.map((row) => row.payment_id);
    const lines = await storyOfPayments(transaction, organisationId, paymentIds);
    // A payment may be for other dues too, whose holds are another story.
    const ours = lines.filter(
      ({ kind, subject }) => (kind !== 'held' && kind !== 'released') || subject === dueId,
    );
    return inOrder([...own, ...ours]);
  });
}

async function storyOfPayments(
  transaction: Transaction,
  organisationId: string,
  paymentIds: readonly string[],
): Promise<StoryLine[]> {
  const ids = await findIds(transaction, organisationId, paymentIds);
  const lines: StoryLine[] = [];
  for (const statement of paymentLines(organisationId, ids)) {
    lines.push(...(await findLines(transaction, statement)));
  }
  return lines;
}

async function findIds(
  transaction: Transaction,
  organisationId: string,
  payments: readonly string[],
): Promise<PaymentIds> {
  const attempts = await transaction.query<{ id: string }>(sql`
    select attempt_id as id from attempts
    where organisation_id = ${organisationId} and payment_id = any(${payments})
    order by 1 limit 1000`);
  const attemptIds = attempts.map((row) => row.id);
  const refunds = await transaction.query<{ id: string }>(sql`
    select refund_id as id from refunds
    where organisation_id = ${organisationId} and attempt_id = any(${attemptIds})
    order by 1 limit 1000`);
  const suspense = await transaction.query<{ id: string }>(sql`
    select suspense_item_id as id from suspense_items
    where organisation_id = ${organisationId} and attempt_id = any(${attemptIds})
    order by 1 limit 1000`);
  const suspenseIds = suspense.map((row) => row.id);
  const disputes = await transaction.query<{ id: string }>(sql`
    select dispute_id as id from disputes
    where organisation_id = ${organisationId} and attempt_id = any(${attemptIds})
    order by 1 limit 1000`);
  const resolutions = await transaction.query<{ id: string }>(sql`
    select suspense_resolution_id as id from suspense_resolutions
    where organisation_id = ${organisationId}
      and (suspense_item_id = any(${suspenseIds}) or payment_id = any(${payments}))
    order by 1 limit 1000`);
  return {
    payments,
    attempts: attemptIds,
    refunds: refunds.map((row) => row.id),
    suspense: suspenseIds,
    disputes: disputes.map((row) => row.id),
    resolutions: resolutions.map((row) => row.id),
  };
}

/** What happened in one moment stands in the order of causes, which is that of the kinds. */
function inOrder(lines: readonly StoryLine[]): StoryLine[] {
  const place = ({ kind }: StoryLine) => storyKinds.indexOf(kind);
  return lines.toSorted(
    (one, other) => one.at.getTime() - other.at.getTime() || place(one) - place(other),
  );
}
