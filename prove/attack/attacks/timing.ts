/** Telling what exists by how soon the answer comes. */
import assert from 'node:assert/strict';
import type { Attack } from '../attack.ts';
import type { Place } from '../place/place.ts';
import { arrive } from '../place/visitor.ts';
import { compareTimes, type Comparison } from '../compare-times.ts';

/** What a network between hides from whoever may ask twenty times about a number. */
const hiddenMicroseconds = 2000;
/** Of each kind; each is asked for less often than bars it. */
const numbers = 16;
const mostPairs = 15 * numbers;

type Guess = (number: string) => Promise<number>;

async function arriveToGuess(place: Place, page: string): Promise<Guess> {
  const visitor = await arrive(place.visitor(), page);
  let from = 0;
  return async (number) => {
    from += 1;
    const headers = { 'x-forwarded-for': `2001:db8:7:${from.toString(16)}::1` };
    const typed = { number, customer_code: 'RSSMRA80A01H501X', amount: '1.23' };
    const answer = await visitor.post(page, typed, { headers });
    assert.equal(answer.status, 404);
    return Number(answer.microseconds);
  };
}

async function tryToTell(place: Place): Promise<Comparison> {
  const town = await place.town('timed');
  const [known, unknown]: [string[], string[]] = [[], []];
  for (let each = 0; each < numbers; each += 1) {
    known.push((await town.owe()).number);
    unknown.push(`B-${each}/2026`);
  }
  const guess = await arriveToGuess(place, `/${town.slug}/find`);
  // What is done for the first time takes longer, whatever it is.
  for (const number of ['W-1', 'W-2', 'W-3']) await guess(number);
  let turn = 0;
  return compareTimes({
    mostPairs,
    hidden: hiddenMicroseconds,
    next: async () => {
      const [there = '', absent = ''] = [known[turn % numbers], unknown[turn % numbers]];
      turn += 1;
      // Now the one first and now the other, so that whatever else the machine does meets both alike.
      if (turn % 2 === 0) return { one: await guess(there), other: await guess(absent) };
      const other = await guess(absent);
      return { one: await guess(there), other };
    },
  });
}

const numberThatExists: Attack = {
  id: 'enumeration-by-timing',
  tries: 'telling numbers that exist from others by how long the answer takes',
  run: async (place) => {
    const first = await tryToTell(place);
    if (!first.isTellable) return;
    // Who accuses must see the same again, with other numbers.
    const again = await tryToTell(place);
    const seen = [first, again].map(
      ({ least, most, pairs }) => `${least} to ${most} µs longer in ${pairs} pairs`,
    );
    const isSeenAgain = again.isTellable && again.least > 0 === first.least > 0;
    assert(!isSeenAgain, `a number that is there takes ${seen.join(', and again ')}`);
  },
};

export const timing: readonly Attack[] = [numberThatExists];
