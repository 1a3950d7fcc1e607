/** Finds services by what a person types: every word, in any language, whatever its accents and case. */
import type { Localised } from '../core/localised.ts';
import { languages } from '../core/texts.ts';
import type { ChargeType, Service } from './offer.ts';
import type { ServiceCategory } from './service-definition.ts';
import { serviceCategoryTexts } from './service-category.texts.ts';

export type Search = { readonly words: string; readonly category: ServiceCategory | null };

/** @param chargeTypes of all the services; what is charged is found by its name too */
export function searchServices(
  services: readonly Service[],
  chargeTypes: readonly ChargeType[],
  { words, category }: Search,
): Service[] {
  const wanted = plain(words.slice(0, 200)).split(/\s+/).filter(Boolean);
  return services.filter((service) => {
    if (category !== null && service.definition.category !== category) return false;
    if (wanted.length === 0) return true;
    const charged = chargeTypes.filter(({ serviceId }) => serviceId === service.id);
    const text = plain(textOf(service, charged));
    return wanted.every((word) => text.includes(word));
  });
}

function textOf({ definition }: Service, charged: readonly ChargeType[]): string {
  const { name, summary, description, category } = definition;
  const categories = languages.map((language) => serviceCategoryTexts(language)(category));
  const all: (Localised | undefined)[] = [name, summary, description];
  for (const charge of charged) all.push(charge.definition.name, charge.definition.description);
  return [...categories, ...all.flatMap((words) => Object.values(words ?? {}))].join('\n');
}

function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
