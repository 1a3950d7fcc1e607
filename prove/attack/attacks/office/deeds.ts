/** Deeds of staff that nobody has ordered, or that one person may not do alone, or only once. */
import assert from 'node:assert/strict';
import { sql } from '../../../../src/database/sql.ts';
import type { Attack } from '../../attack.ts';
import { assertBooksInOrder, signOf } from '../../place/books.ts';
import { employ, type Clerk } from '../../place/clerk.ts';
import { pay } from '../../place/paying.ts';
import type { Place } from '../../place/place.ts';
import { untilQuiet } from '../../place/quiet.ts';
import { fill } from '../../place/routes.ts';
import { furnish, type Things } from '../../place/things.ts';
import type { Town } from '../../place/town.ts';
import { arrive } from '../../place/visitor.ts';
import { leadsTo } from '../../place/answer.ts';

const form = 'application/x-www-form-urlencoded';
const refundOf = (amount: string) => ({
  amount_1: amount,
  after_1: 'owed_again',
  way: 'provider',
  reason: 'because',
});

/** Those that need nobody's session are forged elsewhere. */
const ways = /\/(?:sign-in|sign-in\/passkey|new-password|links\/:link)$/;

function formsOf(place: Place, { town, ids }: Things): string[] {
  const own = { ...ids, organisation: town.slug };
  const routes = place.officeRoutes.filter(
    ({ method, pattern }) => method === 'POST' && !ways.test(pattern),
  );
  assert(routes.length >= 40, 'the forms of the office were noted');
  return routes.map((route) => fill(route, own));
}

const csrf: Attack = {
  id: 'office-csrf',
  tries: 'every form of the office sent by another site in the name of an administrator',
  run: async (place) => {
    const things = await furnish(place, 'office-forged');
    const { visitor, at } = things.administrator;
    await arrive(visitor, at('/staff/new'));
    const forger = await arrive(place.visitor(), `/${things.town.slug}/find`);
    await untilQuiet(place);
    const before = await signOf(place);
    const own = visitor.formToken();
    const forgeries = [
      { token: '', headers: {} },
      { token: forger.formToken(), headers: {} },
      { token: own, headers: { origin: 'https://evil.example' } },
      { token: own, headers: { 'sec-fetch-site': 'cross-site' } },
    ];
    for (const path of formsOf(place, things)) {
      for (const { token, headers } of forgeries) {
        const body = new URLSearchParams({ ...refundOf('1.00'), form_token: token }).toString();
        const cookie = visitor.cookie();
        const request = { 'content-type': form, cookie, ...headers };
        const answer = await place.send(place.first, {
          method: 'POST',
          path,
          headers: request,
          body,
        });
        assert.equal(answer.status, 403, answer.asked);
      }
    }
    assert.deepEqual(await signOf(place), before, 'nothing has changed');
  },
};

async function paymentIdOf({ database }: Place, { organisation }: Town): Promise<string> {
  const [row] = await database.owner.query<{ id: string }>(sql`
    select payment_id as id from payments where organisation_id = ${organisation.id}
    order by 1 limit 1`);
  return row?.id ?? '';
}

async function refundsOf({ database }: Place, { organisation }: Town): Promise<bigint> {
  const [row] = await database.owner.query<{ minor: bigint }>(sql`
    select coalesce(sum(amount), 0)::bigint as minor from refunds
    where organisation_id = ${organisation.id} and state <> 'failed'`);
  return row?.minor ?? 0n;
}

const stepUp: Attack = {
  id: 'office-step-up-bypass',
  tries: 'what moves money or changes staff, posted straight in a session whose proof is old',
  run: async (place) => {
    const things = await furnish(place, 'office-bypass');
    const { administrator: clerk, town, ids } = things;
    await arrive(clerk.visitor, clerk.at('/staff/new'));
    await untilQuiet(place);
    await place.database.owner.query(sql`
      update staff_sessions set confirmed_at = confirmed_at - interval '1 hour'
      where organisation_id = ${town.organisation.id}`);
    const before = await signOf(place);
    const claims = { confirmed: 'yes', isConfirmed: 'true', confirmation: 'done', passkey: '{}' };
    const forms: Readonly<Record<string, object>> = {
      [`/payments/${ids['payment']}/refund`]: refundOf('1.00'),
      [`/suspense/${ids['item']}/return`]: { reason: 'because' },
      [`/approvals/${ids['approval']}/agree`]: {},
      '/staff': { name: 'Eve', email: 'eve@evil.example', role: 'administrator' },
      [`/staff/${ids['member']}/role`]: { role: 'auditor' },
      '/settings/accounts': { name_1: 'Eve', iban_1: 'IT60X0542811101000000123456', reason: 'x' },
      '/privacy/erase': { email: 'payer@example.com', reason: 'x' },
    };
    for (const [path, fields] of Object.entries(forms)) {
      for (const proof of [{}, claims, { confirmation_code: '000000' }]) {
        const answer = await clerk.visitor.post(clerk.at(path), { ...fields, ...proof });
        assert([403, 422, 429].includes(answer.status), `${answer.asked}: ${answer.status}`);
      }
    }
    assert.deepEqual(await signOf(place), before, 'nothing has changed');
    assert.equal(await refundsOf(place, town), 0n);
  },
};

