/** The services' door; it owns services and charge_types: reasons to pay, and what is charged for them. */
export {
  amountRule,
  duesDefinition,
  freeDefinition,
  type AmountRule,
  type DuesDefinition,
  type FreeDefinition,
} from './charge-definition.ts';
export { loadOffers, type LoadedOffers } from './load-offers.ts';
export { moveOffer, newChargeType, newService, type NewChargeType } from './order-offers.ts';
export { offersAsFile } from './offers-as-file.ts';
export { saveChargeType, saveService } from './save-offer.ts';
export type { ChargeType, FreeChargeType, OfferState, Service } from './offer.ts';
export {
  serviceCategories,
  serviceDefinition,
  slugName,
  type ServiceCategory,
  type ServiceDefinition,
} from './service-definition.ts';
export {
  findChargeTypes,
  findChargeTypesByIds,
  findChargeTypesOfService,
  findServices,
  findServicesByIds,
} from './store.ts';
