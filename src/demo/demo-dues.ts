/** Dues of the demo's council: bills of the canteen, a fine, a tax in instalments or whole, one that may be paid in parts. */
import type { Context } from '../context.ts';
import { importDues } from '../due-imports/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { findServices, loadOffers } from '../services/index.ts';

const dues = `\
id;servizio;debitore;codice fiscale;email;causale;importo;scadenza;valido dal;valido fino al;pagamento parziale;importo minimo;piano;rata;voce1 testo;voce1 importo;voce2 testo;voce2 importo
M-2026-11-0001;school-meals;Maria Rossi;RSSMRA80A01H501U;maria.rossi@example.com;Mensa scolastica, novembre 2026;84,00;31/12/2026;;;;;;;20 pasti;90,00;Una giornata di assenza;-6,00
M-2026-11-0002;school-meals;Luca Bianchi;BNCLCU79B12F205K;;Mensa scolastica, novembre 2026;90,00;31/12/2026;;;;;;;20 pasti;90,00;;
V-2026-000123;fines;Maria Rossi;RSSMRA80A01H501U;;Verbale 123 del 20 novembre 2026, art. 7 c.d.s.;42,00;19/01/2027;20/11/2026;31/12/2027;;;;;;;;
TARI-2026-0042;waste-tax;Maria Rossi;RSSMRA80A01H501U;maria.rossi@example.com;Tassa rifiuti 2026, unica soluzione;240,00;16/12/2026;;;;;W-0042;unica soluzione;Quota fissa;96,00;Quota variabile;144,00
TARI-2026-0042-1;waste-tax;Maria Rossi;RSSMRA80A01H501U;maria.rossi@example.com;Tassa rifiuti 2026, prima rata;120,00;16/12/2026;;;;;W-0042;rata;;;;
TARI-2026-0042-2;waste-tax;Maria Rossi;RSSMRA80A01H501U;maria.rossi@example.com;Tassa rifiuti 2026, seconda rata;120,00;16/06/2027;;;;;W-0042;rata;;;;
TARI-2026-0043;waste-tax;Officina Neri S.r.l.;IT09876543217;;Tassa rifiuti 2026;610,00;16/12/2026;;;sì;100,00;;;;;;
`;

const name = (it: string, en: string, es: string) => ({ name: { it, en, es } });

const services = [
  {
    id: 'waste-tax',
    definition: { ...name('Tassa rifiuti', 'Waste tax', 'Tasa de basuras'), category: 'taxes' },
    charge_types: [
      {
        id: 'waste-tax-2026',
        kind: 'dues',
        definition: name('Tassa rifiuti 2026', 'Waste tax 2026', 'Tasa de basuras 2026'),
      },
    ],
  },
  {
    id: 'school-meals',
    definition: { ...name('Mensa', 'School meals', 'Comedor escolar'), category: 'school' },
    charge_types: [
      {
        id: 'school-meals-bills',
        kind: 'dues',
        definition: name('Mensa scolastica', 'School meals', 'Comedor escolar'),
      },
    ],
  },
  {
    id: 'fines',
    definition: { ...name('Multe', 'Fines', 'Multas'), category: 'fines' },
    charge_types: [
      {
        id: 'traffic-fines',
        kind: 'dues',
        definition: name('Verbali', 'Traffic fines', 'Multas de tráfico'),
      },
    ],
  },
];

/** Loading again changes nothing; services that are there stay as they are. */
export async function loadDemoDues(
  context: Pick<Context, 'database' | 'clock' | 'ids' | 'reach'>,
  organisation: Organisation,
): Promise<void> {
  const there = new Set(
    (await findServices(context.database, organisation.id)).map(({ id }) => id),
  );
  const missing = services.filter(({ id }) => !there.has(id));
  if (missing.length > 0) await loadOffers(context, organisation, { services: missing }, 'demo');
  const source = {
    name: 'posizioni-demo.csv',
    open: async function* open() {
      yield Buffer.from(dues);
    },
  };
  const options = { way: 'good', dryRun: false, replace: false, actor: 'demo' } as const;
  const loaded = await importDues(context, source, { ...options, organisation, services: null });
  // What staff made of the demo's services since may refuse some; of a new demo none is refused.
  if (there.size === 0 && loaded.rejected > 0) {
    throw new Error(`demo dues: ${JSON.stringify(loaded.errors)}`);
  }
}
