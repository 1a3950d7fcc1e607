import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makePlan } from './make-plan.ts';
import { prove } from './index.ts';

test('the plan of a schedule comes from its seed alone', () => {
  assert.deepEqual(makePlan(7), makePlan(7));
  assert.notDeepEqual(makePlan(7), makePlan(8));
});

test('schedules end with everything finished and in the books, and go the same way twice', async () => {
  const report = await prove({
    seed: 1,
    schedules: 4,
    kills: 0,
    databaseCrashes: 0,
    importerInputs: 0,
    httpInputs: 0,
    sabotages: 0,
    progress: () => {},
  });
  assert.deepEqual(report.failures, []);
  assert.equal(report.efforts.schedules, 4);
  assert((report.efforts.steps ?? 0) > 400);
  assert.equal(report.wrongs.lost, 0);
});
