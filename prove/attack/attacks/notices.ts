/** Notices and prices: numbers guessed, debtors sought, amounts tampered with, and one use of a code wanted by many. */
import assert from 'node:assert/strict';
import { money } from '../../../src/core/money.ts';
import { randomRfReference } from '../../../src/core/rf-reference.ts';
import { sql } from '../../../src/database/sql.ts';
import {
  addDiscount,
  addOfferedDue,
  addOffers,
  type OfferedDue,
} from '../../../test/support/offers.ts';
import type { Attack } from '../attack.ts';
import { leadsTo, type Answer } from '../place/answer.ts';
import { choice, payAtProvider, sessionOf } from '../place/paying.ts';
import type { Place } from '../place/place.ts';
import type { Town } from '../place/town.ts';
import { arrive } from '../place/visitor.ts';

/** A town that sends notices. */
async function found(place: Place, name: string) {
  const town = await place.town(name);
  const making = { context: place.first.context, organisation: town.organisation };
  await addOffers(making);
  return {
    town,
    making,
    send: async (options: OfferedDue = {}) => {
      const number = randomRfReference(place.first.context.ids.bytes);
      const { id, token } = await addOfferedDue(making, { noticeNumber: number, ...options });
      const home = `/${town.slug}`;
      return {
        id,
        token,
        number,
        byNumber: `${home}/notices/${number}`,
        byLink: `${home}/dues/${token}`,
      };
    },
  };
}

function shapeOf(answer: Answer): string {
  return answer.text.replaceAll(/ value="[^"]*"|RF\d\d\w+/g, '');
}

const guessing: Attack = {
  id: 'notice-numbers-guessed',
  tries: 'eighty well-formed numbers, typed and as addresses, divided between two portals',
  run: async (place) => {
    const { town, send } = await found(place, 'noticed');
    const find = `/${town.slug}/notices`;
    const visitor = await arrive(place.visitor(), find);
    const known = await send();
    const guesses = Array.from({ length: 80 }, () =>
      randomRfReference(place.first.context.ids.bytes),
    );
    // Of the second portal every visitor has the address of this machine; so has this one of the first.
    const answers = await Promise.all(
      guesses.map((number, index) => {
        const how = { headers: { 'x-forwarded-for': '127.0.0.1' }, second: index % 2 === 1 };
        return index % 4 < 2
          ? visitor.post(find, { number }, how)
          : visitor.get(`${find}/${number}`, how);
      }),
    );
    const statuses = answers.map(({ status }) => status);
    assert.equal(statuses.filter((status) => status === 404).length, 30, 'thirty are answered');
    assert.equal(statuses.filter((status) => status === 429).length, 50, 'the others are stopped');
    const how = { headers: { 'x-forwarded-for': '127.0.0.1' } };
    assert.equal((await visitor.get(known.byNumber, how)).status, 429, 'the right one as well');
    assert.equal((await visitor.get(known.byNumber)).status, 200, 'others go on');
  },
};

const otherTown: Attack = {
  id: 'notice-of-another-organisation',
  tries:
    'the number and the link of a due under the address of another organisation, read and paid',
  run: async (place) => {
    const [here, there] = [await found(place, 'here'), await found(place, 'there')];
    const due = await there.send();
    const visitor = await arrive(place.visitor(), `/${here.town.slug}/notices`);
    const home = `/${here.town.slug}`;
    const absent = randomRfReference(place.first.context.ids.bytes);
    const shape = shapeOf(await visitor.get(`${home}/notices/${absent}`));
    assert.equal(shapeOf(await visitor.get(`${home}/notices/${due.number}`)), shape);
    for (const path of [`notices/${due.number}`, `dues/${due.token}`]) {
      for (const deed of ['pay', 'cart']) {
        const answer = await visitor.post(`${home}/${path}/${deed}`, { due: due.id });
        assert.equal(answer.status, 404, answer.asked);
      }
    }
    assert.equal((await visitor.get(`${home}/dues/${due.token}/notice.pdf`)).status, 404);
  },
};

