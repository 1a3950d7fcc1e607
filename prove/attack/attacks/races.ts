/** Many at once: one due paid by twenty, money given back by ten, one form sent with two contents. */
import assert from 'node:assert/strict';
import { z } from 'zod';
import { Refusal } from '../../../src/core/errors.ts';
import { money } from '../../../src/core/money.ts';
import { sql } from '../../../src/database/sql.ts';
import { insertDue } from '../../../src/dues/index.ts';
import { createPayment, returnSuspense } from '../../../src/payments/index.ts';
import { until } from '../../../test/support/until.ts';
import type { Attack } from '../attack.ts';
import { assertBooksInOrder } from '../place/books.ts';
import { leadsTo } from '../place/answer.ts';
import { begin, choice, goodCard, pay, payAtProvider, sessionOf } from '../place/paying.ts';
import type { Place } from '../place/place.ts';
import type { Town } from '../place/town.ts';
import { arrive } from '../place/visitor.ts';

const movements = z.array(z.object({ amount: z.number() }));
const truthAnswer = z.object({
  items: z.array(z.object({ reference: z.string(), charges: movements, refunds: movements })),
});

async function truthOf(place: Place, town: Town) {
  const answer = await place.sandbox.control('GET', `/truth?account_id=${town.merchantId}`);
  return truthAnswer.parse(answer).items;
}

const overspending: Attack = {
  id: 'race-one-due-twenty-payers',
  tries: 'twenty browsers paying one due at once through two portals',
  run: async (place) => {
    const town = await place.town('crowd');
    const owed = await town.owe();
    const browsers = await Promise.all(
      Array.from({ length: 20 }, () => arrive(place.visitor(), owed.path)),
    );
    const sessions = await Promise.all(
      browsers.map(async (browser, index) => {
        const how = { second: index % 2 === 1 };
        const begun = await browser.post(`${owed.path}/pay`, { due: owed.dueIds[0] ?? '' }, how);
        if (!leadsTo(begun).includes('/payments/')) return undefined;
        const started = await browser.post(`${leadsTo(begun)}/start`, choice, how);
        assert(started.status < 500, started.asked);
        return sessionOf(leadsTo(started));
      }),
    );
    const open = sessions.filter((session) => session !== undefined);
    assert.equal(open.length, 1, 'one page of the provider opens');
    await Promise.all(open.map((session) => payAtProvider(place, session)));
    const charges = (await truthOf(place, town)).flatMap((row) => row.charges);
    assert.deepEqual(charges, [{ amount: 12_200 }]);
  },
};

const doubleStart: Attack = {
  id: 'race-one-form-two-contents',
  tries: 'one form sent ten times at once, each time with other contents',
  run: async (place) => {
    const town = await place.town('double');
    const { visitor, path } = await begin(place, town);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        visitor.post(`${path}/start`, { ...choice, email: `payer${index}@example.com` }),
      ),
    );
    assert(answers.every(({ status }) => status === 303));
    const pages = answers.map(leadsTo).filter((address) => sessionOf(address));
    assert.equal(new Set(pages).size, 1, 'they all lead to one page');
    const attempts = await place.database.owner.query(sql`
      select 1 from attempts where organisation_id = ${town.organisation.id}`);
    assert.equal(attempts.length, 1);
  },
};

async function suspenseOf(place: Place, town: Town): Promise<string> {
  return until('the money to be set aside', async () => {
    const [row] = await place.database.owner.query<{ suspense_item_id: string }>(sql`
      select suspense_item_id from suspense_items where organisation_id = ${town.organisation.id}`);
    return row?.suspense_item_id;
  });
}

