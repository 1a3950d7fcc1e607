/** A cart: what one browser gathers to pay at once, and how each item of it stands. */
import { inLanguage } from '../core/localised.ts';
import type { Money } from '../core/money.ts';
import type { Language } from '../core/texts.ts';
import type { DiscountNo } from '../discounts/index.ts';
import type { Debtor, Due, DueLine } from '../dues/index.ts';
import type { Answer } from '../forms/index.ts';
import type { Payment } from '../payments/index.ts';
import type { FreeChargeType, Service } from '../services/index.ts';

/** Of a payment that nobody asked for: what the payer filled in. */
export type FreeItem = {
  readonly chargeTypeId: string;
  readonly chargeTypeVersion: number;
  readonly debtor: Debtor;
  readonly answers: readonly Answer[];
  readonly lines: readonly DueLine[];
  /** As it was typed, by the names of the form's fields; empty for what was gathered before this was kept. */
  readonly typed: Readonly<Record<string, string>>;
};

/** An item as it is kept. */
export type StoredItem = {
  readonly id: string;
  readonly position: number;
  /** The due; of a free payment null until it is first to be paid. */
  readonly dueId: string | null;
  readonly free: FreeItem | null;
  /** As the payer saw it last. */
  readonly seen: Money;
  /** What the payer wants to pay of it; null for all. */
  readonly part: Money | null;
  readonly discountId: string | null;
  readonly addedAt: Date;
  readonly toldAt: Date | null;
};

/**
 * `payable` and `changed` are paid now; the others stay, or leave when they are paid.
 *
 * `changed`: its amount is another than the payer saw last. `own_payment`: this browser is paying it already.
 * `not_payable`: the organisation does not take it here. `form_changed`: a free payment whose charge type is another
 * now. `excluded`: the whole of a plan and its instalments are not paid together. The last three can be paid by
 * themselves, after the others: through another provider, in another currency, or beyond what one payment holds.
 */
export type ItemState =
  | 'payable'
  | 'changed'
  | 'paid'
  | 'withdrawn'
  | 'in_progress'
  | 'own_payment'
  | 'not_payable_today'
  | 'not_payable'
  | 'service_closed'
  | 'form_changed'
  | 'excluded'
  | 'other_provider'
  | 'other_currency'
  | 'beyond_most';

export type CartItem = StoredItem & {
  readonly state: ItemState;
  /** What would be paid of it now. */
  readonly amount: Money;
  readonly due: Due | null;
  readonly chargeType: FreeChargeType | null;
  /** Null where the organisation has not defined the service that the due names. */
  readonly service: Service | null;
  /** What it is made of, where that is told; a discount is below zero. */
  readonly lines: readonly DueLine[];
  /** The code that was typed for it, and why it is not given when it is not. */
  readonly code: string | null;
  readonly codeNo: DiscountNo | null;
  /** Whether codes are given for what it is of. */
  readonly takesCodes: boolean;
  /** Of `own_payment`, the payment that is under way. */
  readonly payment: Payment | null;
};

export type Cart = {
  /** In the order in which they were added, or put; money is allocated in this order. */
  readonly items: readonly CartItem[];
  /** Of what is paid now; null when that is nothing. */
  readonly total: Money | null;
  /** How many items one payment can hold. */
  readonly most: number;
  /** Says whether it is what the payer saw: another when an item, its order or its amount is another. */
  readonly seen: string;
};

export function isPaidNow({ state }: Pick<CartItem, 'state'>): boolean {
  return state === 'payable' || state === 'changed';
}

/** What it is for, as its debtor reads it. */
export function reasonOf(item: CartItem, language: Language): string {
  if (item.due) return item.due.reason;
  return item.chargeType ? inLanguage(item.chargeType.definition.name, language) : '';
}
