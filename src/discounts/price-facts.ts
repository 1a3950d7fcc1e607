/** Gathers what the prices of some dues depend on, in one statement each. */
import type { Context } from '../context.ts';
import { dateIn, type CalendarDate } from '../core/calendar-date.ts';
import type { Language } from '../core/texts.ts';
import type { Queryable } from '../database/database.ts';
import {
  findDebtors,
  findDueDetails,
  type Due,
  type DueLine,
  type PaidPart,
} from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { findPaidParts } from '../payments/index.ts';
import { composePrice, type Price } from './compose-price.ts';
import { dayNo, type Discount } from './discount.ts';
import { payerKeyOf } from './payer-key.ts';
import { findDiscountsByIds, findRules } from './store.ts';
import { findPositions, findUsesOfDues, type DiscountUse } from './store-uses.ts';

export type PriceFacts = {
  readonly today: CalendarDate;
  readonly language: Language;
  readonly lines: ReadonlyMap<string, readonly DueLine[]>;
  readonly paid: ReadonlyMap<string, readonly PaidPart[]>;
  readonly uses: ReadonlyMap<string, DiscountUse>;
  /** Those that uses are of. */
  readonly discounts: ReadonlyMap<string, Discount>;
  /** Those without a code that are given today and of which there are uses left, by due. */
  readonly rules: ReadonlyMap<string, readonly Discount[]>;
};

/** Whether the price of a due can be another one tomorrow; of most it cannot. */
export function mayChangePrice(due: Pick<Due, 'pricing' | 'chargeTypeId'>): boolean {
  return due.pricing !== null || due.chargeTypeId !== null;
}

export async function findPriceFacts(
  context: Pick<Context, 'clock' | 'key'>,
  database: Queryable,
  organisation: Organisation,
  dues: readonly Due[],
): Promise<PriceFacts> {
  const ids = dues.map((due) => due.id);
  const { time_zone: timeZone, languages } = organisation.settings;
  const today = dateIn(timeZone, context.clock.now());
  const details = await findDueDetails(database, organisation.id, ids);
  const uses = await findUsesOfDues(database, organisation.id, ids);
  const discounts = await findDiscountsByIds(
    database,
    organisation.id,
    uses.map((use) => use.discountId),
  );
  return {
    today,
    language: languages[0] ?? 'it',
    lines: new Map(details.map((detail) => [detail.dueId, detail.lines])),
    paid: await findPaid(database, organisation, dues),
    uses: new Map(uses.map((use) => [use.dueId, use])),
    discounts: new Map(discounts.map((discount) => [discount.id, discount])),
    rules: await findRulesOfDues(context, database, organisation, dues, today),
  };
}

/** What of dues that bear interest was paid, and when; what was credited counts from the beginning. */
async function findPaid(
  database: Queryable,
  organisation: Organisation,
  dues: readonly Due[],
): Promise<Map<string, PaidPart[]>> {
  const bearing = dues.filter((due) => due.pricing?.by_date.late);
  const ids = bearing.filter((due) => due.settled.minor > 0n).map((due) => due.id);
  const parts = ids.length > 0 ? await findPaidParts(database, organisation.id, ids) : [];
  return new Map(
    bearing.map((due) => {
      const credited = due.dueOn ? [{ minor: due.credited.minor, on: due.dueOn }] : [];
      return [due.id, [...credited, ...parts.filter((part) => part.dueId === due.id)]];
    }),
  );
}

async function findRulesOfDues(
  context: Pick<Context, 'key'>,
  database: Queryable,
  organisation: Organisation,
  dues: readonly Due[],
  today: CalendarDate,
): Promise<Map<string, Discount[]>> {
  const chargeTypeIds = [...new Set(dues.flatMap((due) => due.chargeTypeId ?? []))];
  if (chargeTypeIds.length === 0) return new Map();
  const rules = await findRules(database, organisation.id, chargeTypeIds, today);
  const left = rules.filter((rule) => rule.mostUses === null || rule.used < rule.mostUses);
  const limited = left.filter((rule) => rule.mostUsesPerPayer !== null);
  // What was paid in part before a rule began is not made cheaper by it.
  const open = dues.filter((due) => due.settled.minor === 0n && due.credited.minor === 0n);
  const keys =
    limited.length > 0 ? await findPayerKeys(context, database, organisation, open) : new Map();
  const positions =
    limited.length > 0
      ? await findPositions(
          database,
          organisation.id,
          limited.map((rule) => rule.id),
          [...keys.values()],
        )
      : [];
  const mayUse = (rule: Discount, due: Due): boolean => {
    if (rule.mostUsesPerPayer === null) return true;
    const used = positions.filter(
      (use) => use.discountId === rule.id && use.payerKey === keys.get(due.id),
    );
    return used.length < rule.mostUsesPerPayer;
  };
  return new Map(
    open.map((due) => [
      due.id,
      left.filter((rule) => rule.chargeTypeId === due.chargeTypeId && mayUse(rule, due)),
    ]),
  );
}

/** By what the uses of each due's debtor are counted; a due without a debtor counts for itself. */
export async function findPayerKeys(
  context: Pick<Context, 'key'>,
  database: Queryable,
  organisation: Organisation,
  dues: readonly Due[],
): Promise<Map<string, string>> {
  const ids = dues.map((due) => due.id);
  const debtors = await findDebtors(database, organisation.id, ids);
  return new Map(
    ids.map((id) => {
      const debtor = debtors.get(id);
      return [id, debtor ? payerKeyOf(context.key, organisation.id, debtor) : `due:${id}`];
    }),
  );
}

/** The price of a due with a discount, or without one. */
export function priceWith(facts: PriceFacts, due: Due, discount: Discount | null): Price {
  return composePrice({
    due,
    lines: facts.lines.get(due.id) ?? [],
    today: facts.today,
    paid: facts.paid.get(due.id) ?? [],
    discount,
    language: facts.language,
  });
}

/** Of the rules without a code the one that takes off most; null where none takes off anything. */
export function bestRule(facts: PriceFacts, due: Due): Discount | null {
  let best: { discount: Discount; off: bigint } | null = null;
  for (const discount of facts.rules.get(due.id) ?? []) {
    const off = priceWith(facts, due, discount).takenOff;
    if (off > (best?.off ?? 0n)) best = { discount, off };
  }
  return best?.discount ?? null;
}

/**
 * What it costs now: with the discount that was taken for it, while that is given or was paid for, or else with the
 * best one without a code.
 *
 * `over` is a use whose discount is not given any more.
 */
export function priceNow(
  facts: PriceFacts,
  due: Due,
): { readonly price: Price; readonly over: DiscountUse | null } {
  const use = facts.uses.get(due.id);
  const taken = use && facts.discounts.get(use.discountId);
  const isKept = taken && (due.settled.minor > 0n || dayNo(taken, facts.today) === null);
  const discount = isKept ? taken : bestRule(facts, due);
  return { price: priceWith(facts, due, discount), over: use && !isKept ? use : null };
}

/** A price is never below what came of the due already, and reaching that is not the same as paying it. */
export function canBe(price: Price, due: Due): boolean {
  return price.minor > due.settled.minor + due.credited.minor;
}
