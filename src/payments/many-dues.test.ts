import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { createHardWorld, type HardWorld } from '../../test/crash/hard-world.ts';
import { dueOf, loadTestOffers } from '../../test/support/council.ts';
import { cards } from '../../test/support/world.ts';
import { knownDate } from '../core/calendar-date.ts';
import { money, zero } from '../core/money.ts';
import { sql } from '../database/sql.ts';
import { findDues, plainOffer, type Due } from '../dues/index.ts';
import { setOrganisation } from '../organisations/index.ts';
import { loadOffers } from '../services/index.ts';
import {
  askProvider,
  createPayment,
  findAllocations,
  findHolds,
  findSuspenseOfAttempts,
  recordCounterPayment,
  requestRefund,
  startAttempt,
} from './index.ts';
import { spread, total } from './spread.ts';

const euros = (minor: bigint) => money(minor, 'EUR');
const plan = (part: 'whole' | 'instalment') => ({ plan: { id: 'pln_1', part } });

function create({ context, organisation }: HardWorld, dueIds: readonly string[], visitor = 'one') {
  return createPayment(context, organisation, { dueIds, visitor, language: 'it' });
}

async function start(world: HardWorld, dueIds: readonly string[], visitor = 'one') {
  const { payment } = await create(world, dueIds, visitor);
  const attempt = await startAttempt(world.context, world.organisation, payment, {
    method: 'card',
    email: null,
    language: 'it',
    termsAccepted: true,
  });
  return { payment, attempt };
}

async function settle(world: HardWorld, dueIds: readonly string[], visitor = 'one') {
  const { payment, attempt } = await start(world, dueIds, visitor);
  await world.pay(attempt, cards.good);
  await askProvider(world.context, world.organisation, attempt, 'payer');
  return { payment, attempt };
}

async function isWithdrawn({ context, organisation }: HardWorld, dueId: string) {
  const [due] = await findDues(context.database, organisation.id, [dueId]);
  return due?.withdrawn;
}

function owed(id: string, minor: bigint, least: bigint | null): Due {
  return {
    id,
    invoiceId: null,
    position: 1,
    service: 'waste',
    reason: id,
    amount: euros(minor),
    settled: zero('EUR'),
    credited: zero('EUR'),
    dueOn: null,
    collectable: 'by_payer',
    ...plainOffer,
    leastPart: least === null ? null : euros(least),
    withdrawn: false,
  };
}

test('the lines of a payment sum exactly to its total, whatever parts are paid', async (t) => {
  const { organisation } = await createHardWorld(t);
  const today = knownDate('2026-11-30');
  const line = fc.record({
    minor: fc.bigInt(1n, 10n ** 12n),
    least: fc.option(fc.bigInt(1n, 500n)),
    part: fc.option(fc.bigInt(1n, 10n ** 12n)),
  });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 10 }), (lines) => {
      const dues = lines.map(({ minor, least }, index) => owed(`d${index}`, minor, least));
      const parts = new Map(
        lines.flatMap(({ part, minor, least }, index) =>
          part !== null && least !== null && part >= least && part <= minor
            ? [[dues[index]?.id ?? '', euros(part)] as const]
            : [],
        ),
      );
      const allocations = spread({ organisation, today, parts }, dues);
      const sum = allocations.reduce((all, { amount }) => all + amount.minor, 0n);
      assert.equal(total(allocations).minor, sum);
      assert.deepEqual(
        allocations.map(({ dueId, position, amount }) => [dueId, position, amount.minor]),
        dues.map(({ id, amount }, index) => [id, index + 1, parts.get(id)?.minor ?? amount.minor]),
      );
    }),
  );
});

test('who pays the whole of a plan keeps its instalments from being paid, and the other way round', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const whole = await dueOf(world, 'waste', plan('whole'));
  const first = await dueOf(world, 'waste', { ...plan('instalment'), amount: euros(2500n) });
  const second = await dueOf(world, 'waste', { ...plan('instalment'), amount: euros(2500n) });
  const all = [whole.id, first.id, second.id];
  await assert.rejects(create(world, [whole.id, first.id]), { code: 'plan_excluded' });
  await start(world, [whole.id]);
  assert.equal((await findHolds(context.database, organisation.id, all)).length, 3);
  assert.equal((await create(world, [first.id], 'two')).kind, 'in_progress');
  // The clerk's till stops the card payment of the whole, and takes the instalment.
  await recordCounterPayment(context, organisation, {
    dueId: first.id,
    amount: euros(2500n),
    email: null,
    language: 'it',
    reason: 'cash',
    actor: 'staff:one',
  });
  assert.deepEqual(await Promise.all(all.map((id) => isWithdrawn(world, id))), [
    true,
    false,
    false,
  ]);
  await assert.rejects(create(world, [whole.id]), { code: 'due_withdrawn' });
  await settle(world, [second.id], 'three');
  await world.assertRight();
});

