/** Carts of others, dues of others, amounts of one's own choosing, and too many hands at once. */
import assert from 'node:assert/strict';
import { sql } from '../../../src/database/sql.ts';
import { withdrawDue } from '../../../src/desk/index.ts';
import { dueOf } from '../../../test/support/council.ts';
import type { NewDue } from '../../../src/dues/index.ts';
import type { Attack } from '../attack.ts';
import { leadsTo } from '../place/answer.ts';
import { choice, payAtProvider, sessionOf } from '../place/paying.ts';
import type { Place } from '../place/place.ts';
import type { Town } from '../place/town.ts';
import { arrive, type Visitor } from '../place/visitor.ts';

type Due = { readonly id: string; readonly path: string };

async function due(place: Place, town: Town, more: Partial<NewDue> = {}): Promise<Due> {
  const { context } = place.first;
  const made = await dueOf({ context, organisation: town.organisation }, 'waste', more);
  return { id: made.id, path: `/${town.slug}/dues/${made.token}` };
}

/** A browser with the due in its cart. */
async function collector(place: Place, dues: readonly Due[]): Promise<Visitor> {
  const visitor = place.visitor();
  for (const { id, path } of dues) {
    await arrive(visitor, path);
    await visitor.post(`${path}/cart`, { due: id });
  }
  return visitor;
}

async function itemsOf(place: Place, town: Town) {
  return place.database.owner.query<{
    cart_item_id: string;
    due_id: string;
    part: bigint | null;
  }>(sql`
    select cart_item_id, due_id, part from cart_items
    where organisation_id = ${town.organisation.id} order by cart_item_id`);
}

async function totalsOf(place: Place, town: Town): Promise<bigint[]> {
  const rows = await place.database.owner.query<{ total: bigint }>(sql`
    select total from payments where organisation_id = ${town.organisation.id} order by payment_id`);
  return rows.map((row) => row.total);
}

async function seenOf(visitor: Visitor, town: Town): Promise<string> {
  const { text } = await visitor.get(`/${town.slug}/cart`);
  return /name="seen" value="([^"]+)"/.exec(text)?.[1] ?? '';
}

const anotherVisitor: Attack = {
  id: 'cart-of-another-visitor',
  tries:
    'items of another browser’s cart, removed, moved, made cheaper and paid by their identifiers',
  run: async (place) => {
    const town = await place.town('carts');
    await collector(place, [await due(place, town)]);
    const thief = await collector(place, [await due(place, town)]);
    const before = await itemsOf(place, town);
    for (const { cart_item_id: id } of before.slice(0, 1)) {
      const at = `/${town.slug}/cart/items/${id}`;
      await thief.post(`${at}/remove`);
      assert.equal((await thief.post(`${at}/change`, { place: 'down' })).status, 404);
      assert.equal((await thief.post(`${at}/change`, { [`part-${id}`]: '0.01' })).status, 404);
      assert.equal((await thief.post(`${at}/code`, { [`code-${id}`]: 'X' })).status, 404);
      assert.equal((await thief.get(`${at}/refill`)).status, 404);
      assert.equal((await thief.post(`${at}/refill`, { debtor_name: 'X' })).status, 404);
    }
    assert.deepEqual(await itemsOf(place, town), before);
    await thief.post(`/${town.slug}/cart/pay`, { seen: await seenOf(thief, town) });
    assert.deepEqual(await totalsOf(place, town), [4200n], 'only what is in the own cart');
  },
};

const otherOrganisation: Attack = {
  id: 'cart-of-another-organisation',
  tries: 'dues of another organisation, gathered under this one’s name',
  run: async (place) => {
    const [town, other] = [await place.town('carts'), await place.town('others')];
    const foreign = await due(place, other);
    const own = await town.owe();
    const visitor = await arrive(place.visitor(), own.path);
    const path = foreign.path.replace(other.slug, town.slug);
    assert.equal((await visitor.post(`${path}/cart`)).status, 404);
    for (const id of [foreign.id, '__proto__', '*', own.invoiceId]) {
      await visitor.post(`${own.path}/cart`, { due: id });
    }
    assert.deepEqual(await itemsOf(place, town), []);
    assert.deepEqual(await itemsOf(place, other), []);
  },
};

