/** Why a line bears no VAT, by the families of the `Natura` codes (FatturaPA 1.2.3, table 2.2.1.14). */
import { texts } from '../../core/texts.ts';

export const vatNatureTexts = texts({
  it: {
    N1: 'escluso (art. 15)',
    N2: 'non soggetto',
    N3: 'non imponibile',
    N4: 'esente',
    N5: 'regime del margine',
    N6: 'inversione contabile',
    N7: 'IVA assolta in altro Stato UE',
    none: 'senza IVA',
  },
  en: {
    N1: 'excluded (art. 15)',
    N2: 'outside the scope',
    N3: 'zero-rated',
    N4: 'exempt',
    N5: 'margin scheme',
    N6: 'reverse charge',
    N7: 'VAT paid in another EU country',
    none: 'no VAT',
  },
  es: {
    N1: 'excluido (art. 15)',
    N2: 'no sujeto',
    N3: 'no imponible',
    N4: 'exento',
    N5: 'régimen del margen',
    N6: 'inversión del sujeto pasivo',
    N7: 'IVA pagado en otro país de la UE',
    none: 'sin IVA',
  },
});

const families = ['N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7'] as const;

/** The family of a code such as `N2.1`; `none` for a code of no family. */
export function vatNatureFamily(code: string): (typeof families)[number] | 'none' {
  return families.find((family) => code.startsWith(family)) ?? 'none';
}
