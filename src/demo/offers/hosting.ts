/** Services of the hosting company: renewals of domains, of hosting and of certified mailboxes. */
import { inThree, option, type OffersFile } from './in-three.ts';

export const hostingOffers: OffersFile = {
  services: [
    {
      id: 'domains',
      definition: {
        name: inThree('Domini', 'Domains', 'Dominios'),
        summary: inThree(
          'Rinnovo di un dominio, da uno a dieci anni.',
          'Renew a domain for one to ten years.',
          'Renovación de un dominio, de uno a diez años.',
        ),
        category: 'hosting',
        contact: { email: 'domains@nuvola.example' },
      },
      charge_types: [
        {
          id: 'domain-renewal',
          kind: 'free',
          definition: {
            name: inThree('Rinnovo del dominio', 'Renewal of a domain', 'Renovación de un dominio'),
            amount: {
              kind: 'computed',
              price: '12.00',
              quantity: { label: inThree('Anni', 'Years', 'Años'), most: 10 },
              options: [
                {
                  name: 'privacy',
                  label: inThree(
                    'Dati del titolare nascosti',
                    'Hide the holder’s details',
                    'Ocultar los datos del titular',
                  ),
                  price: '4.00',
                  per: 'piece',
                },
                {
                  name: 'restore',
                  label: inThree(
                    'Recupero dopo la scadenza',
                    'Recovery after expiry',
                    'Recuperación tras el vencimiento',
                  ),
                  price: '60.00',
                },
              ],
            },
            debtor: { tax_code: 'optional', email: 'mandatory' },
            form: {
              fields: [
                {
                  name: 'domain',
                  kind: 'text',
                  label: inThree('Dominio', 'Domain', 'Dominio'),
                  hint: inThree(
                    'Ad esempio miosito.it.',
                    'For example mysite.com.',
                    'Por ejemplo misitio.es.',
                  ),
                  mandatory: true,
                  least_length: 4,
                  most_length: 253,
                },
                {
                  name: 'expires_on',
                  kind: 'date',
                  label: inThree('Scadenza attuale', 'Expires on', 'Vence el'),
                },
              ],
            },
          },
        },
      ],
    },
    {
      id: 'certified-mail',
      definition: {
        name: inThree(
          'Posta elettronica certificata',
          'Certified mail',
          'Correo electrónico certificado',
        ),
        summary: inThree(
          'Rinnovo di una casella per dodici mesi.',
          'Renew a mailbox for twelve months.',
          'Renovación de un buzón por doce meses.',
        ),
        category: 'certified_mail',
      },
      charge_types: [
        {
          id: 'mailbox-renewal',
          kind: 'free',
          definition: {
            name: inThree(
              'Rinnovo della casella',
              'Renewal of a mailbox',
              'Renovación de un buzón',
            ),
            amount: {
              kind: 'list',
              choices: [
                { amount: '9.90', label: inThree('1 GB', '1 GB', '1 GB') },
                {
                  amount: '25.00',
                  label: inThree('5 GB con archivio', '5 GB with archive', '5 GB con archivo'),
                },
              ],
            },
            debtor: { tax_code: 'mandatory', email: 'mandatory' },
            form: {
              fields: [
                {
                  name: 'mailbox',
                  kind: 'email',
                  label: inThree('Casella certificata', 'Certified mailbox', 'Buzón certificado'),
                  mandatory: true,
                },
                {
                  name: 'invoice_to',
                  kind: 'choice',
                  label: inThree('La fattura va', 'The invoice goes', 'La factura va'),
                  mandatory: true,
                  options: [
                    option('holder', 'Al titolare', 'To the holder', 'Al titular'),
                    option('other', 'A un’altra impresa', 'To another company', 'A otra empresa'),
                  ],
                },
                {
                  name: 'vat_number',
                  kind: 'tax_code',
                  label: inThree(
                    'Partita IVA dell’impresa',
                    'VAT number of the company',
                    'Número de IVA de la empresa',
                  ),
                  mandatory: true,
                  accepts: ['it_vat', 'es_cif'],
                  shown_when: { field: 'invoice_to', is: ['other'] },
                },
              ],
            },
          },
        },
      ],
    },
  ],
};
