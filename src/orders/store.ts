/** All SQL of the orders of staff: orders_done, approvals. */
import { money } from '../core/money.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { Approval, Proposal } from './approval.ts';

/** @returns false when the key was used before */
export async function insertOrder(
  transaction: Transaction,
  organisationId: string,
  order: {
    readonly key: string;
    readonly action: string;
    readonly subject: string;
    readonly orderedAt: Date;
  },
): Promise<boolean> {
  const inserted = await transaction.query(sql`
    insert into orders_done (organisation_id, order_key, action, subject, ordered_at)
    values (${organisationId}, ${order.key}, ${order.action}, ${order.subject}, ${order.orderedAt})
    on conflict do nothing
    returning order_key`);
  return inserted.length === 1;
}

export async function findOrder(
  transaction: Transaction,
  organisationId: string,
  key: string,
): Promise<{ readonly action: string; readonly subject: string } | null> {
  const [row] = await transaction.query<{ action: string; subject: string }>(sql`
    select action, subject from orders_done
    where organisation_id = ${organisationId} and order_key = ${key}`);
  return row ?? null;
}

type ApprovalRow = {
  approval_id: string;
  action: Approval['action'];
  subject: string;
  request: unknown;
  amount: bigint | null;
  currency: string | null;
  reason: string;
  proposed_by: string;
  proposed_at: Date;
  decision: Approval['decision'];
  decided_by: string | null;
  result: string | null;
};

const columns = sql`approval_id, action, subject, request, amount, currency, reason, proposed_by,
  proposed_at, decision, decided_by, result`;

function fromRow(row: ApprovalRow): Approval {
  return {
    id: row.approval_id,
    action: row.action,
    subject: row.subject,
    request: row.request,
    amount: row.amount === null || row.currency === null ? null : money(row.amount, row.currency),
    reason: row.reason,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
    decision: row.decision,
    decidedBy: row.decided_by,
    result: row.result,
  };
}

export async function insertApproval(
  transaction: Transaction,
  organisationId: string,
  proposal: Proposal,
  proposedAt: Date,
): Promise<void> {
  await transaction.query(sql`
    insert into approvals (organisation_id, approval_id, action, subject, request, amount, currency,
      reason, proposed_by, proposed_at)
    values (${organisationId}, ${proposal.id}, ${proposal.action}, ${proposal.subject},
      ${JSON.stringify(proposal.request)}, ${proposal.amount?.minor ?? null},
      ${proposal.amount?.currency ?? null}, ${proposal.reason}, ${proposal.proposedBy}, ${proposedAt})`);
}

export async function lockApproval(
  transaction: Transaction,
  organisationId: string,
  approvalId: string,
): Promise<Approval | null> {
  const [row] = await transaction.query<ApprovalRow>(sql`
    select ${columns} from approvals
    where organisation_id = ${organisationId} and approval_id = ${approvalId} for no key update`);
  return row ? fromRow(row) : null;
}

export async function findApproval(
  database: Queryable,
  organisationId: string,
  approvalId: string,
): Promise<Approval | null> {
  const [row] = await database.query<ApprovalRow>(sql`
    select ${columns} from approvals
    where organisation_id = ${organisationId} and approval_id = ${approvalId}`);
  return row ? fromRow(row) : null;
}

/** The newest proposal to do that to it, decided or not. */
export async function findApprovalAbout(
  database: Queryable,
  organisationId: string,
  about: { readonly action: string; readonly subject: string },
): Promise<Approval | null> {
  const [row] = await database.query<ApprovalRow>(sql`
    select ${columns} from approvals
    where organisation_id = ${organisationId} and action = ${about.action}
      and subject = ${about.subject}
    order by approval_id desc limit 1`);
  return row ? fromRow(row) : null;
}

/** What waits for a second person, oldest first. */
export async function findOpenApprovals(
  database: Queryable,
  organisationId: string,
): Promise<Approval[]> {
  const rows = await database.query<ApprovalRow>(sql`
    select ${columns} from approvals
    where organisation_id = ${organisationId} and decision is null
    order by approval_id limit 1000`);
  return rows.map(fromRow);
}

export async function writeDecision(
  transaction: Transaction,
  organisationId: string,
  decision: {
    readonly approvalId: string;
    readonly actor: string;
    readonly decision: 'agreed' | 'refused';
    readonly result: string | null;
  },
  decidedAt: Date,
): Promise<void> {
  await transaction.query(sql`
    update approvals set decision = ${decision.decision}, decided_by = ${decision.actor},
      decided_at = ${decidedAt}, result = ${decision.result}
    where organisation_id = ${organisationId} and approval_id = ${decision.approvalId}
      and decision is null`);
}
