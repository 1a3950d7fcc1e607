/** Keys of a provider account: what was begun with the old ones ends there, and what waits is sealed and goes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHardWorld, hour, type HardWorld } from '../../test/crash/hard-world.ts';
import { createQuietWorld } from '../../test/crash/quiet-world.ts';
import { cards } from '../../test/support/world.ts';
import { findAudit } from '../audit/index.ts';
import { sql } from '../database/sql.ts';
import {
  findKnownAccounts,
  findOrganisation,
  findProposedAccounts,
  setOrganisation,
} from '../organisations/index.ts';
import { askProvider, findAttempt, findAllocations, requestRefund } from '../payments/index.ts';
import {
  agreeToKeys,
  expireKeys,
  proposeKeys,
  refuseKeys,
  tryKeys,
  tryKeysAgain,
} from './index.ts';

const order = { reason: 'La banca ha cambiato contratto', actor: 'staff:stf_one' };
const other = 'staff:stf_two';
const known = { api_key: 'sk_test_known_everywhere', notification_secret: 'whsec_of_the_quiet' };

type Keys = Record<string, string>;
type SomeWorld = Pick<HardWorld, 'context' | 'organisation' | 'database'>;

/** Keys of a new account at the sandbox of the world. */
async function newKeys({ sandbox }: HardWorld): Promise<Keys> {
  const made = await sandbox.control<Keys>('POST', '/accounts', { name: 'New' });
  const { api_key: apiKey = '', notification_secret: notificationSecret = '' } = made;
  return { api_key: apiKey, notification_secret: notificationSecret };
}

async function propose({ context, organisation }: SomeWorld, secrets: Keys): Promise<string> {
  const entered = { provider: 'sandbox', secrets };
  const id = await tryKeys(context, organisation, entered, order.actor);
  await proposeKeys(context, organisation, id, order);
  return id;
}

async function waiting({ context, organisation }: SomeWorld) {
  return findProposedAccounts(context, context.database, organisation.id);
}

async function approvalOf(world: SomeWorld, id: string): Promise<string> {
  const found = (await waiting(world)).find((one) => one.id === id)?.approvalId;
  assert(found);
  return found;
}

/** New keys, proposed by one person and agreed to by another. */
async function change(world: HardWorld): Promise<string> {
  const id = await propose(world, await newKeys(world));
  await agreeToKeys(world.context, world.organisation, await approvalOf(world, id), other);
  return id;
}

async function inUse({ context, organisation }: SomeWorld): Promise<string[]> {
  const accounts = await findKnownAccounts(context, context.database, organisation.id);
  return accounts.filter(({ retiredAt }) => retiredAt === null).map(({ id }) => id);
}

/** What the database holds of proposals, accounts and deeds, as text. */
async function everythingKept({ database }: SomeWorld): Promise<string> {
  const rows = await database.owner.query(sql`
    select to_jsonb(proposed_accounts) as kept from proposed_accounts
    union all select to_jsonb(approvals) from approvals
    union all select to_jsonb(provider_accounts) from provider_accounts
    union all select to_jsonb(audit_records) from audit_records
    union all select to_jsonb(audit_personal) from audit_personal`);
  return JSON.stringify(rows);
}

test('an attempt begun before the change settles after it, and its refund goes to the old account', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const { payment, attempt } = await world.begin(await world.due());
  const before = attempt.providerAccountId;
  const accountId = await change(world);
  await world.pay(attempt, cards.good);
  assert.equal(await askProvider(context, organisation, attempt, 'payer'), 'succeeded');
  const [line] = await findAllocations(context.database, organisation.id, payment.id);
  assert(line);
  const { dueId, applied: amount } = line;
  const requested = await requestRefund(context, organisation, payment.id, {
    ...order,
    way: { kind: 'provider' },
    lines: [{ dueId, amount, after: 'owed_again' }],
  });
  assert.equal(requested.kind === 'refund' && requested.refund.state, 'succeeded');
  const facts = await world.facts();
  assert.equal(facts.find(({ reference }) => reference === attempt.id)?.refunds.length, 1);
  const next = await world.begin(await world.due(), 'two');
  assert.equal(next.attempt.providerAccountId, accountId);
  const settled = await findAttempt(context.database, organisation.id, attempt.id);
  assert.equal(settled?.providerAccountId, before);
  await world.assertRight();
});

test('notifications of the old account still verify after the change', async (t) => {
  const world = await createHardWorld(t);
  const { attempt } = await world.begin(await world.due());
  await change(world);
  await world.pay(attempt, cards.good);
  const [event] = await world.events(attempt);
  assert(event);
  assert.equal(await world.notify(event), 'new');
  await world.work();
  assert.equal((await world.now(attempt)).state, 'succeeded');
  await world.later(hour);
  await world.assertRight();
});

