/** What the demo offers: complete in its languages, and an example of everything there is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languages } from '../../core/texts.ts';
import { fieldKinds } from '../../forms/index.ts';
import { freeDefinition, serviceDefinition } from '../../services/index.ts';
import { demoOffers } from './demo-offers.ts';

const services = Object.values(demoOffers).flatMap((offers) => offers.services);
const free = services
  .flatMap((service) => service.charge_types)
  .filter(({ kind }) => kind === 'free')
  .map(({ definition }) => freeDefinition.parse(definition));

test('every word of the demo’s services stands in each of the portal’s languages', () => {
  const told: string[] = [];
  const look = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const fields = Object.entries(value);
    if (fields.some(([name]) => name === 'it' || name === 'en')) {
      for (const language of languages) {
        const words = fields.find(([name]) => name === language)?.[1];
        if (typeof words !== 'string' || words === '') told.push(`${path}.${language}`);
      }
    }
    for (const [name, each] of fields) look(each, `${path}.${name}`);
  };
  look(services, 'services');
  assert.deepEqual(told, []);
});

test('the demo shows every kind of field, every rule of amounts, conditions and mandatory fields', () => {
  const fields = free.flatMap(({ form }) => form.fields);
  assert.deepEqual(new Set(fields.map(({ kind }) => kind)), new Set(fieldKinds));
  assert.equal(new Set(free.map(({ amount }) => amount.kind)).size, 4);
  assert.ok(fields.filter((field) => field.shown_when !== undefined).length >= 5);
  assert.ok(fields.some((field) => field.mandatory) && fields.some((field) => !field.mandatory));
});

test('taxes, fines, school, building, certificates, renewals and bills are among the demo’s services', () => {
  const categories = new Set(
    services.map(({ definition }) => serviceDefinition.parse(definition).category),
  );
  for (const category of [
    'taxes',
    'fines',
    'school',
    'building',
    'registry',
    'hosting',
    'certified_mail',
    'energy_and_water',
  ] as const) {
    assert.ok(categories.has(category), category);
  }
});
