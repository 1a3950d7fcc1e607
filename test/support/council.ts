/** A council with services and dues of several kinds, for tests of carts: over the domain, without pages. */
import { addDueToCart, addFreeItem, checkOut } from '../../src/carts/index.ts';
import type { Context } from '../../src/context.ts';
import { money } from '../../src/core/money.ts';
import { insertDue, type NewDue } from '../../src/dues/index.ts';
import type { Organisation } from '../../src/organisations/index.ts';
import { startAttempt, type Attempt, type Payment } from '../../src/payments/index.ts';
import { findChargeTypesByIds, loadOffers, type FreeChargeType } from '../../src/services/index.ts';

type Place = {
  readonly context: Pick<Context, 'database' | 'clock' | 'ids' | 'providers' | 'key'>;
  readonly organisation: Organisation;
};

/** Three services, one with an address for notices; enrolment is a free payment with a conditional field. */
export const offers = {
  services: [
    {
      id: 'meals',
      definition: {
        name: { en: 'School meals', it: 'Mensa scolastica', es: 'Comedor escolar' },
        notice_email: 'mensa@valdorata.example',
      },
      charge_types: [
        {
          id: 'enrolment',
          kind: 'free',
          definition: {
            name: { en: 'Enrolment for meals', it: 'Iscrizione alla mensa' },
            amount: { kind: 'fixed', amount: '25.00' },
            form: {
              fields: [
                {
                  name: 'bus',
                  kind: 'check',
                  label: { en: 'With the bus', it: 'Con lo scuolabus' },
                },
                {
                  name: 'stop',
                  kind: 'text',
                  label: { en: 'Bus stop', it: 'Fermata' },
                  mandatory: true,
                  shown_when: { field: 'bus', is: ['yes'] },
                },
              ],
            },
          },
        },
      ],
    },
    {
      id: 'building',
      definition: {
        name: { en: 'Building office', it: 'Edilizia privata' },
        notice_email: 'edilizia@valdorata.example',
      },
    },
    { id: 'waste', definition: { name: { en: 'Waste tax', it: 'Tassa rifiuti' } } },
  ],
};

export async function loadTestOffers({ context, organisation }: Place): Promise<void> {
  await loadOffers(context, organisation, offers, 'test');
}

/** A due of a service, of 42.00 EUR unless told otherwise. @returns its id and the token of its page */
export async function dueOf(
  { context, organisation }: Place,
  service: string,
  more: Partial<NewDue> = {},
): Promise<{ readonly id: string; readonly token: string }> {
  const made = { id: context.ids.next('due'), token: context.ids.token() };
  const due: NewDue = {
    id: made.id,
    invoiceId: null,
    position: 1,
    service,
    reason: `Due of ${service}`,
    amount: money(4200n, 'EUR'),
    dueOn: null,
    collectable: 'by_payer',
    debtor: { name: 'Luca Rossi', taxId: null, email: null },
    accessToken: made.token,
    ...more,
  };
  await context.database.transaction((transaction) =>
    insertDue(transaction, organisation.id, due, context.clock.now()),
  );
  return made;
}

export async function freeType({ context, organisation }: Place): Promise<FreeChargeType> {
  const [type] = await findChargeTypesByIds(context.database, organisation.id, ['enrolment']);
  if (type?.kind !== 'free') throw new Error('the offers are loaded');
  return type;
}

/** The enrolment as its form would put it into the cart. */
export async function enrol(place: Place, visitor: string) {
  const amount = money(2500n, 'EUR');
  return addFreeItem(place.context, place.organisation, {
    visitor,
    chargeType: await freeType(place),
    price: { amount, lines: [{ text: 'Enrolment', minor: '2500' }] },
    debtor: { name: 'Maria Rossi', taxId: null, email: null },
    answers: [
      { name: 'bus', kind: 'check', label: { en: 'With the bus' }, value: 'yes' },
      { name: 'stop', kind: 'text', label: { en: 'Bus stop' }, value: 'Piazza <Grande>' },
    ],
    typed: { debtor_name: 'Maria Rossi', answer_bus: 'yes', answer_stop: 'Piazza <Grande>' },
  });
}

export async function collect(place: Place, visitor: string, dueIds: readonly string[]) {
  for (const dueId of dueIds) {
    await addDueToCart(place.context, place.organisation, { visitor, dueId });
  }
}

/** Checks the visitor's cart out and goes to the provider's page. */
export async function payCart(
  { context, organisation }: Place & { readonly context: Context },
  visitor: string,
): Promise<{ payment: Payment; attempt: Attempt }> {
  const { payment } = await checkOut(context, organisation, { visitor, language: 'en' });
  const attempt = await startAttempt(context, organisation, payment, {
    method: 'card',
    email: `${visitor}@example.com`,
    language: 'en',
    termsAccepted: true,
  });
  return { payment, attempt };
}
