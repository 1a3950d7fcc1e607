/** Whether a due may be paid by its payer in the portal, when, and through which provider. */
import type { CalendarDate } from '../core/calendar-date.ts';
import type { Due } from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import type { Service } from '../services/index.ts';

/** Direct debits are collected by the organisation unless it lets payers pay them; the treasury's never. */
export function isPayableHere(organisation: Organisation, due: Pick<Due, 'collectable'>): boolean {
  if (!organisation.settings.methods.card) return false;
  if (due.collectable === 'by_payer') return true;
  return due.collectable === 'direct_debit' && organisation.settings.direct_debit_payable;
}

/** Whether the day is one on which the due may be paid, both ends included. */
export function isPayableOn(
  { validFrom, validUntil }: Pick<Due, 'validFrom' | 'validUntil'>,
  day: CalendarDate,
): boolean {
  return (validFrom === null || day >= validFrom) && (validUntil === null || day <= validUntil);
}

/**
 * Through which provider cards pay what is of a service; null where they do not.
 *
 * @param service null where the organisation has not defined it: then it is paid as the organisation's are
 */
export function cardProvider(organisation: Organisation, service: Service | null): string | null {
  const { card } = organisation.settings.methods;
  if (!card) return null;
  const { methods, provider } = service?.definition ?? {};
  if (methods && !methods.includes('card')) return null;
  return provider ?? card.provider;
}
