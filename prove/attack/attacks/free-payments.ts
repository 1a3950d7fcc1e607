/** Free payments: prices that the payer names, offers of others, and texts that would like to be more. */
import assert from 'node:assert/strict';
import { sql } from '../../../src/database/sql.ts';
import { loadOffers } from '../../../src/services/index.ts';
import type { Attack } from '../attack.ts';
import { leadsTo } from '../place/answer.ts';
import { markupOf } from '../place/markup.ts';
import { choice, payAtProvider, sessionOf } from '../place/paying.ts';
import type { Place } from '../place/place.ts';
import { untilQuiet } from '../place/quiet.ts';
import { computed, mark, scripts } from '../place/texts.ts';
import type { Town } from '../place/town.ts';
import { arrive, type Visitor } from '../place/visitor.ts';

const pupil = { name: 'pupil', kind: 'text', label: { en: 'Pupil' }, mandatory: true } as const;

/** Meals of 4.80, ten at the most; and one charge type for each other rule. */
function charges(label = 'Meals') {
  const amounts = {
    'meals-top-up': {
      kind: 'computed',
      price: '4.80',
      quantity: { label: { en: label }, most: 10 },
      options: [{ name: 'badge', label: { en: 'Badge' }, price: '3.00' }],
    },
    fixed: { kind: 'fixed', amount: '16.00' },
    free: { kind: 'free', least: '5.00', most: '50.00', step: '5.00' },
    list: { kind: 'list', choices: [{ amount: '25.00' }, { amount: '40.00' }] },
  };
  return Object.entries(amounts).map(([id, amount]) => ({
    id,
    kind: 'free',
    definition: {
      name: { en: label },
      amount,
      debtor: { tax_code: 'not_asked', email: 'not_asked' },
      form: { fields: [pupil] },
    },
  }));
}

async function offer(place: Place, town: Town, service: Record<string, unknown> = {}) {
  const { context } = place.first;
  const offered = { id: 'school-meals', definition: { name: { en: 'School' } }, ...service };
  const file = { services: [{ charge_types: charges(), ...offered }] };
  await loadOffers(context, town.organisation, file, 'attack');
}

const named = { debtor_name: 'Maria Rossi', answer_pupil: 'Luca' };

function form(town: Town, charge = 'meals-top-up', service = 'school-meals'): string {
  return `/${town.slug}/services/${service}/${charge}`;
}

async function totalsOf(place: Place, town: Town): Promise<bigint[]> {
  const rows = await place.database.owner.query<{ total: bigint }>(sql`
    select total from payments where organisation_id = ${town.organisation.id} order by total`);
  return rows.map(({ total }) => total);
}

const wishes: readonly (readonly [charge: string, fields: Readonly<Record<string, string>>])[] = [
  ['free', { amount: '0,01' }],
  ['free', { amount: '-5.00' }],
  ['free', { amount: '7.00' }],
  ['free', { amount: '5e0' }],
  ['free', { amount: '5.001' }],
  ['list', { choice: '1' }],
  ['list', { choice: '1-0.01' }],
  ['list', { choice: '3-25.00' }],
  ['list', { amount: '1.00' }],
  ['meals-top-up', { quantity: '0' }],
  ['meals-top-up', { quantity: '-1' }],
  ['meals-top-up', { quantity: '0.1' }],
  ['meals-top-up', { quantity: '11' }],
  ['meals-top-up', { quantity: '1', options: 'discount' }],
];

const price: Attack = {
  id: 'free-payment-price',
  tries:
    'amounts, quantities, choices and options that the organisation does not offer, and fields that would set the price',
  run: async (place) => {
    const town = await place.town('cheap');
    await offer(place, town);
    const visitor = await arrive(place.visitor(), form(town));
    for (const [charge, fields] of wishes) {
      const answer = await visitor.post(form(town, charge), { ...named, ...fields, next: 'pay' });
      assert.equal(answer.status, 422, `${charge} ${JSON.stringify(fields)}`);
    }
    assert.deepEqual(await totalsOf(place, town), [], 'nothing has begun');
    const greed = [
      ['amount', '0.01'], ['price', '0.01'], ['minor', '1'], ['total', '1'], ['lines[0][minor]', '1'], ['discount', '15.99'],
      ['currency', 'JPY'], ['answers[0][value]', 'x'], ['debtor[name]', 'x'], ['visitor', 'x'], ['__proto__[amount]', '1'],
    ] as const; // prettier-ignore
    const taken = await visitor.post(form(town, 'fixed'), [
      ...Object.entries(named),
      ...greed,
      ['next', 'pay'],
    ]);
    assert.match(leadsTo(taken), new RegExp(`^/${town.slug}/payments/`));
    assert.deepEqual(await totalsOf(place, town), [1600n]);
  },
};

