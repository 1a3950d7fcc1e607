/** The three organisations of the demo: a council, a utility, a hosting company; none of them exists. */
import { testInvoice, type TestFile, type TestInvoice } from '../invoices/formats/test-invoice.ts';

export type DemoOrganisation = {
  readonly slug: string;
  readonly acceptsAnySupplier: boolean;
  readonly settings: { readonly name: string; readonly tax_ids: readonly string[] } & Readonly<
    Record<string, unknown>
  >;
  readonly invoices: () => readonly { readonly name: string; readonly bytes: Uint8Array }[];
};

const card = { card: { provider: 'sandbox', brands: ['visa', 'mastercard'] } };
const maria: TestFile['customer'] = { taxCode: 'RSSMRA80A01H501U', name: 'Maria Rossi' };
const school: TestFile['customer'] = {
  vatNumber: 'IT09876543217',
  name: 'Istituto Comprensivo Valdorata',
};

function file(
  name: string,
  supplier: TestFile['supplier'],
  customer: TestFile['customer'],
  invoice: TestInvoice,
) {
  return {
    name,
    bytes: testInvoice(invoice, {
      ...(supplier ? { supplier } : {}),
      ...(customer ? { customer } : {}),
    }),
  };
}

const council = { vatNumber: 'IT01234567897', name: 'Comune di Valdorata' };
const utility = { vatNumber: 'IT02345678903', name: 'Acque di Valdorata S.p.A.' };
const hosting = { vatNumber: 'IT03456789017', name: 'Nuvola Alta S.r.l.' };

const officeHours = Object.fromEntries(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [day, ['08:30-18:00']]),
);

export const demoOrganisations: readonly DemoOrganisation[] = [
  {
    slug: 'demo',
    acceptsAnySupplier: true,
    settings: {
      name: council.name,
      legal_name: 'Comune di Valdorata',
      address: 'Piazza della Repubblica 1, 38099 Valdorata (TN)',
      tax_ids: [council.vatNumber],
      colour: '#0b6b4f',
      languages: ['it', 'en', 'es'],
      accounts: [{ name: 'Tesoreria', iban: 'IT60X0542811101000000123456' }],
      methods: card,
      mail_address: 'ragioneria@valdorata.example',
      mail_from: 'pagamenti@valdorata.example',
      contact: {
        email: 'urp@valdorata.example',
        phone: '+39 0461 000000',
        hours: 'lun-ven 8.30-12.30',
      },
      contact_lines: [
        {
          audience: 'customers',
          email: 'urp@valdorata.example',
          phone: '+39 0461 000000',
          hours: officeHours,
        },
        {
          audience: 'partners',
          email: 'sportelli@valdorata.example',
          phone: '+39 0461 000001',
          hours: { ...officeHours, saturday: ['09:00-12:00'] },
        },
      ],
    },
    invoices: () => [
      file('demo-2026-1042.xml', council, maria, {
        number: '2026/1042',
        issuedOn: '2026-11-02',
        lines: [
          {
            description: 'Servizio mensa scolastica, ottobre 2026 (20 pasti)',
            amount: '100.00',
            rate: '4.00',
          },
          { description: 'Trasporto scolastico, ottobre 2026', amount: '22.50', rate: '10.00' },
        ],
        instalments: [{ amount: '128.75', dueOn: '2026-12-31', meansOfPayment: 'MP08' }],
      }),
      file('demo-2026-1043.xml', council, maria, {
        number: '2026/1043',
        issuedOn: '2026-11-02',
        lines: [
          { description: 'Concessione impianti sportivi, stagione 2026-2027', amount: '300.00' },
        ],
        terms: 'TP01',
        instalments: [
          { amount: '122.00', dueOn: '2026-11-30', meansOfPayment: 'MP08' },
          { amount: '122.00', dueOn: '2027-01-31', meansOfPayment: 'MP08' },
          { amount: '122.00', dueOn: '2027-03-31', meansOfPayment: 'MP08' },
        ],
      }),
    ],
  },
  {
    slug: 'acque',
    acceptsAnySupplier: false,
    settings: {
      name: 'Acque di Valdorata',
      legal_name: utility.name,
      tax_ids: [utility.vatNumber],
      colour: '#0066cc',
      languages: ['it', 'en'],
      methods: card,
      lookup_fields: ['issued_on'],
      mail_address: 'incassi@acque.example',
      contact: {
        email: 'clienti@acque.example',
        phone: '800 000 000',
        hours: 'lun-ven 8.30-18.00',
      },
      customer_codes: { RSSMRA80A01H501U: 'C-004518', IT09876543217: 'C-001207' },
    },
    invoices: () => [
      file('acque-26-000318.xml', utility, maria, {
        number: '26/000318',
        issuedOn: '2026-10-15',
        lines: [
          {
            description: 'Servizio idrico integrato, III trimestre 2026 (46 m³)',
            amount: '71.40',
            rate: '10.00',
          },
        ],
        instalments: [{ amount: '78.54', dueOn: '2026-12-15', meansOfPayment: 'MP08' }],
      }),
      file('acque-26-000319.xml', utility, school, {
        number: '26/000319',
        issuedOn: '2026-10-15',
        splitPayment: true,
        lines: [
          {
            description: 'Servizio idrico integrato, III trimestre 2026 (210 m³)',
            amount: '420.00',
            rate: '10.00',
          },
        ],
        instalments: [{ amount: '420.00', dueOn: '2026-12-15', meansOfPayment: 'MP08' }],
      }),
    ],
  },
  {
    slug: 'nuvola',
    acceptsAnySupplier: false,
    settings: {
      name: 'Nuvola Alta',
      legal_name: hosting.name,
      tax_ids: [hosting.vatNumber],
      colour: '#7a1f5c',
      languages: ['en', 'it', 'es'],
      methods: { card: { provider: 'sandbox', brands: ['visa', 'mastercard', 'maestro'] } },
      mail_address: 'billing@nuvola.example',
      contact: { email: 'help@nuvola.example' },
    },
    invoices: () => [
      file('nuvola-N-2026-77.xml', hosting, maria, {
        number: 'N-2026-77',
        issuedOn: '2026-11-10',
        lines: [
          { description: 'Domain valdorata.example, renewal for 12 months', amount: '12.00' },
          { description: 'Certified mailbox, renewal for 12 months', amount: '9.90' },
        ],
        instalments: [{ amount: '26.72', dueOn: '2026-12-10', meansOfPayment: 'MP08' }],
      }),
    ],
  },
];
