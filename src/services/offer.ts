/** A service, and what is charged under it. */
import type { DuesDefinition, FreeDefinition } from './charge-definition.ts';
import type { ServiceDefinition } from './service-definition.ts';

/** `draft` is seen by staff alone; of a `closed` one nothing new begins, and what was begun can be paid. */
export type OfferState = 'draft' | 'open' | 'closed';

export type Service = {
  /** Its name in addresses, in dues and in the ledger. */
  readonly id: string;
  readonly position: number;
  readonly state: OfferState;
  /** Counts up with each change. */
  readonly version: number;
  readonly definition: ServiceDefinition;
};

export type ChargeType = {
  readonly id: string;
  readonly serviceId: string;
  readonly position: number;
  readonly state: OfferState;
  readonly version: number;
} & (
  | { readonly kind: 'dues'; readonly definition: DuesDefinition }
  | { readonly kind: 'free'; readonly definition: FreeDefinition }
);

export type FreeChargeType = Extract<ChargeType, { kind: 'free' }>;

/** The service of dues that come with an invoice; those are found by what is printed on it. */
export const invoicesServiceId = 'invoices';
