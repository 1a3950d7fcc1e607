/** What is owed when a schedule begins, and what makes it cheaper. */
import { daysAfter, dateIn, type CalendarDate } from '../../src/core/calendar-date.ts';
import { fakeClock } from '../../src/core/clock.ts';
import { createIds, type Ids } from '../../src/core/id.ts';
import { money } from '../../src/core/money.ts';
import type { Transaction } from '../../src/database/database.ts';
import { saveDiscount } from '../../src/discounts/index.ts';
import { insertDue } from '../../src/dues/index.ts';
import { enrolmentId, enrolmentName, feeId } from './lane.ts';
import type { DuePlan } from './plan.ts';
import type { World } from './world.ts';

type Making = {
  readonly world: World;
  readonly transaction: Transaction;
  readonly ids: Ids;
  readonly today: CalendarDate;
};

export async function makeDues(world: World): Promise<void> {
  const { lane, plan } = world;
  const clock = fakeClock(new Date(world.now()));
  const ids = createIds(clock, world.random.bytes);
  const today = dateIn('Europe/Rome', clock.now());
  // Each payer enrols somebody else, under the same words.
  world.truth.owedAgain.add(enrolmentName);
  await lane.direct.transaction(async (transaction) => {
    const making = { world, transaction, ids, today };
    for (const [index, planned] of plan.dues.entries()) await makeDue(making, planned, index);
    await makeDiscounts(making);
  });
}

async function makeDue(
  { world, transaction, ids, today }: Making,
  planned: DuePlan,
  index: number,
): Promise<void> {
  const organisation = world.lane.organisations[planned.organisation];
  if (!organisation) return;
  const id = ids.next('due');
  world.dueIds.push(id);
  const due = {
    id,
    invoiceId: null,
    position: 1,
    service: planned.service,
    // The provider of the simulation knows by it which dues a page is for.
    reason: `due ${index}`,
    amount: money(BigInt(planned.minor), 'EUR'),
    dueOn: planned.isEarly ? today : null,
    collectable: 'by_payer',
    plan: planned.planPart ? { id: `pln_${organisation.slug}`, part: planned.planPart } : null,
    leastPart: planned.leastPart ? money(BigInt(planned.leastPart), 'EUR') : null,
    chargeTypeId: planned.isOfChargeType ? feeId : null,
    pricing: planned.isEarly ? { base: String(planned.minor), by_date: early } : null,
  } as const;
  // What is paid in parts is paid by several pages, and that is in good order; so is paying the rest of what was
  // cheaper when its charge began, and came when it was not any more.
  const isCheaper = due.chargeTypeId !== null || due.pricing !== null;
  if (due.leastPart || (isCheaper && mayComeLate(world))) world.truth.owedAgain.add(due.reason);
  await insertDue(transaction, organisation.id, due, new Date(world.now()));
}

/** Cheaper until the day is over. */
const early = { early: { percent: '10', days_before: 0 } };

function mayComeLate({ plan }: World): boolean {
  return plan.pages.some(({ kind }) => kind.endsWith('_after_end'));
}

async function makeDiscounts({ world, transaction, ids, today }: Making): Promise<void> {
  const clock = fakeClock(new Date(world.now()));
  for (const organisation of world.organisations) {
    for (const { of, days, endsAtStep, value, ...planned } of world.plan.discounts ?? []) {
      const terms = {
        ...planned,
        chargeTypeId: of === 'fee' ? feeId : enrolmentId,
        value: BigInt(value),
        currency: 'EUR',
        names: { en: 'Discount' },
        validFrom: today,
        validUntil: daysAfter(today, days),
        isPublic: false,
      };
      const id = await saveDiscount({ clock, ids }, transaction, organisation, terms, 'simulation');
      world.discounts.push({ organisation, id, endsAtStep });
    }
  }
}
