/** What each organisation of the demo offers: reasons to pay of every kind. */
import { caseServices } from './council-cases.ts';
import { schoolServices } from './council-school.ts';
import { taxServices } from './council-taxes.ts';
import { hostingOffers } from './hosting.ts';
import type { OffersFile } from './in-three.ts';
import { utilityOffers } from './utility.ts';

/** By the organisation's name in addresses. */
export const demoOffers: Readonly<Record<string, OffersFile>> = {
  demo: { services: [...taxServices, ...schoolServices, ...caseServices] },
  acque: utilityOffers,
  nuvola: hostingOffers,
};
