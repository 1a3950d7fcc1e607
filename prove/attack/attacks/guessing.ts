/** Guessing: which numbers exist, by what is answered or how soon, and by very many tries. */
import assert from 'node:assert/strict';
import type { Attack } from '../attack.ts';
import { leadsTo, type Answer } from '../place/answer.ts';
import { pay } from '../place/paying.ts';
import { arrive, type Visitor } from '../place/visitor.ts';

const wrong = { customer_code: 'RSSMRA80A01H501X', amount: '1.23' };

/** The markup without what differs from one visitor to the next, and without what was typed. */
function shapeOf(answer: Answer): string {
  return answer.text.replaceAll(/ value="[^"]*"/g, '');
}

const enumeration: Attack = {
  id: 'enumeration-by-answer',
  tries: 'telling numbers that exist from others by what is answered to wrong data',
  run: async (place) => {
    const town = await place.town('enumerated');
    const [known, paid] = [await town.owe(), (await pay(place, town)).owed];
    const page = `/${town.slug}/find`;
    const visitor = await arrive(place.visitor(), page);
    const look = async (number: string, more: object = {}) => {
      const answer = await visitor.post(page, { number, ...wrong, ...more });
      const { 'content-length': _, date: __, ...headers } = answer.headers;
      return { status: answer.status, shape: shapeOf(answer), names: Object.keys(headers) };
    };
    const absent = await look('Z-1/2026');
    assert.equal(absent.status, 404);
    assert.deepEqual(await look(known.number), absent);
    assert.deepEqual(await look(paid.number), absent);
    assert.deepEqual(await look(known.number, { amount: known.amount }), absent);
    assert.deepEqual(await look(known.number, { customer_code: known.customerCode }), absent);
  },
};

async function countUntilStopped(tries: readonly (() => Promise<Answer>)[]): Promise<number[]> {
  const answers = await Promise.all(tries.map((attempt) => attempt()));
  return answers.map(({ status }) => status);
}

function numberOf(statuses: readonly number[], status: number): number {
  return statuses.filter((one) => one === status).length;
}

const bruteForce: Attack = {
  id: 'brute-force-two-portals',
  tries:
    'eighty guesses at once, divided between two portals, with a new browser and a made-up origin each',
  run: async (place) => {
    const town = await place.town('guessed');
    const page = `/${town.slug}/find`;
    // Of the second portal every visitor has the address of this machine; so has this one of the first.
    const as = (index: number) => ({
      'x-forwarded-for': `203.0.113.${index}, 127.0.0.1`,
      forwarded: `for=203.0.113.${index}`,
      'x-real-ip': `203.0.113.${index}`,
      'client-ip': `203.0.113.${index}`,
    });
    const browsers: Visitor[] = [];
    for (let each = 0; each < 8; each += 1) browsers.push(await arrive(place.visitor(), page));
    const tries = Array.from({ length: 80 }, (_, index) => async () => {
      const browser = browsers[index % browsers.length];
      assert(browser);
      const headers = {
        ...as(index),
        'x-forwarded-for': index % 2 === 0 ? '127.0.0.1' : `203.0.113.${index}`,
      };
      const how = { headers, second: index % 2 === 1 };
      return browser.post(page, { number: `C-${index}`, ...wrong }, how);
    });
    const statuses = await countUntilStopped(tries);
    assert.equal(numberOf(statuses, 404), 30, 'thirty are answered');
    assert.equal(numberOf(statuses, 429), 50, 'the others are stopped');
  },
};

const spoofedOrigin: Attack = {
  id: 'forwarded-for-spoofed',
  tries: 'a made-up origin in front of the one that the proxy adds, anew with each guess',
  run: async (place) => {
    const town = await place.town('spoofed');
    const page = `/${town.slug}/find`;
    const visitor = await arrive(place.visitor(), page);
    const tries = Array.from({ length: 40 }, (_, index) => () => {
      const headers = { 'x-forwarded-for': `192.0.2.${index}, 198.51.99.1` };
      return visitor.post(page, { number: `D-${index}`, ...wrong }, { headers });
    });
    const statuses = await countUntilStopped(tries);
    assert.equal(numberOf(statuses, 404), 30);
    const networks = Array.from({ length: 40 }, (_, index) => () => {
      const headers = { 'x-forwarded-for': `2001:db8:1:2::${index + 1}` };
      return visitor.post(page, { number: `E-${index}`, ...wrong }, { headers });
    });
    assert.equal(
      numberOf(await countUntilStopped(networks), 404),
      30,
      'one network is one visitor',
    );
  },
};

const oneNumber: Attack = {
  id: 'brute-force-one-number',
  tries:
    'guessing the amount of one invoice from a hundred addresses, the right one among the last',
  run: async (place) => {
    const town = await place.town('one-number');
    const owed = await town.owe();
    const page = `/${town.slug}/find`;
    const visitor = await arrive(place.visitor(), page);
    const look = (amount: string, index: number) => {
      const headers = { 'x-forwarded-for': `192.0.2.${index}` };
      const typed = { number: owed.number, customer_code: owed.customerCode, amount };
      return visitor.post(page, typed, { headers });
    };
    const tries = Array.from({ length: 40 }, (_, index) => () => look(`1.${10 + index}`, index));
    const statuses = await countUntilStopped(tries);
    assert.equal(numberOf(statuses, 404), 20);
    assert.equal((await look(owed.amount, 200)).status, 429, 'the right guess among too many');
    const spelt = {
      number: ` ${owed.number.toLowerCase().replace('/', ' ')} `,
      customer_code: owed.customerCode,
    };
    const headers = { 'x-forwarded-for': '192.0.2.201' };
    const other = await visitor.post(page, { ...spelt, amount: owed.amount }, { headers });
    assert.equal(other.status, 429, 'the same number in another spelling');
  },
};

const proofs: Attack = {
  id: 'brute-force-proof',
  tries:
    'guessing the last four digits of the card that paid, from many browsers through two portals',
  run: async (place) => {
    const town = await place.town('proofs');
    const { owed } = await pay(place, town);
    const browsers: Visitor[] = [];
    for (let each = 0; each < 4; each += 1) browsers.push(await arrive(place.visitor(), owed.path));
    const guess = (proof: string, index: number): Promise<Answer> => {
      const browser = browsers[index % browsers.length];
      assert(browser);
      return browser.post(`${owed.path}/open`, { proof }, { second: index % 2 === 1 });
    };
    const tries = Array.from(
      { length: 30 },
      (_, index) => () => guess(String(1000 + index), index),
    );
    const statuses = await countUntilStopped(tries);
    assert.equal(numberOf(statuses, 422), 10, 'ten are looked at');
    assert(
      statuses.every((status) => [422, 429, 503].includes(status)),
      statuses.join(),
    );
    const right = await guess('4242', 0);
    assert.equal(right.status, 429, 'the right one comes too late');
    assert.equal(leadsTo(right), '');
  },
};

export const guessing: readonly Attack[] = [
  enumeration,
  bruteForce,
  spoofedOrigin,
  oneNumber,
  proofs,
];
