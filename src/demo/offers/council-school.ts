/** Services of the council for families: meals to top up, enrolment fees, the school bus. */
import { inThree, nameOfPupil, option, type OfferedService } from './in-three.ts';

const schools = [
  option('collodi', 'Infanzia «Collodi»', 'Nursery school Collodi', 'Infantil «Collodi»'),
  option('rodari', 'Primaria «Rodari»', 'Primary school Rodari', 'Primaria «Rodari»'),
  option(
    'montessori',
    'Primaria «Montessori»',
    'Primary school Montessori',
    'Primaria «Montessori»',
  ),
];

export const schoolServices: readonly OfferedService[] = [
  {
    id: 'school-meals',
    definition: {
      name: inThree('Mensa scolastica', 'School meals', 'Comedor escolar'),
      summary: inThree(
        'Ricariche dei pasti e rette mensili delle scuole comunali.',
        'Meals to top up and monthly fees of the council’s schools.',
        'Recargas de comidas y cuotas mensuales de las escuelas municipales.',
      ),
      description: inThree(
        'I pasti si pagano in anticipo: ogni pasto consumato si scala dal credito dell’alunno.\n\nChi paga con la retta mensile riceve un avviso entro il 5 del mese.',
        'Meals are paid for in advance: each meal is taken off the pupil’s credit.\n\nWho pays by the month receives a notice by the fifth.',
        'Las comidas se pagan por adelantado: cada comida se descuenta del crédito del alumno.\n\nQuien paga por meses recibe un aviso antes del día 5.',
      ),
      category: 'school',
      deadlines: inThree(
        'Retta mensile: entro il 20 del mese. Ricariche: quando si vuole.',
        'Monthly fee: by the twentieth. Top-ups: at any time.',
        'Cuota mensual: antes del día 20. Recargas: en cualquier momento.',
      ),
      help: inThree(
        'Per le diete speciali serve il certificato del pediatra, da consegnare all’ufficio scuola.',
        'Special diets need a certificate of the paediatrician, handed in at the school office.',
        'Los menús especiales requieren un certificado del pediatra, que se entrega en la oficina escolar.',
      ),
      contact: { email: 'scuola@valdorata.example', phone: '+39 0461 000010' },
      accounting_code: '3.01.02.01.008',
      notice_email: 'scuola@valdorata.example',
    },
    charge_types: [
      {
        id: 'meals-top-up',
        kind: 'free',
        definition: {
          name: inThree('Ricarica dei pasti', 'Top up meals', 'Recarga de comidas'),
          description: inThree(
            'I pasti acquistati si aggiungono al credito entro un giorno.',
            'The meals are added to the credit within a day.',
            'Las comidas se suman al crédito en un día.',
          ),
          amount: {
            kind: 'computed',
            price: '4.80',
            quantity: {
              label: inThree('Numero di pasti', 'Number of meals', 'Número de comidas'),
              least: 5,
              most: 100,
            },
            options: [
              {
                name: 'badge',
                label: inThree('Tessera nuova', 'New badge', 'Tarjeta nueva'),
                price: '3.00',
              },
              {
                name: 'snack',
                label: inThree('Merenda', 'Afternoon snack', 'Merienda'),
                price: '0.70',
                per: 'piece',
              },
            ],
          },
          debtor: { who: 'person', tax_code: 'mandatory', email: 'optional' },
          form: {
            fields: [
              nameOfPupil,
              {
                name: 'school',
                kind: 'choice',
                label: inThree('Scuola', 'School', 'Escuela'),
                mandatory: true,
                options: schools,
              },
              {
                name: 'diet',
                kind: 'check',
                label: inThree(
                  'L’alunno segue una dieta speciale',
                  'The pupil is on a special diet',
                  'El alumno sigue un menú especial',
                ),
              },
              {
                name: 'certificate',
                kind: 'text',
                label: inThree(
                  'Numero del certificato',
                  'Number of the certificate',
                  'Número del certificado',
                ),
                hint: inThree(
                  'Ad esempio CM-1234.',
                  'For example CM-1234.',
                  'Por ejemplo CM-1234.',
                ),
                mandatory: true,
                pattern: 'AA-9999',
                shown_when: { field: 'diet', is: ['yes'] },
              },
            ],
          },
        },
      },
      {
        id: 'meals-monthly',
        kind: 'dues',
        definition: {
          name: inThree(
            'Retta mensile della mensa',
            'Monthly fee for meals',
            'Cuota mensual del comedor',
          ),
        },
      },
    ],
  },
  {
    id: 'nursery-enrolment',
    definition: {
      name: inThree(
        'Iscrizione all’asilo nido',
        'Enrolment in the day nursery',
        'Matrícula de la escuela infantil',
      ),
      summary: inThree(
        'Quota di iscrizione dopo l’accettazione del posto.',
        'The enrolment fee, once the place was accepted.',
        'Cuota de matrícula una vez aceptada la plaza.',
      ),
      category: 'school',
      deadlines: inThree(
        'Entro 10 giorni dall’accettazione del posto.',
        'Within 10 days of accepting the place.',
        'En los 10 días siguientes a la aceptación de la plaza.',
      ),
      contact: { email: 'scuola@valdorata.example' },
      accounting_code: '3.01.02.01.002',
    },
    charge_types: [
      {
        id: 'enrolment-fee',
        kind: 'free',
        definition: {
          name: inThree('Quota di iscrizione', 'Enrolment fee', 'Cuota de matrícula'),
          amount: {
            kind: 'list',
            choices: [
              { amount: '75.00', label: inThree('Tempo pieno', 'Full time', 'Jornada completa') },
              { amount: '50.00', label: inThree('Tempo parziale', 'Part time', 'Media jornada') },
            ],
          },
          debtor: { who: 'person', tax_code: 'mandatory', email: 'mandatory' },
          form: {
            fields: [
              nameOfPupil,
              {
                name: 'born_on',
                kind: 'date',
                label: inThree('Data di nascita', 'Date of birth', 'Fecha de nacimiento'),
                mandatory: true,
                from: '2023-01-01',
                to: 'today',
              },
              {
                name: 'resident',
                kind: 'choice',
                label: inThree(
                  'La famiglia risiede nel comune',
                  'The family lives in the municipality',
                  'La familia vive en el municipio',
                ),
                mandatory: true,
                options: [option('yes', 'Sì', 'Yes', 'Sí'), option('no', 'No', 'No', 'No')],
              },
              {
                name: 'municipality',
                kind: 'text',
                label: inThree(
                  'Comune di residenza',
                  'Municipality of residence',
                  'Municipio de residencia',
                ),
                mandatory: true,
                most_length: 80,
                shown_when: { field: 'resident', is: ['no'] },
              },
              {
                name: 'account',
                kind: 'iban',
                label: inThree(
                  'IBAN per un eventuale rimborso',
                  'IBAN for a possible refund',
                  'IBAN para una posible devolución',
                ),
              },
            ],
          },
        },
      },
    ],
  },
];