const tampered: Attack = {
  id: 'cart-amounts-of-ones-own',
  tries: 'amounts, parts, totals, discounts and states posted along with a cart',
  run: async (place) => {
    const town = await place.town('carts');
    const visitor = await collector(place, [await due(place, town)]);
    const [item] = await itemsOf(place, town);
    const at = `/${town.slug}/cart/items/${item?.cart_item_id}`;
    const typed = ['0.01', '-42', '41.99', '1e9', 'NaN', '42.00000001', '٤', ''];
    for (const part of typed) {
      const answer = await visitor.post(`${at}/change`, {
        [`part-${item?.cart_item_id}`]: part,
        amount: '1',
        part: '1',
        discount_id: 'dis_1',
        place: 'sideways',
      });
      assert.equal(answer.status, 422, answer.asked);
    }
    const more = {
      amount: '1',
      total: '1',
      state: 'paid',
      visitor: 'x',
      currency: 'JPY',
      part: '1',
    };
    const forged = await visitor.post(`/${town.slug}/cart/pay`, { ...more, seen: 'forged' });
    assert(!leadsTo(forged).includes('/payments/'), 'what was not seen is not paid');
    await visitor.post(`/${town.slug}/cart/pay`, { ...more, seen: await seenOf(visitor, town) });
    assert.deepEqual(await totalsOf(place, town), [4200n]);
  },
};

const overfull: Attack = {
  id: 'cart-overfull',
  tries: 'more items than one payment holds, added at once through two portals',
  run: async (place) => {
    const town = await place.town('carts');
    const dues = await Promise.all(Array.from({ length: 16 }, () => due(place, town)));
    const visitor = await arrive(place.visitor(), dues[0]?.path ?? '');
    const answers = await Promise.all(
      dues.map(({ path }, index) => visitor.post(`${path}/cart`, {}, { second: index % 2 === 1 })),
    );
    assert(answers.every(({ status }) => status === 303));
    assert.equal((await itemsOf(place, town)).length, 10);
  },
};

const withdrawn: Attack = {
  id: 'cart-with-what-was-withdrawn',
  tries: 'a due that was withdrawn since it was put into the cart, paid by the page of before',
  run: async (place) => {
    const town = await place.town('carts');
    const [gone, stays] = [await due(place, town), await due(place, town)];
    const visitor = await collector(place, [gone, stays]);
    const seen = await seenOf(visitor, town);
    const order = { reason: 'by mistake', actor: 'attack' };
    await withdrawDue(place.first.context, town.organisation, gone.id, order);
    await visitor.post(`/${town.slug}/cart/pay`, { seen });
    assert.deepEqual(await totalsOf(place, town), [], 'the payer is asked again');
    await visitor.post(`/${town.slug}/cart/pay`, { seen: await seenOf(visitor, town) });
    assert.deepEqual(await totalsOf(place, town), [4200n]);
  },
};

const bothWays: Attack = {
  id: 'race-both-ways-of-a-plan',
  faults: ['F97'],
  tries:
    'the whole of a plan and its instalments, paid at once by several browsers through two portals',
  run: async (place) => {
    const town = await place.town('plans');
    const parts = ['whole', 'instalment', 'whole', 'instalment'] as const;
    const plan = (part: (typeof parts)[number]) =>
      due(place, town, { plan: { id: 'pln_1', part } });
    const [whole, instalment] = [await plan('whole'), await plan('instalment')];
    const sessions = await Promise.all(
      parts.map(async (part, index) => {
        const chosen = part === 'whole' ? whole : instalment;
        const visitor = await collector(place, [chosen]);
        const how = { second: index % 2 === 1 };
        const seen = await seenOf(visitor, town);
        const begun = await visitor.post(`/${town.slug}/cart/pay`, { seen }, how);
        if (!leadsTo(begun).includes('/payments/')) return undefined;
        return sessionOf(leadsTo(await visitor.post(`${leadsTo(begun)}/start`, choice, how)));
      }),
    );
    const open = sessions.filter((session) => session !== undefined);
    assert.equal(open.length, 1, 'one page of the provider opens');
    await Promise.all(open.map((session) => payAtProvider(place, session)));
  },
};

const sharedDue: Attack = {
  id: 'race-one-due-in-ten-carts',
  tries: 'one due in ten carts, paid at once through two portals',
  run: async (place) => {
    const town = await place.town('crowd');
    const shared = await due(place, town);
    const opened = await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        const how = { second: index % 2 === 1 };
        const visitor = await collector(place, [shared]);
        const seen = await seenOf(visitor, town);
        const begun = await visitor.post(`/${town.slug}/cart/pay`, { seen }, how);
        if (!leadsTo(begun).includes('/payments/')) return undefined;
        return sessionOf(leadsTo(await visitor.post(`${leadsTo(begun)}/start`, choice, how)));
      }),
    );
    assert.equal(opened.filter(Boolean).length, 1, 'one page of the provider opens');
  },
};

export const carts: readonly Attack[] = [
  anotherVisitor,
  otherOrganisation,
  tampered,
  overfull,
  withdrawn,
  bothWays,
  sharedDue,
];
