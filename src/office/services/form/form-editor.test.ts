/** The form editor without scripts: nothing typed is lost from step to step, and nothing is saved before "save". */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import * as fc from 'fast-check';
import { createQuietWorld } from '../../../../test/crash/quiet-world.ts';
import { filledForm } from '../../../../test/support/filled-form.ts';
import { siteOf } from '../../../../test/support/site.ts';
import { signInStaff, type Answer, type Fields } from '../../../../test/support/staff-browser.ts';
import { fieldDefinition, formDefinition, taxCodeKinds } from '../../../forms/index.ts';
import { findChargeTypes, newChargeType, newService } from '../../../services/index.ts';
import { formValues, readFormRows } from './read-form.ts';

const path = '/services/sale/charges/sala/form';

async function open(t: TestContext) {
  const world = await createQuietWorld(t);
  const { context, organisation } = world;
  const order = { actor: 'test', key: 'a' };
  const service = {
    id: 'sale',
    definition: { name: { it: 'Sale' }, category: 'other' as const, contact: {} },
  };
  await newService(context, organisation, service, order);
  const charge = {
    id: 'sala',
    serviceId: 'sale',
    kind: 'free',
    definition: {
      name: { it: 'Sala' },
      amount: { kind: 'fixed', currency: 'EUR', amount: '50.00' },
      debtor: { who: 'anyone', tax_code: 'optional', email: 'optional' },
      form: { fields: [] },
    },
  } as const;
  const free = { ...charge, definition: { ...charge.definition, form: { fields: [] } } };
  await newChargeType(context, organisation, free, { actor: 'test', key: 'b' });
  const app = await siteOf(t, context);
  const { browser } = await signInStaff(app, world, 'administrator');
  const saved = async () => {
    const [found] = await findChargeTypes(context.database, organisation.id);
    assert(found?.kind === 'free');
    return found.definition.form.fields;
  };
  /** Presses a button of the page, once the fields are filled in. */
  const press = (page: Answer, step: string, filled: Fields = {}): Promise<Answer> =>
    browser.post(path, { ...filledForm(page, path, filled), step });
  return { ...world, browser, saved, press };
}

/** The box that stands for an answer on which a field may depend. */
function markOf({ body }: Answer, answer: string): string {
  const [, mark] = new RegExp(`_shown_when" value="([^"]+=${answer})"`).exec(body) ?? [];
  assert(mark, `a box for ${answer}`);
  return mark;
}

const kindOfEvent = { form_fields_0_label_it: 'Tipo di evento', form_fields_0_label_en: 'Kind of event', form_fields_0_mandatory: 'yes', form_fields_0_options_0_label_it: 'Matrimonio', form_fields_0_options_1_label_it: 'Concerto' }; // prettier-ignore

test('a form of four fields, one of them conditional, is built step by step and saved once', async (t) => {
  const { browser, saved, press } = await open(t);
  let page = await browser.get(path);
  page = await press(page, 'add', { add_kind: 'choice' });
  page = await press(page, 'add', { ...kindOfEvent, add_kind: 'number' });
  page = await press(page, 'add', {
    form_fields_1_label_it: 'Ospiti',
    form_fields_1_most: '200',
    add_kind: 'text',
  });
  assert.match(page.body, /Kind of event: Matrimonio/, 'answers to depend on are offered');
  page = await press(page, 'add', {
    form_fields_2_label_it: 'Titolo del concerto',
    form_fields_2_shown_when: markOf(page, 'concerto'),
    add_kind: 'date',
  });
  assert.deepEqual(await saved(), [], 'nothing is saved by steps');
  const done = await press(page, 'save', {
    form_fields_3_label_it: 'Giorno',
    form_fields_3_from: 'oggi',
    form_fields_3_to: '31/12/2027',
  });
  assert.match(done.location ?? '', /saved=yes$/, done.body);
  assert.deepEqual(await saved(), [
    {
      kind: 'choice',
      name: 'tipo_di_evento',
      label: { it: 'Tipo di evento', en: 'Kind of event' },
      mandatory: true,
      options: [
        { value: 'matrimonio', label: { it: 'Matrimonio' } },
        { value: 'concerto', label: { it: 'Concerto' } },
      ],
    },
    { kind: 'number', name: 'ospiti', label: { it: 'Ospiti' }, mandatory: false, most: '200', decimals: 0 },
    {
      kind: 'text',
      name: 'titolo_del_concerto',
      label: { it: 'Titolo del concerto' },
      mandatory: false,
      shown_when: { field: 'tipo_di_evento', is: ['concerto'] },
    },
    { kind: 'date', name: 'giorno', label: { it: 'Giorno' }, mandatory: false, from: 'today', to: '2027-12-31' },
  ]); // prettier-ignore
});

test('fields are moved and removed with all that belongs to them, and what depended on one is free again', async (t) => {
  const { browser, saved, press } = await open(t);
  let page = await press(await browser.get(path), 'add', { add_kind: 'check' });
  page = await press(page, 'add', { form_fields_0_label_it: 'Serve il palco', add_kind: 'text' });
  page = await press(page, 'refresh', {
    form_fields_1_label_it: 'Misure',
    form_fields_1_hint_it: 'In metri',
  });
  page = await press(page, 'refresh', { form_fields_1_shown_when: markOf(page, 'yes') });
  const upside = await press(page, 'up 1');
  assert.match(upside.body, /Question 1: Misure/);
  const refused = await press(upside, 'save');
  assert.equal(refused.status, 422);
  assert.match(refused.body, /The question it depends on must come before it/);
  page = await press(refused, 'down 0');
  assert.match(page.body, /Question 2: Misure/);
  assert.match(page.body, /value="In metri"/);
  await press(page, 'save');
  assert.deepEqual((await saved())[1]?.shown_when, { field: 'serve_il_palco', is: ['yes'] });
  page = await press(await browser.get(path), 'remove 0');
  await press(page, 'save');
  const [left, ...others] = await saved();
  assert.equal(left?.name, 'misure');
  assert.equal(left.shown_when, undefined);
  assert.deepEqual(others, []);
});

