/** A glance at what `npm run prove -- --crash` does at length: a payment whose portal and worker are killed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proveRounds } from '../../prove/crash/index.ts';

test('a payer whose portal and worker are killed pays once, and nothing that was said is lost', async (t) => {
  const report = await proveRounds({
    seed: 7,
    kills: 2,
    databaseCrashes: 0,
    schedules: 0,
    importerInputs: 0,
    httpInputs: 0,
    sabotages: 0,
    progress: (line) => t.diagnostic(line),
  });
  assert.deepEqual(report.failures, []);
  assert((report.efforts.process_kills ?? 0) >= 2);
});
