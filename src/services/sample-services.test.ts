import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { z } from 'zod';
import { fieldKinds } from '../forms/index.ts';
import { duesDefinition, freeDefinition } from './charge-definition.ts';
import { serviceDefinition } from './service-definition.ts';

const fileShape = z.object({
  services: z.array(
    z.object({
      definition: serviceDefinition,
      charge_types: z.array(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('dues'), definition: duesDefinition }),
          z.object({ kind: z.literal('free'), definition: freeDefinition }),
        ]),
      ),
    }),
  ),
});

test('the sample of services in the documentation is good, and shows every field and every rule', async () => {
  const sample: unknown = JSON.parse(await readFile('docs/samples/services.json', 'utf8'));
  const { services } = fileShape.parse(sample);
  const charges = services.flatMap((service) => service.charge_types);
  const free = charges.flatMap((charge) => (charge.kind === 'free' ? [charge.definition] : []));
  const kinds = new Set(free.flatMap(({ form }) => form.fields.map(({ kind }) => kind)));
  assert.deepEqual([...kinds].toSorted(), [...fieldKinds].toSorted());
  const rules = new Set(free.map(({ amount }) => amount.kind));
  assert.deepEqual([...rules].toSorted(), ['computed', 'fixed', 'free', 'list']);
  assert.ok(charges.some(({ kind }) => kind === 'dues'));
});
