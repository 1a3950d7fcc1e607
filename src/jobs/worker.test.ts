import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createQuietWorld } from '../../test/crash/quiet-world.ts';
import { addTestOrganisation } from '../../test/support/world.ts';
import { createAlarm } from './alarm.ts';
import type { Job } from './job.ts';
import { runOnce, startWorker } from './worker.ts';

test('the trouble of one organisation does not keep the others from being served', async (t) => {
  const { context, organisation } = await createQuietWorld(t);
  const other = await addTestOrganisation(context, 'altra');
  const served: string[] = [];
  const found = await runOnce(context, {
    name: 'process-inbox',
    run: ({ id, slug }) => {
      if (id === organisation.id) return Promise.reject(new Error('trouble'));
      served.push(slug);
      return Promise.resolve(1);
    },
  });
  assert.deepEqual(served, [other.slug]);
  assert.deepEqual(found, [other.id]);
});

test('a worker starts at once when it is woken, also by a call that came while it worked', async (t) => {
  const { context, organisation } = await createQuietWorld(t);
  const alarm = createAlarm();
  const rounds: number[] = [];
  const { promise: enough, resolve } = Promise.withResolvers<undefined>();
  const job: Job = {
    name: 'process-inbox',
    run: () => {
      rounds.push(performance.now());
      if (rounds.length === 3) resolve(undefined);
      else alarm.wake(organisation.id, 'process-inbox');
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
  const worker = startWorker(context, [{ name: 'process-inbox', run }], createAlarm());
  await begun.promise;
  const stopped = worker.stop();
  goOn.resolve(undefined);
  await stopped;
  assert(isDone);
});

test('only the organisation that is named is served at once, and its job only', async (t) => {
  const { context, organisation } = await createQuietWorld(t);
  await addTestOrganisation(context, 'altra');
  const alarm = createAlarm();
  const served: string[] = [];
  const { promise: looked, resolve: onLooked } = Promise.withResolvers<undefined>();
  const { promise: named, resolve: onNamed } = Promise.withResolvers<undefined>();
  const job = (name: Job['name']): Job => ({
    name,
    run: ({ slug }) => {
      served.push(`${name} ${slug}`);
      if (served.length === 4) onLooked(undefined);
      if (served.length === 5) onNamed(undefined);
      return Promise.resolve(0);
    },
  });
  const jobs = [job('process-inbox'), job('issue-receipts')];
  const worker = startWorker(context, jobs, alarm);
  await looked;
  alarm.wake(organisation.id, 'issue-receipts');
  await named;
  await worker.stop();
  assert.equal(served[4], `issue-receipts ${organisation.slug}`);
});

test('a job that rests is not begun again at once, however much it found', async (t) => {
  const { context } = await createQuietWorld(t);
  const rounds = { resting: 0, busy: 0 };
  const { promise: enough, resolve } = Promise.withResolvers<undefined>();
  const resting: Job = {
    name: 'seal-ledger',
    run: () => Promise.resolve(++rounds.resting),
    rests: true,
  };
  const busy: Job = {
    name: 'process-inbox',
    run: () => {
      rounds.busy += 1;
      if (rounds.busy === 50) resolve(undefined);
      return Promise.resolve(1);
    },
  };
  const worker = startWorker(context, [resting, busy], createAlarm());
  await enough;
  await worker.stop();
  assert(rounds.resting < 25, `${rounds.resting} rounds`);
});
