import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createQuietWorld } from '../../test/crash/quiet-world.ts';
import { addTestOrganisation } from '../../test/support/world.ts';
import { createAlarm, runOnce, startWorker } from './worker.ts';

test('the trouble of one organisation does not keep the others from being served', async (t) => {
  const { context, organisation } = await createQuietWorld(t);
  const other = await addTestOrganisation(context, 'altra');
  const served: string[] = [];
  const found = await runOnce(context, {
    name: 'test',
    run: ({ id, slug }) => {
      if (id === organisation.id) return Promise.reject(new Error('trouble'));
      served.push(slug);
      return Promise.resolve(1);
    },
  });
  assert.deepEqual(served, [other.slug]);
  assert.equal(found, 1);
});

test('a worker starts at once when it is woken, also by a call that came while it worked', async (t) => {
  const { context } = await createQuietWorld(t);
  const alarm = createAlarm();
  const rounds: number[] = [];
  const { promise: enough, resolve } = Promise.withResolvers<undefined>();
  const job = {
    name: 'test',
    run: () => {
      rounds.push(performance.now());
      if (rounds.length === 3) resolve(undefined);
      else alarm.wake();
      return Promise.resolve(0);
    },
  };
  const worker = startWorker(context, [job], alarm);
  await enough;
  await worker.stop();
  const [first = 0, , third = 0] = rounds;
  assert(third - first < 900, 'it did not rest a second between the rounds');
});

test('a worker that is stopped finishes what it has begun', async (t) => {
  const { context } = await createQuietWorld(t);
  const begun = Promise.withResolvers<undefined>();
  const goOn = Promise.withResolvers<undefined>();
  let isDone = false;
  const run = async (): Promise<number> => {
    begun.resolve(undefined);
    await goOn.promise;
    isDone = true;
    return 0;
  };
  const worker = startWorker(context, [{ name: 'test', run }], createAlarm());
  await begun.promise;
  const stopped = worker.stop();
  goOn.resolve(undefined);
  await stopped;
  assert(isDone);
});
