/** Services of the council that follow a case: building, certificates, permits to park. */
import { inThree, option, type OfferedService } from './in-three.ts';

const caseNumber = {
  name: 'case_number',
  kind: 'text',
  label: inThree('Numero della pratica', 'Number of the case', 'Número del expediente'),
  hint: inThree(
    'Sta sulla ricevuta della domanda, ad esempio PE-2026-0417.',
    'It stands on the receipt of the application, such as PE-2026-0417.',
    'Figura en el recibo de la solicitud, por ejemplo PE-2026-0417.',
  ),
  mandatory: true,
  pattern: 'AA-9999-9999',
} as const;

export const caseServices: readonly OfferedService[] = [
  {
    id: 'building-permits',
    definition: {
      name: inThree('Pratiche edilizie', 'Building permits', 'Licencias de obras'),
      summary: inThree(
        'Diritti di istruttoria, oneri e costo di costruzione di una pratica in corso.',
        'Fees, charges and building cost of a case in progress.',
        'Tasas, cargas y coste de construcción de un expediente en curso.',
      ),
      description: inThree(
        'I diritti si pagano durante l’istruttoria, con il numero della pratica.\n\nOneri e costo di costruzione si pagano con l’avviso che accompagna il permesso, anche a rate.',
        'Fees are paid while the case is examined, with its number.\n\nCharges and building cost are paid with the notice that comes with the permit, also in instalments.',
        'Las tasas se pagan durante la tramitación, con el número del expediente.\n\nLas cargas y el coste de construcción se pagan con el aviso que acompaña a la licencia, también a plazos.',
      ),
      category: 'building',
      contact: { email: 'edilizia@valdorata.example', phone: '+39 0461 000020' },
      accounting_code: '3.01.02.01.032',
      notice_email: 'edilizia@valdorata.example',
    },
    charge_types: [
      {
        id: 'case-fees',
        kind: 'free',
        definition: {
          name: inThree('Diritti di istruttoria', 'Fees of a case', 'Tasas de tramitación'),
          amount: {
            kind: 'list',
            choices: [
              { amount: '80.00', label: inThree('CILA', 'Notice of works', 'Comunicación previa') },
              {
                amount: '150.00',
                label: inThree('SCIA', 'Certified notice', 'Declaración responsable'),
              },
              {
                amount: '300.00',
                label: inThree('Permesso di costruire', 'Building permit', 'Licencia de obras'),
              },
            ],
          },
          debtor: { tax_code: 'mandatory', email: 'mandatory' },
          form: {
            fields: [
              caseNumber,
              {
                name: 'area',
                kind: 'number',
                label: inThree(
                  'Superficie in metri quadrati',
                  'Floor area in square metres',
                  'Superficie en metros cuadrados',
                ),
                decimals: 2,
                least: '1',
                most: '100000',
              },
              {
                name: 'for_somebody',
                kind: 'check',
                label: inThree(
                  'Pago per conto del titolare della pratica',
                  'I pay on behalf of the holder of the case',
                  'Pago por cuenta del titular del expediente',
                ),
              },
              {
                name: 'holder_code',
                kind: 'tax_code',
                label: inThree(
                  'Codice fiscale del titolare',
                  'Tax code of the holder',
                  'NIF o código fiscal del titular',
                ),
                mandatory: true,
                shown_when: { field: 'for_somebody', is: ['yes'] },
              },
            ],
          },
        },
      },
      {
        id: 'building-cost',
        kind: 'dues',
        definition: {
          name: inThree(
            'Oneri e costo di costruzione',
            'Charges and building cost',
            'Cargas y coste de construcción',
          ),
          part_payment: { least: '100.00' },
          price_by_date: { late: { grace_days: 30, percent_a_year: '5.00' } },
        },
      },
    ],
  },
  {
    id: 'certificates',
    definition: {
      name: inThree('Certificati anagrafici', 'Registry certificates', 'Certificados del padrón'),
      summary: inThree(
        'Diritti di segreteria per i certificati chiesti con una domanda.',
        'Secretarial fees of certificates that are applied for.',
        'Tasas de secretaría de los certificados solicitados.',
      ),
      category: 'registry',
      contact: { email: 'anagrafe@valdorata.example' },
      accounting_code: '3.01.02.01.032',
    },
    charge_types: [
      {
        id: 'secretarial-fees',
        kind: 'free',
        definition: {
          name: inThree('Diritti di segreteria', 'Secretarial fees', 'Tasas de secretaría'),
          amount: {
            kind: 'computed',
            price: '0.52',
            quantity: {
              label: inThree('Numero di copie', 'Number of copies', 'Número de copias'),
              most: 20,
            },
            options: [
              {
                name: 'stamp',
                label: inThree('Imposta di bollo', 'Stamp duty', 'Timbre'),
                price: '16.00',
                per: 'piece',
              },
              {
                name: 'post',
                label: inThree('Spedizione per posta', 'Sent by post', 'Envío por correo'),
                price: '3.20',
              },
            ],
          },
          debtor: { who: 'person', tax_code: 'mandatory', email: 'optional' },
          form: {
            fields: [
              {
                name: 'certificate',
                kind: 'choice',
                label: inThree('Certificato', 'Certificate', 'Certificado'),
                mandatory: true,
                options: [
                  option('residence', 'Residenza', 'Residence', 'Residencia'),
                  option('family', 'Stato di famiglia', 'Family status', 'Convivencia'),
                  option('birth', 'Nascita', 'Birth', 'Nacimiento'),
                  option('other', 'Altro', 'Another', 'Otro'),
                ],
              },
              {
                name: 'which',
                kind: 'long_text',
                label: inThree('Quale certificato', 'Which certificate', 'Qué certificado'),
                mandatory: true,
                most_length: 300,
                shown_when: { field: 'certificate', is: ['other'] },
              },
            ],
          },
        },
      },
    ],
  },
  {
    id: 'parking',
    definition: {
      name: inThree('Permessi di sosta', 'Parking permits', 'Permisos de aparcamiento'),
      summary: inThree(
        'Contrassegno annuale per residenti.',
        'Yearly permit of residents.',
        'Distintivo anual para residentes.',
      ),
      category: 'mobility',
    },
    charge_types: [
      {
        id: 'residents-permit',
        kind: 'free',
        definition: {
          name: inThree(
            'Contrassegno per residenti',
            'Residents’ permit',
            'Distintivo de residente',
          ),
          amount: { kind: 'fixed', amount: '36.00' },
          debtor: { who: 'person', tax_code: 'mandatory', email: 'mandatory' },
          form: {
            fields: [
              {
                name: 'plate',
                kind: 'plate',
                label: inThree('Targa', 'Number plate', 'Matrícula'),
                mandatory: true,
              },
              {
                name: 'zone',
                kind: 'choice',
                label: inThree('Zona', 'Zone', 'Zona'),
                mandatory: true,
                options: ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((zone) =>
                  option(zone.toLowerCase(), `Zona ${zone}`, `Zone ${zone}`, `Zona ${zone}`),
                ),
              },
            ],
          },
        },
      },
    ],
  },
];
