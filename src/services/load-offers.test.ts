/** Loading services from a file: in its order, once, and all of it or nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createQuietWorld } from '../../test/crash/quiet-world.ts';
import { Refusal } from '../core/errors.ts';
import { loadOffers } from './load-offers.ts';
import { findChargeTypesOfService, findOrganisationsThatOffer, findServices } from './store.ts';

const charge = (id: string) => ({ id, kind: 'dues', definition: { name: { en: id } } });
const service = (id: string, charges: readonly string[] = []) => ({
  id,
  definition: { name: { en: id } },
  charge_types: charges.map(charge),
});

test('what a file puts up stands in its order, and again changes nothing', async (t) => {
  const { context, organisation } = await createQuietWorld(t);
  const file = { services: [service('zoo', ['late', 'early']), service('art'), service('maps')] };
  const load = (given: unknown) => loadOffers(context, organisation, given, 'test');
  assert.deepEqual(await load(file), {
    saved: ['zoo', 'late', 'early', 'art', 'maps'],
    unchanged: 0,
  });
  assert.deepEqual(await load(file), { saved: [], unchanged: 5 });
  const ids = (await findServices(context.database, organisation.id)).map(({ id }) => id);
  assert.deepEqual(ids, ['zoo', 'art', 'maps']);
  const charges = await findChargeTypesOfService(context.database, organisation.id, 'zoo');
  assert.deepEqual(
    charges.map(({ id }) => id),
    ['late', 'early'],
  );
  await load({ services: [service('books')] });
  const last = (await findServices(context.database, organisation.id)).at(-1);
  assert.equal(last?.id, 'books');
});

test('a file with a fault names it by its place, and nothing of it is put up', async (t) => {
  const { context, organisation } = await createQuietWorld(t);
  const wrong = {
    ...charge('card'),
    kind: 'free',
    definition: { name: { en: 'Card' }, amount: { kind: 'fixed', amount: '0' } },
  };
  const file = { services: [service('art'), { ...service('zoo'), charge_types: [wrong] }] };
  await assert.rejects(loadOffers(context, organisation, file, 'test'), (error: unknown) => {
    assert(error instanceof Refusal && error.code === 'input_invalid');
    assert.match(error.message, /services\.1\.charge_types\.0\.definition\.amount\.amount: /);
    return true;
  });
  assert.deepEqual(await findServices(context.database, organisation.id), []);
});

test('a charge type keeps the service that it stands under', async (t) => {
  const { context, organisation } = await createQuietWorld(t);
  await loadOffers(context, organisation, { services: [service('art', ['card'])] }, 'test');
  const moved = { services: [service('zoo', ['card'])] };
  await assert.rejects(loadOffers(context, organisation, moved, 'test'), Refusal);
});

test('only organisations with a service that is open offer any', async (t) => {
  const { context, organisation } = await createQuietWorld(t);
  const offering = async () => {
    const found = await findOrganisationsThatOffer(context.database, [organisation.id, 'org_none']);
    return [...found];
  };
  await loadOffers(
    context,
    organisation,
    { services: [{ ...service('art'), state: 'draft' }] },
    'test',
  );
  assert.deepEqual(await offering(), []);
  await loadOffers(context, organisation, { services: [service('art')] }, 'test');
  assert.deepEqual(await offering(), [organisation.id]);
});
