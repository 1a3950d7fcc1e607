/** What of payments is within reach of somebody who is let into some services only. */
import { Refusal } from '../../core/errors.ts';
import { findDues } from '../../dues/index.ts';
import { findAllocationsOf, findAttemptsByIds } from '../../payments/index.ts';
import { isAllowed, type PermissionName } from '../../staff/index.ts';
import type { StaffVisit } from '../office-route.ts';
import { demandServices } from './deed.ts';

type Place = Pick<StaffVisit, 'context' | 'organisation'>;
/** Something that became of an attempt: a second payment, a dispute. */
type OfAttempt = { readonly attemptId: string };

/** @throws Refusal `not_allowed` when something that the payment pays for is of another service */
export async function demandPayment(
  visit: StaffVisit,
  permission: PermissionName,
  paymentId: string,
): Promise<void> {
  const services = await servicesOf(visit, [paymentId]);
  demandServices(visit, permission, services.get(paymentId) ?? []);
}

/** As `demandPayment`; `see` asks only that something of it is theirs. @throws Refusal `not_found`, `not_allowed` */
export async function demandOfAttempt(
  visit: StaffVisit,
  permission: PermissionName,
  one: OfAttempt,
): Promise<void> {
  const [seen] = await withinReach(visit, [one]);
  if (!seen) throw new Refusal('not_found');
  const paymentIds = await paymentsOf(visit, [one]);
  for (const paymentId of paymentIds.values()) {
    if (permission !== 'see') await demandPayment(visit, permission, paymentId);
  }
}

/** Those of which something is for a service of theirs; all for whoever sees all services. */
export async function withinReach<T extends OfAttempt>(
  visit: StaffVisit,
  all: readonly T[],
): Promise<readonly T[]> {
  const { member } = visit;
  if (member.services === null) return all;
  const payments = await paymentsOf(visit, all);
  const services = await servicesOf(visit, [...payments.values()]);
  return all.filter(({ attemptId }) => {
    const paidFor = services.get(payments.get(attemptId) ?? '') ?? [];
    return paidFor.some((service) => isAllowed(member, 'see', service));
  });
}

/** Payments by the ids of their attempts. */
async function paymentsOf(
  { context, organisation }: Place,
  all: readonly OfAttempt[],
): Promise<Map<string, string>> {
  const ids = all.map(({ attemptId }) => attemptId);
  const attempts = await findAttemptsByIds(context.database, organisation.id, ids);
  return new Map([...attempts].map(([id, { paymentId }]) => [id, paymentId]));
}

/** What each payment pays for, by its id. */
async function servicesOf(
  { context, organisation }: Place,
  paymentIds: readonly string[],
): Promise<Map<string, string[]>> {
  const { database } = context;
  const allocations = await findAllocationsOf(database, organisation.id, paymentIds);
  const dueIds = [...allocations.values()].flat().map(({ dueId }) => dueId);
  const dues = await findDues(database, organisation.id, [...new Set(dueIds)]);
  const serviceOf = new Map(dues.map(({ id, service }) => [id, service]));
  return new Map(
    [...allocations].map(([id, lines]) => [
      id,
      lines.flatMap(({ dueId }) => serviceOf.get(dueId) ?? []),
    ]),
  );
}