test('of two proposals that are agreed to at once one account is in use in the end', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const ids = [
    await propose(world, await newKeys(world)),
    await propose(world, await newKeys(world)),
  ];
  const approvals = await Promise.all(ids.map((id) => approvalOf(world, id)));
  await Promise.all(approvals.map((id) => agreeToKeys(context, organisation, id, other)));
  const [used, ...more] = await inUse(world);
  assert(ids.includes(used ?? ''));
  assert.deepEqual(more, []);
});

test('the provider says whether it accepts the keys; what it refuses cannot be proposed', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const entered = { provider: 'sandbox', secrets: known };
  const wrong = await tryKeys(context, organisation, entered, order.actor);
  const [first] = await waiting(world);
  assert.equal(first?.verdict.kind, 'refused');
  await assert.rejects(proposeKeys(context, organisation, wrong, order), { code: 'keys_refused' });
  const good = { ...entered, secrets: await newKeys(world) };
  const right = await tryKeys(context, organisation, good, order.actor);
  const [second, ...more] = await waiting(world);
  assert.deepEqual([second?.id, second?.verdict.kind, more], [right, 'accepted', []]);
  await assert.rejects(proposeKeys(context, organisation, right, { ...order, actor: other }), {
    code: 'not_found',
  });
  await proposeKeys(context, organisation, right, order);
  await proposeKeys(context, organisation, right, order);
  await assert.rejects(
    agreeToKeys(context, organisation, await approvalOf(world, right), order.actor),
    {
      code: 'same_person',
    },
  );
});

test('keys that were not accepted since are not put in use', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  await world.plant('list', 'cut_before_effect');
  const id = await propose(world, await newKeys(world));
  assert.equal((await waiting(world))[0]?.verdict.kind, 'unknown');
  await world.plant('list', 'refuse_401');
  await tryKeysAgain(context, organisation, id);
  const approval = await approvalOf(world, id);
  await assert.rejects(agreeToKeys(context, organisation, approval, other), {
    code: 'keys_refused',
  });
  await tryKeysAgain(context, organisation, id);
  await agreeToKeys(context, organisation, approval, other);
  assert.deepEqual(await inUse(world), [id]);
});

test('with nobody to ask, keys are proposed with that said, and kept sealed', async (t) => {
  const world = await createQuietWorld(t);
  const id = await propose(world, known);
  const [kept] = await waiting(world);
  assert.equal(kept?.verdict.kind, 'unknown');
  assert.deepEqual(kept?.keys, [
    { name: 'api_key', ending: 'here' },
    { name: 'notification_secret', ending: 'uiet' },
  ]);
  const all = await everythingKept(world);
  assert(all.includes(id));
  for (const secret of Object.values(known)) assert(!all.includes(secret));
});

test('a refusal erases the keys, and so does time', async (t) => {
  const world = await createQuietWorld(t);
  const { context, organisation, clock } = world;
  const refused = await propose(world, known);
  await refuseKeys(context, organisation, await approvalOf(world, refused), other);
  assert.deepEqual(await waiting(world), []);
  const forgotten = await propose(world, known);
  const approval = await approvalOf(world, forgotten);
  await tryKeys(context, organisation, { provider: 'sandbox', secrets: known }, other);
  clock.advance(hour);
  assert.equal(await expireKeys(context, organisation), 1);
  assert.deepEqual(
    (await waiting(world)).map(({ id }) => id),
    [forgotten],
  );
  clock.advance(7 * 24 * hour);
  await assert.rejects(agreeToKeys(context, organisation, approval, other), {
    code: 'proposal_expired',
  });
  assert.equal(await expireKeys(context, organisation), 1);
  assert.deepEqual(await waiting(world), []);
  await assert.rejects(agreeToKeys(context, organisation, approval, other), {
    code: 'already_decided',
  });
  const deeds = await findAudit(context.database, organisation.id, [refused, forgotten]);
  assert.deepEqual(
    deeds.map(({ actor, action }) => `${actor} ${action}`),
    [
      'staff:stf_one propose provider account',
      'staff:stf_two refuse provider account',
      'staff:stf_one propose provider account',
      'worker refuse provider account',
    ],
  );
});

test('the first account lets people pay by card, and where cards are off a later one does not', async (t) => {
  const world = await createQuietWorld(t);
  const { context } = world;
  const organisation = await setOrganisation(context, world.organisation, { methods: {} }, 'test');
  const byCard = async () =>
    (await findOrganisation(context.database, organisation.id))?.settings.methods.card?.provider;
  const id = await propose(world, known);
  await agreeToKeys(context, organisation, await approvalOf(world, id), other);
  assert.equal(await byCard(), 'sandbox');
  await setOrganisation(context, organisation, { methods: {} }, 'test');
  const next = await propose(world, known);
  await agreeToKeys(context, organisation, await approvalOf(world, next), other);
  assert.equal(await byCard(), undefined);
  assert.deepEqual(await inUse(world), [next]);
});
