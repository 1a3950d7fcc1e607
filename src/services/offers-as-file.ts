/** Services with what they charge, as a file that `services load` and the back office take again. */
import type { ChargeType, Service } from './offer.ts';

export function offersAsFile(
  services: readonly Service[],
  chargeTypes: readonly ChargeType[],
): { readonly services: readonly unknown[] } {
  return {
    services: services.map(({ id, state, definition }) => ({
      id,
      state,
      definition,
      charge_types: chargeTypes
        .filter(({ serviceId }) => serviceId === id)
        .map((one) => ({
          id: one.id,
          state: one.state,
          kind: one.kind,
          definition: one.definition,
        })),
    })),
  };
}
