/** The parts of a charge type that are changed each on a page of its own. */
import type { ChargeType } from '../../services/index.ts';

export const chargeParts = ['about', 'amount', 'debtor', 'form', 'price'] as const;
export type ChargePart = (typeof chargeParts)[number];

export function partsOf({ kind }: Pick<ChargeType, 'kind'>): readonly ChargePart[] {
  return kind === 'free' ? ['about', 'amount', 'debtor', 'form'] : ['about', 'price'];
}

/** Below the office. */
export function chargePath({ id, serviceId }: Pick<ChargeType, 'id' | 'serviceId'>): string {
  return `/services/${serviceId}/charges/${id}`;
}
