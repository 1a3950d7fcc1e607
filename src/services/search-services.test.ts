/** Searching the services as payers do: some words, with or without accents, in their language. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChargeType, Service } from './offer.ts';
import { searchServices } from './search-services.ts';
import { serviceDefinition } from './service-definition.ts';

const service = (id: string, definition: unknown): Service => ({
  id,
  position: 1,
  state: 'open',
  version: 1,
  definition: serviceDefinition.parse(definition),
});

const services = [
  service('mensa', {
    name: { it: 'Mensa scolastica', en: 'School meals', es: 'Comedor escolar' },
    category: 'school',
  }),
  service('imu', {
    name: { it: 'IMU' },
    summary: { it: 'L’imposta sulle proprietà' },
    category: 'taxes',
  }),
  service('museo', { name: { es: 'Museo de la ciudad', it: 'Museo della città' } }),
];

const charges: ChargeType[] = [
  {
    id: 'diet',
    serviceId: 'mensa',
    position: 1,
    state: 'open',
    version: 1,
    kind: 'dues',
    definition: { name: { it: 'Dieta speciale' } },
  },
];

function found(words: string, category: Service['definition']['category'] | null = null): string[] {
  return searchServices(services, charges, { words, category }).map(({ id }) => id);
}

test('services are found by words of any language, without accents or capitals', () => {
  assert.deepEqual(found('MEALS'), ['mensa']);
  assert.deepEqual(found('proprieta'), ['imu']);
  assert.deepEqual(found('ciudad museo'), ['museo']);
  assert.deepEqual(found('tributos'), ['imu']);
  assert.deepEqual(found('dieta'), ['mensa']);
});

test('every word must be there, and no words find all', () => {
  assert.deepEqual(found('museo mensa'), []);
  assert.deepEqual(found('  '), ['mensa', 'imu', 'museo']);
  assert.deepEqual(found('', 'taxes'), ['imu']);
  assert.deepEqual(found('museo', 'taxes'), []);
});
