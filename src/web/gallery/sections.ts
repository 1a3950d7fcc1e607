/** The list of everything the gallery shows. */
import { emptyForm } from '../components/field.ts';
import type { Html } from '../html.ts';
import { errorPage } from '../pages/error.ts';
import { formErrorTexts } from '../pages/form-errors.texts.ts';
import {
  chooseInvoicePage,
  extraFields,
  findInvoicePage,
  tooManyTriesPage,
} from '../pages/find-invoice.ts';
import { homePage, organisationHomePage } from '../pages/home.ts';
import { accessibilityPage, termsPage } from '../pages/legal.ts';
import { receiptPage } from '../pages/receipt.ts';
import { verifyReceiptPage } from '../pages/verify-receipt.ts';
import type { View } from '../view.ts';
import { cartSections } from './carts.ts';
import { dueSections } from './dues.ts';
import { helpSections } from './help.ts';
import { invoiceSections } from './invoices.ts';
import { paymentSections } from './payments.ts';
import { serviceSections } from './services.ts';
import { brands, day, euro, instrument, moment, organisationName } from './samples.ts';

const search = {
  action: '/acquedotto/find',
  extraFields: [],
  form: emptyForm,
  isNotFound: false,
} as const;
const typed = { number: '2026/1042', customer_code: 'C-004518', amount: '129,57' };
const match = { supplierName: organisationName, amount: euro('129.75') } as const;
const verify = { action: '/acquedotto/verify', form: emptyForm, answer: null } as const;
const genuine = {
  kind: 'genuine',
  amount: euro('129.75'),
  paidOn: day('2026-03-05'),
  mode: 'live',
} as const;
const receipt = {
  number: 'ACQ-2026-000318',
  amount: euro('129.75'),
  paidAt: moment,
  issuedAt: moment,
  creditorName: organisationName,
  creditorTaxId: 'IT01234567890',
  creditorAddress: 'Via delle Fonti 12, 38010 Valle Serena (TN)',
  payerName: 'Maria Rossi',
  instrument,
  reference: 'pay_01kjz8q2c4m7n9r3t5w8x0y2',
  providerReference: 'ch_3QmW8z2eZvKYlo2C',
  items: [{ label: '2026/1042, servizio idrico integrato', details: [], amount: euro('129.75') }],
  remaining: euro('0'),
  returned: null,
  verificationCode: 'K7QM-2XRP-9F4D-TH6W',
  verifyAddress: 'pagamenti.valleserena.example/acquedotto/verify',
  pdfAddress: '/r/1.pdf',
  assistanceAddress: '/acquedotto/assistance?payment=1',
};

/** By name; the name is a part of the page's address in the gallery. */
export const gallerySections: Readonly<Record<string, (view: View) => Html>> = {
  home: (view) =>
    homePage(
      { ...view, organisation: null, mode: 'test' },
      {
        organisations: [
          { name: organisationName, address: '/acquedotto' },
          { name: 'Comune di Borgo Sereno', address: '/borgo-sereno' },
          {
            name: 'Ordine degli Architetti della Provincia di Valle Serena',
            address: '/architetti',
          },
        ],
      },
    ),
  'home-empty': (view) => homePage({ ...view, organisation: null }, { organisations: [] }),
  organisation: (view) =>
    organisationHomePage(view, { name: organisationName, acceptedBrands: brands }),
  'organisation-no-services': (view) =>
    organisationHomePage(
      { ...view, links: { ...view.links, services: null } },
      { name: organisationName, acceptedBrands: brands },
    ),
  'organisation-test': (view) =>
    organisationHomePage(
      { ...view, mode: 'test' },
      { name: organisationName, acceptedBrands: brands },
    ),
  find: (view) => findInvoicePage(view, search),
  'find-all-fields': (view) => findInvoicePage(view, { ...search, extraFields }),
  'find-not-found': (view) =>
    findInvoicePage(view, { ...search, form: { values: typed, errors: {} }, isNotFound: true }),
  'find-errors': (view) =>
    findInvoicePage(view, {
      ...search,
      form: {
        values: { number: '2026/1042', amount: 'cento' },
        errors: {
          customer_code: formErrorTexts(view.language)('customer_code_missing'),
          amount: formErrorTexts(view.language)('amount_wrong'),
        },
      },
    }),
  'too-many-tries': (view) => tooManyTriesPage(view, { retryMinutes: 15 }),
  'choose-invoice': (view) =>
    chooseInvoicePage(view, {
      matches: [
        { ...match, address: '/i/1', number: '2026/1042', issuedOn: day('2026-02-10') },
        { ...match, address: '/i/2', number: '2025/1042', issuedOn: day('2025-02-11') },
      ],
    }),
  ...invoiceSections,
  ...dueSections,
  ...cartSections,
  ...paymentSections,
  receipt: (view) => receiptPage(view, receipt),
  'receipt-many': (view) =>
    receiptPage(view, {
      ...receipt,
      items: [
        ...receipt.items,
        {
          label: 'Nuovo allacciamento, via delle Fonti 14',
          details: ['Allacciamenti · Maria Rossi', 'Allacciamento: 90,00 €', 'Sconto: −10,00 €'],
          amount: euro('80.00'),
        },
      ],
      amount: euro('209.75'),
    }),
  'receipt-test-returned': (view) =>
    receiptPage(
      { ...view, mode: 'test' },
      { ...receipt, returned: euro('29.75'), remaining: euro('50.00') },
    ),
  verify: (view) => verifyReceiptPage(view, verify),
  'verify-genuine': (view) => verifyReceiptPage(view, { ...verify, answer: genuine }),
  'verify-genuine-test': (view) =>
    verifyReceiptPage(view, { ...verify, answer: { ...genuine, mode: 'test' } }),
  'verify-false': (view) =>
    verifyReceiptPage(view, {
      ...verify,
      form: { values: { code: 'K7QM-2XRP-9F4D' }, errors: {} },
      answer: { kind: 'false' },
    }),
  ...serviceSections,
  ...helpSections,
  terms: (view) =>
    termsPage(view, { organisationName, versionOn: day('2026-01-15'), paragraphs: null }),
  accessibility: (view) =>
    accessibilityPage(view, {
      organisationName,
      drawnUpOn: day('2026-01-15'),
      email: 'accessibilita@valleserena.example',
    }),
  'error-not-found': (view) => errorPage(view, { kind: 'not_found', errorId: null }),
  'error-form-expired': (view) => errorPage(view, { kind: 'form_expired', errorId: null }),
  'error-too-many': (view) => errorPage(view, { kind: 'too_many', errorId: null }),
  'error-refused': (view) => errorPage(view, { kind: 'refused', errorId: null }),
  'error-failure': (view) => errorPage(view, { kind: 'failure', errorId: '01kjz8q2c4m7n9r3' }),
  'error-unavailable': (view) =>
    errorPage(view, { kind: 'unavailable', errorId: '01kjz8q2c4m7n9r3' }),
};