test('money for the whole that comes after an instalment was paid is set aside', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const whole = await dueOf(world, 'waste', plan('whole'));
  const part = await dueOf(world, 'waste', plan('instalment'));
  const late = await start(world, [whole.id]);
  await world.pay(late.attempt, cards.declined);
  await askProvider(context, organisation, late.attempt, 'payer');
  await settle(world, [part.id], 'two');
  await world.sandbox.control('POST', `/sessions/${late.attempt.providerReference}/charge-late`);
  await askProvider(context, organisation, late.attempt, 'provider');
  const items = await findSuspenseOfAttempts(context.database, organisation.id, [late.attempt.id]);
  assert.deepEqual(
    items.map(({ reason, amount }) => [reason, amount.minor]),
    [['withdrawn', 4200n]],
  );
  await world.assertRight();
});

test('whole and instalment that are paid at once settle one way only', async (t) => {
  const world = await createHardWorld(t);
  for (let round = 0; round < 6; round += 1) {
    const id = `pln_${round}`;
    const one = await dueOf(world, 'waste', { plan: { id, part: 'whole' } });
    const other = await dueOf(world, 'waste', { plan: { id, part: 'instalment' } });
    const tries = await Promise.allSettled([
      settle(world, [one.id], `a${round}`),
      settle(world, [other.id], `b${round}`),
    ]);
    assert(tries.some(({ status }) => status === 'fulfilled'));
  }
  await world.assertRight();
});

test('a due is paid only on its days, and one that is not valid any more is refused at the last moment too', async (t) => {
  const world = await createHardWorld(t);
  const early = await dueOf(world, 'waste', { validFrom: knownDate('2999-01-01') });
  const late = await dueOf(world, 'waste', { validUntil: knownDate('2000-01-01') });
  for (const { id } of [early, late]) {
    await assert.rejects(create(world, [id]), { code: 'not_payable_today' });
  }
  const due = await dueOf(world, 'waste');
  const { payment } = await create(world, [due.id]);
  await world.database.owner.query(
    sql`update dues set valid_until = '2000-01-01' where due_id = ${due.id}`,
  );
  const choice = { method: 'card', email: null, language: 'it', termsAccepted: true } as const;
  await assert.rejects(startAttempt(world.context, world.organisation, payment, choice), {
    code: 'not_payable_today',
  });
});

test('dues of services that other providers collect, or that take no cards, are not paid together', async (t) => {
  const world = await createHardWorld(t);
  await loadTestOffers(world);
  const name = { en: 'Other' };
  const services = [{ id: 'other', definition: { name, provider: 'elsewhere' } }];
  await loadOffers(world.context, world.organisation, { services }, 'test');
  const [meals, other] = [await dueOf(world, 'meals'), await dueOf(world, 'other')];
  await assert.rejects(create(world, [meals.id, other.id]), { code: 'providers_differ' });
  const { payment } = await create(world, [other.id]);
  const choice = { method: 'card', email: null, language: 'it', termsAccepted: true } as const;
  await assert.rejects(startAttempt(world.context, world.organisation, payment, choice), {
    code: 'method_not_available',
  });
  const many = await Promise.all(Array.from({ length: 11 }, () => dueOf(world, 'meals')));
  const ids = many.map(({ id }) => id);
  await assert.rejects(create(world, ids), { code: 'too_many_dues' });
  assert.equal((await create(world, ids.slice(1))).kind, 'payment');
});

test('one line of many is given back, and the others stay paid', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const dues = await Promise.all(['meals', 'waste', 'waste'].map((name) => dueOf(world, name)));
  const { payment } = await settle(
    world,
    dues.map(({ id }) => id),
  );
  await world.work();
  await requestRefund(context, organisation, payment.id, {
    lines: [{ dueId: dues[1]?.id ?? '', amount: euros(4200n), after: 'owed_again' }],
    way: { kind: 'provider' },
    reason: 'wrong person',
    actor: 'staff:one',
  });
  await world.work();
  const lines = await findAllocations(context.database, organisation.id, payment.id);
  assert.deepEqual(
    lines.map(({ refunded }) => refunded.minor),
    [0n, 4200n, 0n],
  );
  await world.assertRight();
});

test('a payment keeps the version of the terms that were accepted', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const versionOf = async (dueId: string) => {
    const { payment } = await start(world, [dueId], dueId);
    const [row] = await world.database.owner.query<{ terms_version: number }>(
      sql`select terms_version from payments where payment_id = ${payment.id}`,
    );
    return row?.terms_version;
  };
  assert.equal(await versionOf(await world.due()), 1);
  await setOrganisation(context, organisation, { terms: { it: 'Nuovi termini' } }, 'test');
  await setOrganisation(context, organisation, { colour: '#0066cc' }, 'test');
  assert.equal(await versionOf(await world.due()), 2);
  await world.assertRight();
});
