/** The pages of services and the forms of free payments in every state, for the gallery. */
import { knownDate } from '../../core/calendar-date.ts';
import {
  duesDefinition,
  freeDefinition,
  serviceDefinition,
  type ChargeType,
  type FreeChargeType,
  type Service,
  type ServiceCategory,
} from '../../services/index.ts';
import { emptyForm, type FilledForm } from '../components/field.ts';
import type { Html } from '../html.ts';
import { servicesPage } from '../pages/services/all-services.ts';
import { freePaymentPage } from '../pages/services/free-payment.ts';
import { servicePage } from '../pages/services/one-service.ts';
import { readFreePayment } from '../routes/services/read-free-payment.ts';
import type { View } from '../view.ts';
import { brands } from './samples.ts';
import { sampleCharges, sampleServices } from './sample-services.ts';

type Show = (view: View) => Html;

const common = { position: 1, state: 'open', version: 1 } as const;

const services: readonly Service[] = Object.entries(sampleServices).map(([id, definition]) => ({
  ...common,
  id,
  definition: serviceDefinition.parse(definition),
}));

const free = Object.fromEntries(
  Object.entries(sampleCharges).map(([id, definition]): [string, FreeChargeType] => [
    id,
    {
      ...common,
      id,
      serviceId: 'meals',
      kind: 'free',
      definition: freeDefinition.parse(definition),
    },
  ]),
);

const notice: ChargeType = {
  ...common,
  id: 'fee',
  serviceId: 'meals',
  kind: 'dues',
  definition: duesDefinition.parse({
    name: { it: 'Retta mensile', en: 'Monthly fee', es: 'Cuota mensual' },
  }),
};

const [first] = services;
if (!first) throw new RangeError('no sample services');
const meals: Service = first;

const page = {
  address: '/acquedotto/services',
  words: '',
  category: null,
  categories: ['school', 'taxes', 'registry'] satisfies ServiceCategory[],
  found: services.map((service) => ({ service, address: `/acquedotto/services/${service.id}` })),
} as const;

const shown = {
  service: meals,
  charges: [...Object.values(free), notice].map((chargeType) => ({
    chargeType,
    address: `/acquedotto/services/meals/${chargeType.id}`,
  })),
  contact: { email: 'mensa@valleserena.example', phone: '+39 0461 000 000', page: null },
  acceptedBrands: brands,
} as const;

function formOf(id: keyof typeof sampleCharges, form: FilledForm | 'judged' = emptyForm): Show {
  const chargeType = free[id];
  if (!chargeType) throw new RangeError(`no sample of that name: ${id}`);
  return (view) =>
    freePaymentPage(view, {
      service: meals,
      backAddress: '/acquedotto/services/meals',
      chargeType,
      action: `/acquedotto/services/meals/${id}`,
      form: form === 'judged' ? judged(view, chargeType) : form,
      full: null,
      isChange: false,
    });
}

/** As it comes back when nearly everything is wrong. */
function judged(view: View, chargeType: FreeChargeType): FilledForm {
  const typed = {
    quantity: 'venti',
    debtor_name: '',
    debtor_tax_code: 'RSSMRA80A01H501V',
    debtor_email: 'maria@',
    answer_pupil: 'Luca Rossi',
    answer_diet: 'yes',
    answer_born: '31/2/2018',
  };
  const around = { language: view.language, today: knownDate('2026-03-05') };
  const read = readFreePayment(chargeType, typed, around);
  return read.kind === 'bad' ? read.form : emptyForm;
}

export const serviceSections: Readonly<Record<string, Show>> = {
  services: (view) => servicesPage(view, page),
  'services-searched': (view) =>
    servicesPage(view, {
      ...page,
      words: 'mensa',
      category: 'school',
      found: page.found.slice(0, 1),
    }),
  'services-nothing-found': (view) => servicesPage(view, { ...page, words: 'zzz', found: [] }),
  'services-none': (view) => servicesPage(view, { ...page, categories: [], found: [] }),
  service: (view) => servicePage(view, shown),
  'service-closed': (view) =>
    servicePage(view, { ...shown, service: { ...meals, state: 'closed' } }),
  'service-nothing-charged': (view) => servicePage(view, { ...shown, charges: [] }),
  'free-payment-computed': formOf('meals'),
  'free-payment-errors': formOf('meals', 'judged'),
  'free-payment-free': formOf('donation'),
  'free-payment-list': formOf('museum'),
  'free-payment-fixed': formOf('stamp'),
  'free-payment-cart-full': (view) => {
    const chargeType = free['stamp'];
    if (!chargeType) throw new RangeError('no sample of that name');
    return freePaymentPage(view, {
      service: meals,
      backAddress: '/acquedotto/services/meals',
      chargeType,
      action: '/acquedotto/services/meals/stamp',
      form: emptyForm,
      full: { most: 20, cartAddress: '/acquedotto/cart' },
      isChange: false,
    });
  },
  'free-payment-in-cart': (view) => {
    const chargeType = free['stamp'];
    if (!chargeType) throw new RangeError('no sample of that name');
    return freePaymentPage(view, {
      service: meals,
      backAddress: '/acquedotto/cart',
      chargeType,
      action: '/acquedotto/cart/items/cti_1/refill',
      form: { values: { debtor_name: 'Maria Rossi' }, errors: {} },
      full: null,
      isChange: true,
    });
  },
};
