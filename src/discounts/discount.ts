/** A discount: what makes a charge cheaper, with a code that payers type or by itself on certain days. */
import type { CalendarDate } from '../core/calendar-date.ts';
import type { Localised } from '../core/localised.ts';
import type { Money } from '../core/money.ts';
import { halfUp } from '../dues/index.ts';

export type DiscountTerms = {
  readonly chargeTypeId: string;
  /** In capitals, without blanks; null for a rule that needs no code. */
  readonly code: string | null;
  readonly kind: 'amount' | 'percent';
  /** Minor units, or hundredths of a per cent. */
  readonly value: bigint;
  readonly currency: string;
  readonly names: Localised;
  /** The days on which it is given, both included. */
  readonly validFrom: CalendarDate | null;
  readonly validUntil: CalendarDate | null;
  readonly mostUses: number | null;
  readonly mostUsesPerPayer: number | null;
  /** Summed up on the public page of discounts. */
  readonly isPublic: boolean;
};

export type Discount = DiscountTerms & {
  readonly id: string;
  /** One more with each change of its terms. */
  readonly version: number;
  readonly used: number;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
};

/** Why a discount is not given. */
export type DiscountNo =
  | 'unknown'
  | 'not_yet'
  | 'over'
  | 'used_up'
  | 'used_by_payer'
  /** What is to be paid is not more than the discount. */
  | 'more_than_price'
  /** Of a due of which something was paid already. */
  | 'part_paid';

/** Codes are typed as people please: small letters and blanks are the same code. */
export function normaliseCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .replaceAll(/[\s\p{Cf}]/gu, '')
    .toUpperCase();
}

/** Whether it is given on a day, without regard to its uses; null when it is. */
export function dayNo(discount: Discount, today: CalendarDate): 'not_yet' | 'over' | null {
  if (discount.endedAt) return 'over';
  if (discount.validFrom && today < discount.validFrom) return 'not_yet';
  if (discount.validUntil && today > discount.validUntil) return 'over';
  return null;
}

/**
 * How much it takes off, in minor units; zero where it does not apply.
 *
 * A per cent is of the base and rounded once, half up; it leaves at least one minor unit. An amount that is
 * not below the price is not given at all.
 * @param price what is to be paid without it; `base` what a per cent is of
 */
export function takenOff(
  discount: Pick<Discount, 'kind' | 'value' | 'currency'>,
  base: Money,
  price: bigint,
): bigint {
  if (discount.kind === 'amount') {
    return discount.currency === base.currency && discount.value < price ? discount.value : 0n;
  }
  const part = halfUp(base.minor * discount.value, 10_000n);
  if (part < price) return part;
  return price > 0n ? price - 1n : 0n;
}
