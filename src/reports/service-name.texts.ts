/** Services in words: those that the portal has of itself have a name, others are called as they were given. */
import { texts, type Language } from '../core/texts.ts';

const serviceTexts = texts({
  it: { invoices: 'Fatture' },
  en: { invoices: 'Invoices' },
  es: { invoices: 'Facturas' },
});

/** @param services one, or several with commas between */
export function serviceText(services: string, language: Language): string {
  const t = serviceTexts(language);
  return services
    .split(', ')
    .map((service) => (service === 'invoices' ? t(service) : service))
    .join(', ');
}
