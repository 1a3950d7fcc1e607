import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { test } from 'node:test';
import { createTogether, oneByOne, type Whose } from './together.ts';

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
    work: async (_means: null, _whose: Whose, items: readonly string[]) => {
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
  const ask = (item: string) => together(work, null, null, item);
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
  const answers = ['a', 'b', 'c', 'd'].map((item) => together(work, null, null, item));
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
  const answers = ['a', 'b', 'poison', 'c'].map((item) => together(work, null, null, item));
  const settled = Promise.allSettled(answers);
  for (let round = 0; round < 5; round += 1) await letGo();
  const outcomes = (await settled).map((one) => one.status);
  assert.deepEqual(outcomes, ['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  assert.deepEqual(done, [['a'], ['b'], ['c']]);
});

test('other organisations and later calls do not wait', async () => {
  const [one, other] = [{ id: 'org_1' }, { id: 'org_2' }];
  const { done, work, letGo } = slowWork();
  const together = createTogether(64);
  const first = [together(work, null, one, 'a'), together(work, null, other, 'b')];
  await letGo();
  await letGo();
  await Promise.all(first);
  const later = together(work, null, null, 'c');
  await letGo();
  await later;
  assert.deepEqual(done, [['a'], ['b'], ['c']]);
});

test('different work never shares, even under one name for one organisation', async () => {
  const workWith = (ending: string) => {
    async function work(_means: null, { id }: { readonly id: string }, items: readonly string[]) {
      await Promise.resolve();
      return items.map((item) => `${item} of ${id} ${ending}`);
    }
    return work;
  };
  const [drawn, told] = [workWith('drawn'), workWith('told')];
  assert.equal(drawn.name, told.name);
  const together = createTogether(64);
  const whose = { id: 'org_1' };
  const answers = ['a', 'b', 'c'].flatMap((item) => [
    together(drawn, null, whose, item),
    together(told, null, whose, item),
  ]);
  const wanted = ['a', 'b', 'c'].flatMap((item) => [
    `${item} of org_1 drawn`,
    `${item} of org_1 told`,
  ]);
  assert.deepEqual(await Promise.all(answers), wanted);
});

test('what concerns no organisation and what concerns one do not share', async () => {
  const { done, work, letGo } = slowWork();
  const together = createTogether(64);
  const places = [null, { id: '' }, null, { id: '' }];
  const answers = places.map((whose, index) => together(work, null, whose, String(index)));
  for (let round = 0; round < 2; round += 1) await letGo();
  await Promise.all(answers);
  assert.deepEqual(done, [
    ['0', '2'],
    ['1', '3'],
  ]);
});

test('work for several callers runs in the request of none', async () => {
  const request = new AsyncLocalStorage<string>();
  const together = createTogether(64);
  const seen: (string | undefined)[] = [];
  const work = (_means: null, _whose: null, items: readonly string[]) => {
    seen.push(request.getStore());
    return Promise.resolve(items);
  };
  await request.run('alone', () => together(work, null, null, 'a'));
  await request.run('first', () =>
    Promise.all(['a', 'b'].map((item) => together(work, null, null, item))),
  );
  assert.deepEqual(seen, ['alone', undefined]);
});

test('one by one means that nobody waits for anybody', async () => {
  const { done, work, letGo } = slowWork();
  const answers = ['a', 'b'].map((item) => oneByOne(work, null, null, item));
  await letGo();
  await letGo();
  await Promise.all(answers);
  assert.deepEqual(done, [['a'], ['b']]);
});

test('who waits too long behind what is not answered is refused, and is not done later', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { done, work, letGo, beginning } = slowWork();
  const together = createTogether(64, 5000);
  const first = together(work, null, null, 'a');
  await beginning();
  const second = together(work, null, null, 'b');
  t.mock.timers.tick(4999);
  const third = together(work, null, null, 'c');
  const refused = assert.rejects(second, { code: 'unavailable' });
  t.mock.timers.tick(1);
  await refused;
  await letGo();
  await letGo();
  assert.deepEqual(await Promise.all([first, third]), ['A', 'C']);
  assert.deepEqual(done, [['a'], ['c']]);
});
