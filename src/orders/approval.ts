/** What one person proposes and another agrees to, or refuses. */
import { recordAudit, type ProposedAction } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { Money } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
import { insertApproval, lockApproval, writeDecision } from './store.ts';

export { findApproval, findApprovalAbout, findOpenApprovals } from './store.ts';

export type Proposal = {
  readonly id: string;
  /** What would be done. */
  readonly action: ProposedAction;
  /** What it would be done to. */
  readonly subject: string;
  /** All that is needed to do it, as JSON; whoever carries it out checks it again. */
  readonly request: unknown;
  readonly amount: Money | null;
  readonly reason: string;
  readonly proposedBy: string;
};

export type Approval = Proposal & {
  readonly proposedAt: Date;
  readonly decision: 'agreed' | 'refused' | null;
  readonly decidedBy: string | null;
  readonly result: string | null;
};

type Deciding = Pick<Context, 'database' | 'clock' | 'ids'>;

export async function proposeApproval(
  context: Pick<Context, 'clock' | 'ids'>,
  transaction: Transaction,
  organisationId: string,
  proposal: Proposal,
): Promise<void> {
  await insertApproval(transaction, organisationId, proposal, context.clock.now());
  await recordAudit(transaction, context, organisationId, {
    actor: proposal.proposedBy,
    action: `propose ${proposal.action}`,
    subject: proposal.subject,
    detail: { approval: proposal.id },
    personal: { reason: proposal.reason },
  });
}

/**
 * Locks an open proposal, does what was proposed, and writes down who agreed.
 *
 * @param work does it and says what came of it
 * @throws Refusal `not_found`, `already_decided`, `same_person`
 */
export async function decideApproval<Result extends { readonly id: string }>(
  context: Pick<Context, 'clock' | 'ids'>,
  transaction: Transaction,
  organisationId: string,
  decision: { readonly approvalId: string; readonly actor: string },
  work: (approval: Approval) => Promise<Result>,
): Promise<Result> {
  const { approvalId, actor } = decision;
  const approval = await lockOpen(transaction, organisationId, approvalId);
  if (approval.proposedBy === actor) throw new Refusal('same_person');
  const result = await work(approval);
  const written = { approvalId, actor, decision: 'agreed', result: result.id } as const;
  await decide(context, transaction, organisationId, approval, written);
  return result;
}

/** Whoever proposed it may refuse it too: that takes it back. */
export async function refuseApproval(
  context: Deciding,
  organisationId: string,
  decision: { readonly approvalId: string; readonly actor: string },
): Promise<void> {
  await context.database.transaction((transaction) =>
    refuseWithin(context, transaction, organisationId, decision),
  );
}

/** The same inside a transaction, for what goes with the proposal. @returns what was refused */
export async function refuseWithin(
  context: Pick<Context, 'clock' | 'ids'>,
  transaction: Transaction,
  organisationId: string,
  decision: { readonly approvalId: string; readonly actor: string },
): Promise<Approval> {
  const approval = await lockOpen(transaction, organisationId, decision.approvalId);
  const written = { ...decision, decision: 'refused', result: null } as const;
  await decide(context, transaction, organisationId, approval, written);
  return approval;
}

async function lockOpen(
  transaction: Transaction,
  organisationId: string,
  approvalId: string,
): Promise<Approval> {
  const approval = await lockApproval(transaction, organisationId, approvalId);
  if (!approval) throw new Refusal('not_found', `no approval ${approvalId}`);
  if (approval.decision !== null) throw new Refusal('already_decided');
  return approval;
}

async function decide(
  context: Pick<Context, 'clock' | 'ids'>,
  transaction: Transaction,
  organisationId: string,
  approval: Approval,
  written: Parameters<typeof writeDecision>[2],
): Promise<void> {
  await writeDecision(transaction, organisationId, written, context.clock.now());
  await recordAudit(transaction, context, organisationId, {
    actor: written.actor,
    action: `${written.decision === 'agreed' ? 'agree to' : 'refuse'} ${approval.action}`,
    subject: approval.subject,
    detail: { approval: approval.id, result: written.result },
  });
}
