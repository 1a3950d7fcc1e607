/** Taxes, fines and invoices of the council, and payments that nobody asked for. */
import { inThree, option, type OfferedService } from './in-three.ts';

export const taxServices: readonly OfferedService[] = [
  {
    id: 'waste-tax',
    definition: {
      name: inThree('Tassa sui rifiuti (TARI)', 'Waste tax', 'Tasa de basuras'),
      summary: inThree(
        'In due rate, oppure in una sola volta.',
        'In two instalments, or all at once.',
        'En dos plazos o de una sola vez.',
      ),
      category: 'taxes',
      deadlines: inThree(
        '16 giugno e 16 dicembre.',
        '16 June and 16 December.',
        '16 de junio y 16 de diciembre.',
      ),
      contact: { email: 'tributi@valdorata.example', phone: '+39 0461 000030' },
      accounting_code: '1.01.01.51.001',
      notice_email: 'tributi@valdorata.example',
    },
    charge_types: [
      {
        id: 'waste-tax-due',
        kind: 'dues',
        definition: {
          name: inThree('Tassa sui rifiuti', 'Waste tax', 'Tasa de basuras'),
          price_by_date: { late: { grace_days: 15, percent_a_year: '2.50' } },
        },
      },
    ],
  },
  {
    id: 'tourist-tax',
    definition: {
      name: inThree('Imposta di soggiorno', 'Tourist tax', 'Impuesto turístico'),
      summary: inThree(
        'Versamento di alberghi e alloggi per i pernottamenti del trimestre.',
        'Paid by hotels and lodgings for the nights of the quarter.',
        'Lo pagan hoteles y alojamientos por las noches del trimestre.',
      ),
      category: 'taxes',
      contact: { email: 'tributi@valdorata.example' },
      accounting_code: '1.01.01.41.001',
    },
    charge_types: [
      {
        id: 'nights',
        kind: 'free',
        definition: {
          name: inThree('Versamento del trimestre', 'Payment of the quarter', 'Pago del trimestre'),
          amount: {
            kind: 'computed',
            price: '1.50',
            quantity: {
              label: inThree('Pernottamenti', 'Nights', 'Noches'),
              most: 10_000,
            },
          },
          debtor: { who: 'company', tax_code: 'mandatory', email: 'mandatory' },
          form: {
            fields: [
              {
                name: 'quarter',
                kind: 'choice',
                label: inThree('Trimestre', 'Quarter', 'Trimestre'),
                mandatory: true,
                options: [1, 2, 3, 4].map((quarter) =>
                  option(
                    `q${quarter}`,
                    `${quarter}º trimestre`,
                    `Quarter ${quarter}`,
                    `${quarter}.º trimestre`,
                  ),
                ),
              },
              {
                name: 'exempt_nights',
                kind: 'number',
                label: inThree('Pernottamenti esenti', 'Exempt nights', 'Noches exentas'),
                least: '0',
                most: '10000',
              },
            ],
          },
        },
      },
    ],
  },
  {
    id: 'fines',
    definition: {
      name: inThree('Multe e sanzioni', 'Fines', 'Multas y sanciones'),
      summary: inThree(
        'Verbali della polizia locale, con lo sconto del 30 % nei primi cinque giorni.',
        'Fines of the local police, 30 % less in the first five days.',
        'Multas de la policía local, con un 30 % menos en los primeros cinco días.',
      ),
      category: 'fines',
      contact: { email: 'polizialocale@valdorata.example' },
      accounting_code: '3.02.02.01.001',
      notice_email: 'polizialocale@valdorata.example',
    },
    charge_types: [
      {
        id: 'fine',
        kind: 'dues',
        definition: {
          name: inThree('Verbale notificato', 'Fine that was served', 'Multa notificada'),
          price_by_date: { early: { days_before: 55, percent: '30.00' } },
        },
      },
      {
        id: 'fine-on-windscreen',
        kind: 'free',
        definition: {
          name: inThree(
            'Preavviso trovato sul veicolo',
            'Notice left on the vehicle',
            'Aviso dejado en el vehículo',
          ),
          amount: { kind: 'free', least: '10.00', most: '1000.00' },
          debtor: { tax_code: 'optional', email: 'optional' },
          form: {
            fields: [
              {
                name: 'report_number',
                kind: 'text',
                label: inThree('Numero del preavviso', 'Number of the notice', 'Número del aviso'),
                mandatory: true,
                most_length: 20,
              },
              {
                name: 'report_date',
                kind: 'date',
                label: inThree(
                  'Data della violazione',
                  'Date of the offence',
                  'Fecha de la infracción',
                ),
                mandatory: true,
                to: 'today',
              },
              {
                name: 'plate',
                kind: 'plate',
                label: inThree('Targa', 'Number plate', 'Matrícula'),
                mandatory: true,
              },
            ],
          },
        },
      },
    ],
  },
  {
    id: 'invoices',
    definition: {
      name: inThree('Fatture del Comune', 'Invoices of the council', 'Facturas del Ayuntamiento'),
      summary: inThree(
        'Per chi ha ricevuto una fattura elettronica.',
        'For those who received an electronic invoice.',
        'Para quien ha recibido una factura electrónica.',
      ),
      category: 'other',
    },
    charge_types: [
      {
        id: 'invoice',
        kind: 'dues',
        definition: { name: inThree('Fattura', 'Invoice', 'Factura') },
      },
    ],
  },
  {
    id: 'culture',
    definition: {
      name: inThree('Biblioteca e museo', 'Library and museum', 'Biblioteca y museo'),
      summary: inThree(
        'Contributi liberi e tessere.',
        'Contributions as one likes, and membership.',
        'Aportaciones voluntarias y abonos.',
      ),
      category: 'culture_and_sport',
    },
    charge_types: [
      {
        id: 'library-contribution',
        kind: 'free',
        definition: {
          name: inThree(
            'Contributo alla biblioteca',
            'Contribution to the library',
            'Aportación a la biblioteca',
          ),
          description: inThree(
            'Nessuno lo chiede: aiuta a comprare libri nuovi.',
            'Nobody asks for it: it helps to buy new books.',
            'Nadie lo exige: ayuda a comprar libros nuevos.',
          ),
          amount: { kind: 'free', least: '5.00', most: '1000.00', step: '5.00' },
          debtor: { tax_code: 'not_asked', email: 'optional' },
          form: {
            fields: [
              {
                name: 'thanks',
                kind: 'email',
                label: inThree(
                  'Dove possiamo ringraziarLa',
                  'Where we may thank you',
                  'Dónde podemos darle las gracias',
                ),
              },
            ],
          },
        },
      },
    ],
  },
];