const debtorSought: Attack = {
  id: 'notice-tells-no-debtor',
  tries: 'the name, tax code and address of the debtor from somebody who has only the number',
  run: async (place) => {
    const { send } = await found(place, 'discreet');
    const lines = [
      { text: 'Mensa di Luca Rossi', minor: '6000' },
      { text: 'Trasporto di Luca Rossi', minor: '4000' },
    ];
    const due = await send({ lines });
    const visitor = place.visitor();
    const visited = await arrive(visitor, due.byNumber);
    const begun = await visited.post(`${due.byNumber}/cart`, {});
    for (const path of [
      due.byNumber,
      `${due.byNumber}?language=es`,
      `${due.byNumber}?changed=1`,
      leadsTo(begun),
    ]) {
      const { text, status } = await visited.get(path);
      assert.equal(status, 200, path);
      assert.doesNotMatch(text, /\bRossi\b|RSSMRA|maria\.rossi|notice\.pdf/i, path);
      assert(!text.includes(due.token), 'the link stays with whoever was given it');
    }
    for (const end of ['notice.pdf', '../notice.pdf', 'notice.pdf?x=1']) {
      const { status } = await visited.get(`${due.byNumber}/${end}`);
      assert(status === 404 || status === 400, `${end}: ${status}`);
    }
  },
};

async function totalsOf(place: Place, town: Town): Promise<bigint[]> {
  const rows = await place.database.owner.query<{ total: bigint }>(sql`
    select total from payments where organisation_id = ${town.organisation.id} order by total`);
  return rows.map(({ total }) => total);
}

const cheaper: Attack = {
  id: 'due-price-tampered',
  tries: 'other amounts, parts, discounts and dues sent with the buttons of a due',
  run: async (place) => {
    const { town, making, send } = await found(place, 'bargain');
    const discountId = await addDiscount(making);
    const [whole, parts, other] = [
      await send(),
      await send({ leastPart: money(2500n, 'EUR') }),
      await send(),
    ];
    const visitor = await arrive(place.visitor(), whole.byLink);
    const greed = {
      amount: '0.01',
      part: '0.01',
      price: '1',
      minor: '1',
      seen: `${whole.id}:10000`,
      discount: discountId,
      discount_id: discountId,
      discountId,
      code: 'WELCOME',
      due: other.id,
      lines: '[]',
      settled: '9999',
    };
    const begun = await visitor.post(`${whole.byLink}/pay`, greed);
    assert.match(leadsTo(begun), /\/payments\//);
    for (const amount of ['0', '-5', '24.99', '100.01', '1e9', 'NaN', '٣٠', '25,00,00']) {
      const answer = await visitor.post(`${parts.byLink}/pay`, { amount });
      assert.equal(answer.status, 422, amount);
    }
    for (const seen of [`${parts.id}:1`, `${parts.id}:99999`]) {
      const answer = await visitor.post(`${parts.byLink}/pay`, { amount: '30.00', seen });
      assert.match(leadsTo(answer), /\?changed=1$/, 'what was not seen is not begun');
    }
    assert.deepEqual(await totalsOf(place, town), [10_000n]);
    const started = await visitor.post(`${leadsTo(begun)}/start`, { ...choice, ...greed });
    await payAtProvider(place, sessionOf(leadsTo(started)) ?? '');
    const rows = await place.database.owner.query<{ used: number }>(sql`
      select used from discounts where organisation_id = ${town.organisation.id}`);
    assert.deepEqual(rows, [{ used: 0 }], 'nobody was given a discount');
  },
};

const oneUse: Attack = {
  id: 'discount-overspent-by-race',
  tries: 'twenty payers at once, through two portals, for the two uses that a discount has',
  run: async (place) => {
    const { town, making, send } = await found(place, 'rush');
    await addDiscount(making, { code: null, mostUses: 2, value: 5000n });
    const dues = await Promise.all(Array.from({ length: 20 }, () => send()));
    const browsers = await Promise.all(dues.map((due) => arrive(place.visitor(), due.byLink)));
    await Promise.all(
      browsers.map((browser, index) =>
        browser.post(`${dues[index]?.byLink}/pay`, {}, { second: index % 2 === 1 }),
      ),
    );
    const totals = await totalsOf(place, town);
    assert.equal(totals.filter((total) => total === 5000n).length, 2);
    assert.equal(totals.filter((total) => total === 10_000n).length, 18);
  },
};

export const notices: readonly Attack[] = [guessing, otherTown, debtorSought, cheaper, oneUse];
