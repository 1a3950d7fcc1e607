/** Services of the town with every rule of amounts and every kind of field, and hostile words in all of them. */
import { fieldKinds } from '../../../src/forms/index.ts';
import { loadOffers } from '../../../src/services/index.ts';
import { marker } from '../hostile-values.ts';
import type { Surroundings } from '../surroundings.ts';

export const serviceId = 'fuzz-service';
export const freeChargeIds = ['fixed', 'free', 'list', 'computed'] as const;

const words = { it: `Mensa ${marker}`, en: `Meals ${marker}` };

const amounts: Readonly<Record<(typeof freeChargeIds)[number], unknown>> = {
  fixed: { kind: 'fixed', amount: '16.00' },
  free: { kind: 'free', least: '5.00', most: '50.00', step: '2.50' },
  list: { kind: 'list', choices: [{ amount: '10.00', label: words }, { amount: '20.00' }] },
  computed: {
    kind: 'computed',
    price: '4.80',
    quantity: { label: words, least: 1, most: 100 },
    options: [{ name: 'extra', label: words, price: '0.70', per: 'piece' }],
  },
};

const rules: Readonly<Record<string, unknown>> = {
  text: { pattern: 'AA-9999' },
  number: { least: '-5', most: '5', decimals: 2 },
  date: { from: '2020-01-01', to: 'today' },
  choice: { options: ['a', marker].map((value) => ({ value, label: words })) },
};

const fields = [
  ...fieldKinds.map((kind) => ({
    name: `a_${kind}`,
    kind,
    label: words,
    hint: words,
    ...(typeof rules[kind] === 'object' ? rules[kind] : {}),
  })),
  {
    name: 'asked_later',
    kind: 'long_text',
    label: words,
    mandatory: true,
    shown_when: { field: 'a_choice', is: [marker] },
  },
];

/** Puts them up; a second time changes nothing. */
export async function offerServices({ context, organisation }: Surroundings): Promise<void> {
  const free = freeChargeIds.map((id) => ({
    id,
    kind: 'free',
    definition: { name: words, description: words, amount: amounts[id], form: { fields } },
  }));
  const owed = { id: 'owed', kind: 'dues', definition: { name: words } };
  const definition = {
    name: words,
    summary: words,
    description: words,
    help: words,
    deadlines: words,
    contact: { email: 'mensa@valdorata.example', phone: marker },
  };
  const file = { services: [{ id: serviceId, definition, charge_types: [...free, owed] }] };
  await loadOffers(context, organisation, file, 'fuzz');
}
