import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { test } from 'node:test';
import { createTogether, oneByOne } from './together.ts';

/** Work that is under way until it is let go, and notes what was done at once. */
function slowWork() {
  const done: string[][] = [];
  const gates: PromiseWithResolvers<undefined>[] = [];
  const begun = new EventTarget();
  const beginning = async () => {
    if (gates.length > 0) return;
    await new Promise((resolve) => begun.addEventListener('begun', resolve, { once: true }));
  };
  return {
    done,
    work: async (items: readonly string[]) => {
      const gate = Promise.withResolvers<undefined>();
      gates.push(gate);
      begun.dispatchEvent(new Event('begun'));
      await gate.promise;
      if (items.includes('poison')) throw new Error('poison');
      done.push([...items]);
      return items.map((item) => item.toUpperCase());
    },
    beginning,
    letGo: async () => {
      await beginning();
      gates.shift()?.resolve(undefined);
    },
  };
}

test('what comes at once is done together, and so is what comes meanwhile', async () => {
  const { done, work, letGo, beginning } = slowWork();
  const together = createTogether(64);
  const ask = (item: string) => together('one', item, work);
  const first = ['a', 'b'].map(ask);
  await beginning();
  const later = ['c', 'd'].map(ask);
  await letGo();
  await letGo();
  assert.deepEqual(await Promise.all([...first, ...later]), ['A', 'B', 'C', 'D']);
  assert.deepEqual(done, [
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

test('no more are done together than is allowed', async () => {
  const { done, work, letGo } = slowWork();
  const together = createTogether(2);
  const answers = ['a', 'b', 'c', 'd'].map((item) => together('one', item, work));
  for (let round = 0; round < 2; round += 1) await letGo();
  await Promise.all(answers);
  assert.deepEqual(done, [
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

test('what cannot be done fails alone', async () => {
  const { done, work, letGo } = slowWork();
  const together = createTogether(64);
  const answers = ['a', 'b', 'poison', 'c'].map((item) => together('one', item, work));
  const settled = Promise.allSettled(answers);
  for (let round = 0; round < 5; round += 1) await letGo();
  const outcomes = (await settled).map((one) => one.status);
  assert.deepEqual(outcomes, ['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  assert.deepEqual(done, [['a'], ['b'], ['c']]);
});

test('other names and later calls do not wait', async () => {
  const { done, work, letGo } = slowWork();
  const together = createTogether(64);
  const first = [together('one', 'a', work), together('other', 'b', work)];
  await letGo();
  await letGo();
  await Promise.all(first);
  const later = together('one', 'c', work);
  await letGo();
  await later;
  assert.deepEqual(done, [['a'], ['b'], ['c']]);
});

test('work for several callers runs in the request of none', async () => {
  const request = new AsyncLocalStorage<string>();
  const together = createTogether(64);
  const seen: (string | undefined)[] = [];
  const work = (items: readonly string[]) => {
    seen.push(request.getStore());
    return Promise.resolve(items);
  };
  await request.run('alone', () => together('one', 'a', work));
  await request.run('first', () =>
    Promise.all([together('one', 'a', work), together('one', 'b', work)]),
  );
  assert.deepEqual(seen, ['alone', undefined]);
});

test('one by one means that nobody waits for anybody', async () => {
  const { done, work, letGo } = slowWork();
  const answers = ['a', 'b'].map((item) => oneByOne('one', item, work));
  await letGo();
  await letGo();
  await Promise.all(answers);
  assert.deepEqual(done, [['a'], ['b']]);
});
