/** Gathers dues in a visitor's cart, all or a part of each, and checks it out. */
import { addDueToCart, checkOut } from '../../src/carts/index.ts';
import { Refusal } from '../../src/core/errors.ts';
import { findDues, outstanding } from '../../src/dues/index.ts';
import type { Organisation } from '../../src/organisations/index.ts';
import type { PaymentBegun } from '../../src/payments/index.ts';
import type { PayerPlan } from './plan.ts';
import type { PortalProcess } from './portal-process.ts';

export async function fillCart(
  context: PortalProcess['context'],
  organisation: Organisation,
  dueIds: readonly string[],
  { visitor, cart }: PayerPlan,
): Promise<PaymentBegun> {
  const dues = await findDues(context.database, organisation.id, dueIds);
  for (const due of dues) {
    const isPart = due.leastPart && due.leastPart.minor < outstanding(due).minor;
    const part = cart === 'in_parts' && isPart ? { part: due.leastPart } : {};
    try {
      await addDueToCart(context, organisation, { visitor, dueId: due.id, ...part });
    } catch (error) {
      // Paid or withdrawn meanwhile: the others are paid all the same.
      if (!(error instanceof Refusal) || error.code === 'unavailable') throw error;
    }
  }
  return checkOut(context, organisation, { visitor, language: 'it' });
}
