/** Noise alone is never taken for a difference, and a difference is found in it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomFrom, type Random } from '../fuzz/random.ts';
import { compareTimes, type Comparison } from './compare-times.ts';

const rounds = 400;

/** Mostly a little, sometimes very much: as on a machine with ten times the work that it can do. */
function noise(random: Random): number {
  const usual = 3000 + random.below(4000);
  return random.once(4) ? usual + random.below(100_000) : usual;
}

async function compare(round: number, longer: number): Promise<Comparison> {
  const random = randomFrom('times', round, longer);
  let slower = 0;
  return compareTimes({
    hidden: 2000,
    mostPairs: 240,
    next: async () => {
      // It gets slower all the time, and now the one comes first and now the other.
      slower += 200;
      const [first, second] = [noise(random) + slower, noise(random) + slower + 100];
      const isFirst = slower % 400 === 0;
      const [one, other] = isFirst ? [first, second] : [second, first];
      return Promise.resolve({ one: one + longer, other });
    },
  });
}

async function timesTold(longer: number): Promise<number> {
  let told = 0;
  for (let round = 0; round < rounds; round += 1) {
    told += (await compare(round, longer)).isTellable ? 1 : 0;
  }
  return told;
}

test('what takes as long is not told apart, however busy the machine is', async () => {
  assert.equal(await timesTold(0), 0);
  assert.equal(await timesTold(1000), 0);
});

test('what takes longer by more than is hidden is told apart', async () => {
  assert((await timesTold(6000)) > rounds * 0.95);
  assert((await timesTold(-6000)) > rounds * 0.95);
});
