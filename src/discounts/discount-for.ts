/** Whether a code that was typed gives a discount, before anything is taken. */
import type { CalendarDate } from '../core/calendar-date.ts';
import type { Queryable } from '../database/database.ts';
import { dayNo, normaliseCode, type Discount, type DiscountNo } from './discount.ts';
import { findDiscountByCode } from './store.ts';
import { findPositions } from './store-uses.ts';

export type DiscountFound =
  | { readonly kind: 'good'; readonly discount: Discount }
  | { readonly kind: 'wrong'; readonly why: DiscountNo };

/**
 * A code of another charge type answers as one that does not exist. Callers count wrong codes
 * (rate-limits): there are fewer codes than tries.
 *
 * @param asked.payerKey from `payerKeyOf`; null when it is not known yet who owes
 */
export async function discountFor(
  database: Queryable,
  organisationId: string,
  asked: {
    readonly code: string;
    readonly chargeTypeId: string | null;
    readonly today: CalendarDate;
    readonly payerKey: string | null;
  },
): Promise<DiscountFound> {
  const code = normaliseCode(asked.code);
  if (code === '' || code.length > 30 || asked.chargeTypeId === null) return wrong('unknown');
  const discount = await findDiscountByCode(database, organisationId, code);
  if (!discount || discount.chargeTypeId !== asked.chargeTypeId) return wrong('unknown');
  const no = dayNo(discount, asked.today);
  if (no) return wrong(no);
  if (discount.mostUses !== null && discount.used >= discount.mostUses) return wrong('used_up');
  if (discount.mostUsesPerPayer !== null && asked.payerKey !== null) {
    const uses = await findPositions(database, organisationId, [discount.id], [asked.payerKey]);
    if (uses.length >= discount.mostUsesPerPayer) return wrong('used_by_payer');
  }
  return { kind: 'good', discount };
}

function wrong(why: DiscountNo): DiscountFound {
  return { kind: 'wrong', why };
}
