/** Services of the utility: the bills it sends, and what is paid for a new connection. */
import { inThree, option, type OffersFile } from './in-three.ts';

export const utilityOffers: OffersFile = {
  services: [
    {
      id: 'invoices',
      definition: {
        name: inThree('Bollette dell’acqua', 'Water bills', 'Recibos del agua'),
        summary: inThree(
          'Ogni tre mesi, con scadenza a 60 giorni.',
          'Every three months, due in 60 days.',
          'Cada tres meses, con vencimiento a 60 días.',
        ),
        category: 'energy_and_water',
        contact: { email: 'clienti@acque.example', phone: '800 000 000' },
      },
      charge_types: [
        {
          id: 'bill',
          kind: 'dues',
          definition: { name: inThree('Bolletta', 'Bill', 'Recibo') },
        },
      ],
    },
    {
      id: 'connections',
      definition: {
        name: inThree(
          'Allacciamenti e contatori',
          'Connections and meters',
          'Acometidas y contadores',
        ),
        summary: inThree(
          'Nuovi allacciamenti, subentri, verifiche del contatore.',
          'New connections, changes of holder, checks of the meter.',
          'Acometidas nuevas, cambios de titular, revisiones del contador.',
        ),
        category: 'energy_and_water',
      },
      charge_types: [
        {
          id: 'new-connection',
          kind: 'free',
          definition: {
            name: inThree(
              'Allacciamento o subentro',
              'Connection or change of holder',
              'Acometida o cambio de titular',
            ),
            amount: {
              kind: 'list',
              choices: [
                {
                  amount: '45.00',
                  label: inThree('Subentro', 'Change of holder', 'Cambio de titular'),
                },
                {
                  amount: '230.00',
                  label: inThree(
                    'Allacciamento domestico',
                    'Connection of a home',
                    'Acometida doméstica',
                  ),
                },
                {
                  amount: '520.00',
                  label: inThree(
                    'Allacciamento di un’impresa',
                    'Connection of a business',
                    'Acometida de empresa',
                  ),
                },
              ],
            },
            debtor: { tax_code: 'mandatory', email: 'mandatory' },
            form: {
              fields: [
                {
                  name: 'address',
                  kind: 'text',
                  label: inThree(
                    'Indirizzo della fornitura',
                    'Address of the supply',
                    'Dirección del suministro',
                  ),
                  mandatory: true,
                  most_length: 200,
                },
                {
                  name: 'has_meter',
                  kind: 'choice',
                  label: inThree(
                    'C’è già un contatore',
                    'There is a meter already',
                    'Ya hay un contador',
                  ),
                  mandatory: true,
                  options: [option('yes', 'Sì', 'Yes', 'Sí'), option('no', 'No', 'No', 'No')],
                },
                {
                  name: 'meter',
                  kind: 'text',
                  label: inThree(
                    'Matricola del contatore',
                    'Number of the meter',
                    'Número del contador',
                  ),
                  mandatory: true,
                  pattern: 'A9999999',
                  shown_when: { field: 'has_meter', is: ['yes'] },
                },
                {
                  name: 'reading',
                  kind: 'number',
                  label: inThree(
                    'Lettura in metri cubi',
                    'Reading in cubic metres',
                    'Lectura en metros cúbicos',
                  ),
                  decimals: 1,
                  least: '0',
                  shown_when: { field: 'has_meter', is: ['yes'] },
                },
              ],
            },
          },
        },
      ],
    },
  ],
};
