import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { test } from 'node:test';
import { createTogether, oneByOne } from './together.ts';

/** Work that is under way until it is let go, and notes what was done at once. */
function slowWork() {
  const done: string[][] = [];
  const gates: PromiseWithResolvers<undefined>[] = [];
  const begun = new EventTarget();
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
    letGo: async () => {
      if (gates.length === 0) {
        await new Promise((resolve) => begun.addEventListener('begun', resolve, { once: true }));
      }
      gates.shift()?.resolve(undefined);
    },
  };
}

test('the first is done at once and alone; what comes meanwhile is done together', async () => {
  const { done, work, letGo } = slowWork();
  const together = createTogether(64);
  const answers = ['a', 'b', 'c'].map((item) => together('one', item, work));
  await letGo();
  await letGo();
  assert.deepEqual(await Promise.all(answers), ['A', 'B', 'C']);
  assert.deepEqual(done, [['a'], ['b', 'c']]);
});

test('no more are done together than is allowed', async () => {
  const { done, work, letGo } = slowWork();
  const together = createTogether(2);
  const answers = ['a', 'b', 'c', 'd'].map((item) => together('one', item, work));
  for (let round = 0; round < 3; round += 1) await letGo();
  await Promise.all(answers);
  assert.deepEqual(done, [['a'], ['b', 'c'], ['d']]);
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
  await request.run('first', () =>
    Promise.all([together('one', 'a', work), together('one', 'b', work)]),
  );
  assert.deepEqual(seen, ['first', undefined]);
});

test('one by one means that nobody waits for anybody', async () => {
  const { done, work, letGo } = slowWork();
  const answers = ['a', 'b'].map((item) => oneByOne('one', item, work));
  await letGo();
  await letGo();
  await Promise.all(answers);
  assert.deepEqual(done, [['a'], ['b']]);
});
