/** The whole of a debt and its instalments: who pays one of either excludes the other. */
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { findDuesOfPlans, insertDueChange, withdrawDues, type Due } from '../dues/index.ts';

/** Whether paying one of them takes the other back. */
export function excludes(one: Pick<Due, 'plan'>, other: Pick<Due, 'plan'>): boolean {
  return one.plan !== null && other.plan?.id === one.plan.id && other.plan.part !== one.plan.part;
}

/**
 * The dues of the other way of their plans that are not withdrawn: what paying the dues takes back.
 *
 * None for dues of no plan, and then nothing is asked.
 */
export async function findExcluded(
  database: Queryable,
  organisationId: string,
  dues: readonly Due[],
): Promise<Due[]> {
  const planIds = new Set(dues.flatMap(({ plan }) => plan?.id ?? []));
  if (planIds.size === 0) return [];
  const all = await findDuesOfPlans(database, organisationId, [...planIds]);
  return all.filter((other) => !other.withdrawn && dues.some((due) => excludes(due, other)));
}

/** @throws Refusal `plan_excluded` when a plan is being paid the other way already */
export function refuseIfPaidOtherwise(excluded: readonly Due[]): void {
  if (excluded.some(({ settled }) => settled.minor > 0n)) throw new Refusal('plan_excluded');
}

/** Takes back what a payment has excluded, and notes why. */
export async function withdrawExcluded(
  context: Pick<Context, 'clock' | 'ids'>,
  transaction: Transaction,
  organisationId: string,
  excluded: { readonly dueIds: readonly string[]; readonly paymentId: string },
): Promise<void> {
  const at = context.clock.now();
  await withdrawDues(transaction, organisationId, excluded.dueIds, at);
  for (const dueId of excluded.dueIds) {
    await insertDueChange(transaction, organisationId, {
      id: context.ids.next('dch'),
      dueId,
      kind: 'withdraw',
      before: { withdrawn: false },
      after: { withdrawn: true, payment: excluded.paymentId },
      reason: 'the debt is paid in the other way of its plan',
      actor: 'worker',
      at,
    });
  }
}