test('what is missing is said at its field, and steps that are none change nothing', async (t) => {
  const { browser, saved, press } = await open(t);
  const page = await press(await browser.get(path), 'add', { add_kind: 'choice' });
  const refused = await press(page, 'save');
  assert.equal(refused.status, 422);
  assert.match(refused.body, /id="form_fields_0_label_it-error"[^>]*>Write the question/);
  for (const step of ['remove 7', 'up x', 'nonsense', 'options -1']) {
    assert.match((await press(page, step)).body, /Question 1/, step);
  }
  const two = await press(page, 'options 0', kindOfEvent);
  assert.match(
    two.body,
    /id="form_fields_0_options_5_label_it"/,
    'two options and four empty rows',
  );
  assert.deepEqual(await saved(), []);
});

test('the preview is drawn from what is typed, by the server, and markup in it stays text', async (t) => {
  const { browser, press } = await open(t);
  const page = await press(await browser.get(path), 'add', { add_kind: 'text' });
  const fields = filledForm(page, path, { form_fields_0_label_it: '<img src=x onerror=alert(1)>' });
  const preview = await browser.post(`${path}/preview`, fields);
  assert.equal(preview.status, 200);
  assert.match(preview.body, /&lt;img src=x onerror=alert\(1\)&gt;/);
  assert.doesNotMatch(preview.body, /<img/);
  const choice = await press(await browser.get(path), 'add', { add_kind: 'choice' });
  const begun = filledForm(choice, path, { form_fields_0_label_it: 'Tipo di evento' });
  const shown = await browser.post(`${path}/preview`, begun);
  assert.match(shown.body, /Tipo di evento/, 'a choice that has no answers yet is shown');
});

test('of two who build at once the second is told and keeps every field', async (t) => {
  const { browser, saved, press } = await open(t);
  const seen = await browser.get(path);
  const one = await press(seen, 'add', { add_kind: 'email' });
  const other = await press(seen, 'add', { add_kind: 'iban' });
  await press(one, 'save', { form_fields_0_label_it: 'Indirizzo' });
  const told = await press(other, 'save', { form_fields_0_label_it: 'Conto' });
  assert.equal(told.status, 409);
  assert.match(told.body, /value="Conto"/);
  assert.equal((await saved())[0]?.kind, 'email');
  assert.equal((await press(told, 'save')).status, 303);
  assert.equal((await saved())[0]?.kind, 'iban');
});

const words = fc.string({ minLength: 1, maxLength: 30 }).map((text) => `a${text}`.trim());
const label = fc.record({ it: words }).map((texts) => ({ ...texts, en: `${texts.it} en` }));
const length = fc.integer({ min: 1, max: 1000 });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

/** Fields of every kind with every setting; conditions are put in below. */
const anyField = fc
  .record({
    label,
    hint: maybe(label),
    mandatory: fc.boolean(),
    kind: fc.oneof(
      fc.record({ kind: fc.constant('text'), least_length: maybe(length), most_length: maybe(length), pattern: maybe(fc.constantFrom('AA-999', '*9')) }), // prettier-ignore
      fc.record({ kind: fc.constant('long_text'), least_length: maybe(length) }),
      fc.record({ kind: fc.constant('number'), least: maybe(fc.constantFrom('-3', '2.5')), most: maybe(fc.constant('10.25')), decimals: fc.integer({ min: 0, max: 6 }) }), // prettier-ignore
      fc.record({ kind: fc.constant('date'), from: maybe(fc.constantFrom('today', '2026-01-31')), to: maybe(fc.constant('2030-12-01')) }), // prettier-ignore
      fc.record({ kind: fc.constant('choice'), options: fc.array(label, { minLength: 1, maxLength: 4 }).map((all) => all.map((one, place) => ({ value: `v=${place}`, label: one }))) }), // prettier-ignore
      fc.record({ kind: fc.constant('tax_code'), accepts: fc.subarray([...taxCodeKinds], { minLength: 1 }) }), // prettier-ignore
      fc.record({ kind: fc.constantFrom('check', 'email', 'iban', 'plate') }),
    ),
  })
  .map(({ kind, ...field }) => ({ ...field, ...kind }));

const anyForm = fc.array(anyField, { maxLength: 8 }).chain((fields) =>
  fc.array(fc.nat(), { minLength: fields.length, maxLength: fields.length }).map((dice) => ({
    fields: fields.map((field, place) => {
      const named = { ...field, name: `f${place}` };
      const on = place === 0 ? undefined : fields[(dice[place] ?? 0) % place];
      if (on === undefined || (dice[place] ?? 0) % 2 === 0) return named;
      const is = 'options' in on ? on.options.map(({ value }) => value) : ['yes'];
      return { ...named, shown_when: { field: `f${(dice[place] ?? 0) % place}`, is } };
    }),
  })),
);

test('every form that there can be comes out of the editor as it went in, in every language', () => {
  fc.assert(
    fc.property(anyForm, fc.constantFrom('it', 'en', 'es'), (given, language) => {
      const form = formDefinition.parse(JSON.parse(JSON.stringify(given)));
      const again = formDefinition.parse(readFormRows(formValues(form, language)));
      assert.deepEqual(again, form);
      for (const field of again.fields) fieldDefinition.parse(field);
    }),
    { numRuns: 300, seed: 20_261_130 },
  );
});
