/** Guessing: which numbers exist, by what is answered or how soon, and by very many tries. */
import assert from 'node:assert/strict';
import type { Attack } from '../attack.ts';
import { leadsTo, type Answer } from '../place/answer.ts';
import { pay } from '../place/paying.ts';
import type { Place } from '../place/place.ts';
import type { Owed } from '../place/town.ts';
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

/** How often a number of the first list is greater than one of the second; a half: they cannot be told apart. */
function superiority(one: readonly bigint[], other: readonly bigint[]): number {
  let wins = 0;
  for (const first of one) {
    for (const second of other) wins += first > second ? 1 : first === second ? 0.5 : 0;
  }
  return wins / (one.length * other.length);
}

const samples = 60;

type Seen = {
  /** That a known number takes longer than one that is not there. */
  readonly chance: number;
  readonly moreMicroseconds: bigint;
};

/** What a quarter of the answers stay below: other work of the machine only ever adds to it. */
function quartile(times: readonly bigint[]): bigint {
  const sorted = times.toSorted((one, other) => Number(one - other));
  return sorted[Math.floor(sorted.length / 4)] ?? 0n;
}

async function measure(place: Place, page: string, known: readonly Owed[]): Promise<Seen> {
  const times = { known: [] as bigint[], unknown: [] as bigint[] };
  const guesser = await arrive(place.visitor(), page);
  let from = 0;
  const guess = async (number: string): Promise<bigint> => {
    from += 1;
    const headers = { 'x-forwarded-for': `2001:db8:7:${from.toString(16)}::1` };
    const answer = await guesser.post(page, { number, ...wrong }, { headers });
    assert.equal(answer.status, 404);
    return answer.microseconds;
  };
  for (let each = 0; each < samples; each += 1) {
    const { number } = known[each % known.length] ?? { number: '' };
    const absent = `B-${each}/2026`;
    // In turns, so that whatever else the machine does meets both alike.
    const first = each % 2 === 0;
    if (first) times.known.push(await guess(number));
    times.unknown.push(await guess(absent));
    if (!first) times.known.push(await guess(number));
  }
  return {
    chance: superiority(times.known, times.unknown),
    moreMicroseconds: quartile(times.known) - quartile(times.unknown),
  };
}

/** What a network between hides from whoever may ask twenty times about a number. */
const hiddenMicroseconds = 2000n;

function isTellable({ chance, moreMicroseconds: more }: Seen): boolean {
  return (
    (more > hiddenMicroseconds && chance > 0.55) || (more < -hiddenMicroseconds && chance < 0.45)
  );
}

const timing: Attack = {
  id: 'enumeration-by-timing',
  tries: 'telling numbers that exist from others by how long the answer takes',
  run: async (place) => {
    const town = await place.town('timed');
    const known: Owed[] = [];
    for (let each = 0; each < 12; each += 1) known.push(await town.owe());
    const page = `/${town.slug}/find`;
    const told: string[] = [];
    // Chance alone does not tell them apart three times over.
    for (let round = 0; round < 3; round += 1) {
      const seen = await measure(place, page, known);
      if (!isTellable(seen)) return;
      told.push(`${seen.chance} (${seen.moreMicroseconds} µs)`);
    }
    assert.fail(`a known number takes longer with a chance of ${told.join(', ')}`);
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
  timing,
  bruteForce,
  spoofedOrigin,
  oneNumber,
  proofs,
];
