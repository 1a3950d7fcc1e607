/** Prices the dues of a payment once more, right before it starts: days pass and discounts end meanwhile. */
import { mayChangePrice, priceToPay } from '../../discounts/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import type { Payment } from '../../payments/index.ts';
import { allocationsOfPayments, duesByIds } from '../page-facts.ts';
import type { Site } from '../site.ts';

/** A price that is another one now makes `startAttempt` refuse with `amount_changed`. */
export async function priceAgain(
  site: Site,
  organisation: Organisation,
  payment: Payment,
): Promise<void> {
  const { context } = site;
  const [[, allocations] = ['', []]] = await allocationsOfPayments(site, organisation, [
    payment.id,
  ]);
  const ids = allocations.map((allocation) => allocation.dueId);
  // Of most dues the price never changes: they cost nothing more here.
  const dues = (await duesByIds(site, organisation, ids)).filter(mayChangePrice);
  if (dues.length === 0) return;
  const items = dues.map((due) => ({ dueId: due.id }));
  await context.database.transaction((transaction) =>
    priceToPay(context, transaction, organisation, items),
  );
}
