/** Every list there is. */
import type { List, ListName } from './list.ts';
import { allocations } from './lists/allocations.ts';
import { audit } from './lists/audit.ts';
import { carts } from './lists/carts.ts';
import { chargeTypes } from './lists/charge-types.ts';
import { discounts } from './lists/discounts.ts';
import { discountUses } from './lists/discount-uses.ts';
import { services } from './lists/services.ts';
import { disputes, unresolvedAttempts } from './lists/attempts.ts';
import { dues } from './lists/dues.ts';
import { imports } from './lists/imports.ts';
import { ledger } from './lists/ledger.ts';
import { mails } from './lists/mails.ts';
import { payers } from './lists/payers.ts';
import { payments } from './lists/payments.ts';
import { receipts } from './lists/receipts.ts';
import { refunds } from './lists/refunds.ts';
import { secondPayments, suspense } from './lists/suspense.ts';

export const lists: Readonly<Record<ListName, List>> = {
  payments,
  allocations,
  dues,
  receipts,
  refunds,
  ledger,
  mails,
  imports,
  payers,
  suspense,
  second_payments: secondPayments,
  unresolved_attempts: unresolvedAttempts,
  disputes,
  services,
  charge_types: chargeTypes,
  carts,
  discounts,
  discount_uses: discountUses,
  audit,
};

/** @param name as it stands in an address */
export function findList(name: string): List | null {
  return Object.values(lists).find((list) => list.name === name) ?? null;
}
