/** Which proposals wait for somebody, as far as the person who looks may answer them. */
import { Refusal } from '../../core/errors.ts';
import { keysAction } from '../../desk/index.ts';
import { findOpenApprovals, type Approval } from '../../orders/index.ts';
import { findSuspenseItem } from '../../payments/index.ts';
import { isAllowed } from '../../staff/index.ts';
import { demandOfAttempt, demandPayment } from '../acting/reach.ts';
import type { StaffVisit } from '../office-route.ts';

const permission = 'refund';

export function isRefund({ action }: Approval): boolean {
  return action === 'refund' || action === 'return';
}

/** How many the person could agree to: what they proposed themselves waits for others. */
export async function countToAgree(visit: StaffVisit): Promise<number> {
  const { context, organisation, member, actor } = visit;
  const open = await findOpenApprovals(context.database, organisation.id);
  const others = open.filter(({ proposedBy }) => proposedBy !== actor);
  const settings = isAllowed(member, 'change_accounts')
    ? others.filter(({ action }) => action === 'accounts' || action === keysAction)
    : [];
  return settings.length + (await answerable(visit, others.filter(isRefund))).length;
}

/** Those that the person may answer. */
export async function answerable(visit: StaffVisit, all: readonly Approval[]): Promise<Approval[]> {
  const open: Approval[] = [];
  for (const approval of all) {
    try {
      await demandSubject(visit, approval);
      open.push(approval);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return open;
}

/**
 * Whoever may not refund what the payment paid for may not agree to it either.
 *
 * @throws Refusal `not_allowed`, `not_found`
 */
export async function demandSubject(
  visit: StaffVisit,
  { action, subject }: Approval,
): Promise<void> {
  const { context, organisation, member } = visit;
  if (!isAllowed(member, permission)) throw new Refusal('not_allowed');
  if (action === 'refund') return demandPayment(visit, permission, subject);
  const item = await findSuspenseItem(context.database, organisation.id, subject);
  if (!item) throw new Refusal('not_found');
  return demandOfAttempt(visit, permission, item);
}
