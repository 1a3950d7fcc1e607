/** Whether a due may be paid by its payer in the portal. */
import type { Due } from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';

/** Direct debits are collected by the organisation unless it lets payers pay them; the treasury's never. */
export function isPayableHere(organisation: Organisation, due: Pick<Due, 'collectable'>): boolean {
  if (!organisation.settings.methods.card) return false;
  if (due.collectable === 'by_payer') return true;
  return due.collectable === 'direct_debit' && organisation.settings.direct_debit_payable;
}
