/** How a payment that begins is spread over its dues, or why it cannot be; pure. */
import type { CalendarDate } from '../core/calendar-date.ts';
import { Refusal } from '../core/errors.ts';
import { add, type Money } from '../core/money.ts';
import { outstanding, type Due } from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import type { Service } from '../services/index.ts';
import { cardProvider, isPayableHere, isPayableOn } from './payable.ts';
import { excludes } from './plan.ts';
import type { NewAllocation } from './store/index.ts';

export type Spreading = {
  readonly organisation: Organisation;
  readonly today: CalendarDate;
  /** What is paid of a due, by its id; all that is outstanding where it is not said. */
  readonly parts: ReadonlyMap<string, Money>;
};

/**
 * Allocations in the order of the dues.
 *
 * @throws Refusal `due_withdrawn`, `due_already_paid`, `method_not_available`, `not_payable_today`, `plan_excluded`,
 *   `amount_changed` when less is left than was to be paid, `input_invalid` for too small a part
 */
export function spread(spreading: Spreading, dues: readonly Due[]): NewAllocation[] {
  dues.forEach((due) => refuseUnlessPayable(spreading, due));
  if (dues.some((one) => dues.some((other) => excludes(one, other)))) {
    throw new Refusal('plan_excluded');
  }
  return dues.map((due, index) => {
    const amount = partOf(due, spreading.parts.get(due.id));
    return { dueId: due.id, position: index + 1, amount };
  });
}

function refuseUnlessPayable({ organisation, today }: Spreading, due: Due): void {
  if (due.withdrawn) throw new Refusal('due_withdrawn');
  if (outstanding(due).minor === 0n) throw new Refusal('due_already_paid');
  if (!isPayableHere(organisation, due)) throw new Refusal('method_not_available');
  if (!isPayableOn(due, today)) throw new Refusal('not_payable_today');
}

function partOf(due: Due, part: Money | undefined): Money {
  const open = outstanding(due);
  if (part === undefined) return open;
  if (isPartOf(due, part)) return part;
  if (due.leastPart === null || part.minor > open.minor) throw new Refusal('amount_changed');
  throw new Refusal('input_invalid', `part: ${due.id} cannot be paid by it`);
}

/** All that is outstanding, or, where it may be paid in parts, no less than its least part. */
export function isPartOf(due: Due, part: Money): boolean {
  const open = outstanding(due);
  if (part.currency !== open.currency || part.minor <= 0n || part.minor > open.minor) return false;
  return part.minor === open.minor || (due.leastPart !== null && part.minor >= due.leastPart.minor);
}

export function total(allocations: readonly NewAllocation[]): Money {
  const [first, ...rest] = allocations.map((allocation) => allocation.amount);
  if (!first) throw new Refusal('not_found');
  if (rest.some((amount) => amount.currency !== first.currency)) {
    throw new Refusal('input_invalid', 'one payment is in one currency');
  }
  return add(first, ...rest);
}

/**
 * Through which provider all of them are paid.
 *
 * @throws Refusal `method_not_available`, `providers_differ`
 */
export function oneProvider(
  organisation: Organisation,
  dues: readonly Pick<Due, 'service'>[],
  services: readonly Service[],
): string {
  const byId = new Map(services.map((service) => [service.id, service]));
  const providers = dues.map(({ service }) =>
    cardProvider(organisation, byId.get(service) ?? null),
  );
  const [first] = providers;
  if (!first || providers.includes(null)) throw new Refusal('method_not_available');
  if (providers.some((provider) => provider !== first)) throw new Refusal('providers_differ');
  return first;
}