const elsewhere: Attack = {
  id: 'free-payment-of-others',
  tries: 'charge types of another service or organisation, drafts, and what is closed',
  run: async (place) => {
    const [town, other] = [await place.town('mine'), await place.town('other')];
    await offer(place, town);
    await offer(place, other, {
      id: 'only-there',
      charge_types: [{ ...charges()[1], id: 'there' }],
    });
    await offer(place, town, {
      id: 'drafted',
      state: 'draft',
      charge_types: [{ ...charges()[1], id: 'kept' }],
    });
    await offer(place, town, {
      id: 'shut',
      state: 'closed',
      charge_types: [{ ...charges()[1], id: 'over' }],
    });
    await offer(place, town, {
      id: 'half',
      charge_types: [{ ...charges()[1], id: 'unready', state: 'draft' }],
    });
    const visitor = await arrive(place.visitor(), form(town));
    const wrong = [
      form(town, 'there', 'only-there'), form(town, 'there'), form(town, 'kept', 'drafted'), form(town, 'over', 'shut'),
      form(town, 'unready', 'half'), form(town, 'meals-top-up', 'half'), form(town, '__proto__'), form(town, 'FIXED'),
    ]; // prettier-ignore
    for (const path of wrong) {
      assert.equal((await visitor.get(path)).status, 404, path);
      const answer = await visitor.post(path, { ...named, quantity: '1', next: 'pay' });
      assert.equal(answer.status, 404, path);
    }
    assert.equal((await visitor.get(`/${town.slug}/services/drafted`)).status, 404);
    assert(!(await visitor.get(`/${town.slug}/services`)).text.includes('/drafted'));
  },
};

function assertPlain(
  answer: Parameters<typeof markupOf>[0] & { readonly asked: string; readonly text: string },
): void {
  const markup = markupOf(answer);
  assert.deepEqual(markup.lively, [], answer.asked);
  const names = markup.elements.flatMap(({ name, attributes }) => [name, ...attributes.keys()]);
  assert(!names.some((name) => name.includes(mark)), answer.asked);
  assert(!answer.text.includes(computed), `${answer.asked} has computed something`);
}

/** To the provider's page and back, looking at each page on the way. */
async function payFor(visitor: Visitor, place: Place, town: Town, text: string): Promise<void> {
  const filled = { debtor_name: text, answer_pupil: text, quantity: '2', next: 'pay' };
  const taken = await visitor.post(form(town), filled);
  const payment = leadsTo(taken);
  assertPlain(await visitor.get(payment));
  assertPlain(await visitor.get(`/${town.slug}/cart`));
  const started = await visitor.post(`${payment}/start`, choice);
  const session = sessionOf(leadsTo(started));
  assert(session, 'the page of the provider opens');
  await payAtProvider(place, session);
  assertPlain(await visitor.get(`${payment}/return`));
  assertPlain(await visitor.get(payment));
}

const injection: Attack = {
  id: 'free-payment-injection',
  tries:
    'scripts, templates, formulas and headers in the words of a service and in what is answered to it',
  run: async (place) => {
    for (const text of scripts) {
      const town = await place.town('answers');
      const name = text.slice(0, 120);
      const definition = { name: { en: name }, description: { en: text }, help: { en: text } };
      await offer(place, town, { definition, charge_types: charges(name) });
      const visitor = await arrive(place.visitor(), form(town));
      for (const page of [
        '',
        '/school-meals',
        '/school-meals/meals-top-up',
        `?search=${encodeURIComponent(text)}`,
      ]) {
        assertPlain(await visitor.get(`/${town.slug}/services${page}`));
      }
      assertPlain(
        await visitor.post(form(town), { debtor_name: text, answer_pupil: text, quantity: text }),
      );
      // Signs that turn the direction of writing are refused; the rest is taken for the text that it is.
      await payFor(visitor, place, town, text.replaceAll(/[\u202e\u2066]/g, '').slice(0, 100));
    }
    const town = await place.town('headers');
    await offer(place, town);
    const visitor = await arrive(place.visitor(), form(town));
    for (const text of ['Luca\r\nBcc: x@evil.example', 'Luca\u2028x', 'Luca\0', 'Luca \u202Egpj']) {
      const answer = await visitor.post(form(town), {
        ...named,
        answer_pupil: text,
        quantity: '1',
      });
      assert.equal(answer.status, 422, JSON.stringify(text));
    }
    await untilQuiet(place);
  },
};

export const freePayments: readonly Attack[] = [price, elsewhere, injection];
