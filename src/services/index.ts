/** The services' door; it owns services and charge_types: reasons to pay, and what is charged for them. */
export {
  amountRule,
  duesDefinition,
  freeDefinition,
  type AmountRule,
  type DuesDefinition,
  type FreeDefinition,
} from './charge-definition.ts';
export { debtorFields, readDebtor, type DebtorField, type ReadDebtor } from './debtor-fields.ts';
export { loadOffers, type LoadedOffers } from './load-offers.ts';
export {
  amountIn,
  choiceValue,
  priceOfFree,
  type FreePrice,
  type GivenForPrice,
  type PricedFree,
} from './price-of-free.ts';
export { searchServices, type Search } from './search-services.ts';
export { serviceCategoryTexts } from './service-category.texts.ts';
export { saveChargeType, saveService } from './save-offer.ts';
export {
  invoicesServiceId,
  type ChargeType,
  type FreeChargeType,
  type OfferState,
  type Service,
} from './offer.ts';
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
  findOrganisationsThatOffer,
  findServices,
  findServicesByIds,
} from './store.ts';