const overRefund: Attack = {
  id: 'race-over-refund',
  tries: 'giving the same money back ten times at once from two portals',
  run: async (place) => {
    const town = await place.town('returns');
    const { session } = await pay(place, town);
    await place.sandbox.control('POST', `/sessions/${session}/charge-again`, {});
    const item = await suspenseOf(place, town);
    const order = { reason: 'charged twice', actor: 'attack' };
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        returnSuspense(
          (index % 2 === 0 ? place.first : place.second).context,
          town.organisation,
          item,
          order,
        ),
      ),
    );
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') continue;
      assert(outcome.reason instanceof Refusal, String(outcome.reason));
    }
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    await assert.rejects(
      returnSuspense(place.first.context, town.organisation, item, order),
      Refusal,
    );
    const truth = await truthOf(place, town);
    assert.deepEqual(
      truth.flatMap((row) => row.refunds),
      [{ amount: 12_200 }],
    );
    assert.equal(truth.flatMap((row) => row.charges).length, 2);
    await assertBooksInOrder(place.database);
  },
};

const refusedByDatabase: Attack = {
  id: 'database-refuses-too-much',
  tries:
    'refunding more than was captured, settling more than is due, amounts below nothing: past all our code',
  faults: ['F130'],
  run: async (place) => {
    const town = await place.town('constraints');
    await pay(place, town);
    const { id } = town.organisation;
    const wrongs = [
      sql`update attempts set refunded = captured + 1 where organisation_id = ${id}`,
      sql`update attempts set refunded = -1 where organisation_id = ${id}`,
      sql`update dues set settled = amount + 1 where organisation_id = ${id}`,
      sql`update dues set settled = -1 where organisation_id = ${id}`,
      sql`update dues set amount = 0 where organisation_id = ${id}`,
      sql`update allocations set applied = amount + 1 where organisation_id = ${id}`,
      sql`update attempts set amount = -amount where organisation_id = ${id}`,
    ];
    for (const wrong of wrongs) {
      await assert.rejects(place.database.owner.query(wrong), { code: '23514' }, wrong.text);
    }
    const kept = [
      sql`update ledger_postings set amount = 1 where organisation_id = ${id}`,
      sql`delete from ledger_entries where organisation_id = ${id}`,
      sql`update receipts set amount = 1 where organisation_id = ${id}`,
      sql`delete from audit_records where organisation_id = ${id}`,
      sql`update attempt_events set event = 'confirm' where organisation_id = ${id}`,
      sql`truncate ledger_postings`,
    ];
    for (const wrong of kept) {
      await assert.rejects(place.database.database.query(wrong), { code: '42501' }, wrong.text);
    }
  },
};

const currencies: Attack = {
  id: 'currency-mix',
  tries: 'paying dues of two currencies with one payment',
  run: async (place) => {
    const town = await place.town('currencies');
    const { context } = place.first;
    const dueIds = [];
    for (const currency of ['EUR', 'JPY']) {
      const id = context.ids.next('due');
      const due = {
        id,
        invoiceId: null,
        position: 1,
        service: 'invoices',
        reason: currency,
      } as const;
      const more = {
        amount: money(5000n, currency),
        dueOn: null,
        collectable: 'by_payer',
      } as const;
      await context.database.transaction((transaction) =>
        insertDue(transaction, town.organisation.id, { ...due, ...more }, context.clock.now()),
      );
      dueIds.push(id);
    }
    const wish = { dueIds, visitor: 'attack', language: 'it' } as const;
    await assert.rejects(createPayment(context, town.organisation, wish), {
      code: 'input_invalid',
    });
    const started = await begin(place, town);
    await place.sandbox.control('POST', '/faults', {
      on: 'pay',
      fault: 'wrong_amount',
      account_id: town.merchantId,
    });
    const page = await started.visitor.post(`${started.path}/start`, choice);
    await payAtProvider(place, sessionOf(leadsTo(page)) ?? '', goodCard);
    await started.visitor.get(`${started.path}/return`);
    const item = await suspenseOf(place, town);
    assert(item, 'what was charged too much is set aside');
    await assertBooksInOrder(place.database);
  },
};

export const races: readonly Attack[] = [
  overspending,
  doubleStart,
  overRefund,
  refusedByDatabase,
  currencies,
];