const alone: Attack = {
  id: 'office-own-approval',
  faults: ['F136', 'F169'],
  tries: 'one person who agrees to what the same person has proposed, or makes it small in parts',
  run: async (place) => {
    const { administrator, town, ids } = await furnish(place, 'office-alone');
    const refund = administrator.at(`/payments/${ids['payment']}/refund`);
    const agree = (clerk: Clerk) =>
      clerk.visitor.post(clerk.at(`/approvals/${ids['approval']}/agree`));
    await arrive(administrator.visitor, refund);
    assert.equal((await agree(administrator)).status, 409, 'nobody agrees to themselves');
    const accounts = `/settings/accounts/${ids['accounts']}/agree`;
    const own = await administrator.visitor.post(administrator.at(accounts));
    assert.equal(own.status, 409, 'nor to accounts of their own choice');
    assert.equal(await refundsOf(place, town), 0n);
    const send = async (amount: string) =>
      administrator.visitor.post(refund, {
        ...refundOf(amount),
        order_key: place.first.context.ids.token(),
      });
    assert.match(leadsTo(await send('99.00')), /done=given/);
    assert.match(leadsTo(await send('20.00')), /done=proposed/, 'the parts count together');
    assert.equal(await refundsOf(place, town), 9900n);
    const colleague = await employ(place, town, 'accounting');
    await arrive(colleague.visitor, colleague.at('/approvals'));
    assert.equal((await agree(colleague)).status, 409, 'there is not so much left');
    assert.equal(await refundsOf(place, town), 9900n);
  },
};

const overRefund: Attack = {
  id: 'office-over-refund',
  faults: ['F129'],
  tries:
    'two members of staff who refund one payment at once, through two portals, again and again',
  run: async (place) => {
    const town = await place.town('office-race');
    const clerks = [
      await employ(place, town, 'administrator'),
      await employ(place, town, 'accounting'),
    ];
    await pay(place, town);
    const payment = await paymentIdOf(place, town);
    const path = `/${town.slug}/office/payments/${payment}/refund`;
    for (const { visitor } of clerks) await arrive(visitor, path);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) => {
        const clerk = clerks[index % 2];
        assert(clerk);
        const order_key = place.first.context.ids.token();
        const fields = { ...refundOf(index < 3 ? '122.00' : '61.01'), order_key };
        return clerk.visitor.post(path, fields, { second: index % 2 === 1 });
      }),
    );
    assert(answers.every(({ status }) => [303, 409, 422].includes(status)));
    const given = await refundsOf(place, town);
    assert(given === 12_200n || given === 6101n, `${given} were given back`);
    await untilQuiet(place);
    await assertBooksInOrder(place.database);
  },
};

const foreignKey: Attack = {
  id: 'office-order-key',
  tries: 'the key of an order that somebody else has given, sent with other contents',
  run: async (place) => {
    const { administrator, town, ids } = await furnish(place, 'office-key');
    const key = place.first.context.ids.token();
    const path = administrator.at(`/dues/${ids['due']}/counter`);
    await arrive(administrator.visitor, path);
    const typed = { amount: '10.00', reason: 'cash', email: '', order_key: key };
    assert.equal((await administrator.visitor.post(path, typed)).status, 303, 'cash is recorded');
    const colleague = await employ(place, town, 'accounting');
    await arrive(colleague.visitor, path);
    await untilQuiet(place);
    const before = await signOf(place);
    for (const fields of [{ ...typed, amount: '20.00' }, typed]) {
      const answer = await colleague.visitor.post(path, fields);
      assert(answer.status < 500, answer.asked);
    }
    const refund = colleague.at(`/payments/${ids['payment']}/refund`);
    const other = await colleague.visitor.post(refund, { ...refundOf('5.00'), order_key: key });
    assert.equal(other.status, 409, 'a key is for one kind of order');
    const after = await signOf(place);
    // The second person's session was seen; no money, due or order has moved.
    assert.deepEqual({ ...after, staff_sessions: '' }, { ...before, staff_sessions: '' });
  },
};

export const officeDeeds: readonly Attack[] = [csrf, stepUp, alone, overRefund, foreignKey];
