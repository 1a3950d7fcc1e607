/** What the kinds of services are called. */
import { texts, type Language } from '../../../core/texts.ts';
import type { ServiceCategory } from '../../../services/index.ts';

const categoryTexts = texts<ServiceCategory>({
  it: {
    taxes: 'Tributi',
    school: 'Scuola',
    building: 'Edilizia e territorio',
    registry: 'Anagrafe e certificati',
    fines: 'Sanzioni',
    culture_and_sport: 'Cultura e sport',
    mobility: 'Mobilità e parcheggi',
    social: 'Servizi sociali',
    energy_and_water: 'Energia e acqua',
    hosting: 'Hosting e domini',
    certified_mail: 'PEC e firma digitale',
    university: 'Università',
    other: 'Altro',
  },
  en: {
    taxes: 'Taxes',
    school: 'School',
    building: 'Building and land',
    registry: 'Registry and certificates',
    fines: 'Fines',
    culture_and_sport: 'Culture and sport',
    mobility: 'Mobility and parking',
    social: 'Social services',
    energy_and_water: 'Energy and water',
    hosting: 'Hosting and domains',
    certified_mail: 'Certified mail and signature',
    university: 'University',
    other: 'Other',
  },
  es: {
    taxes: 'Tributos',
    school: 'Escuela',
    building: 'Urbanismo y obras',
    registry: 'Padrón y certificados',
    fines: 'Multas',
    culture_and_sport: 'Cultura y deporte',
    mobility: 'Movilidad y aparcamiento',
    social: 'Servicios sociales',
    energy_and_water: 'Energía y agua',
    hosting: 'Alojamiento web y dominios',
    certified_mail: 'Correo certificado y firma digital',
    university: 'Universidad',
    other: 'Otros',
  },
});

export function categoryText(category: ServiceCategory, language: Language): string {
  return categoryTexts(language)(category);
}
