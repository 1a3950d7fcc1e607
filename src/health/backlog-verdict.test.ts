import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backlogVerdict } from './backlog-verdict.ts';

const now = new Date('2026-11-22T10:00:00Z');
const minute = 60_000;

function verdictOf(count: number, waitedMs: number) {
  const oldest = count === 0 ? null : new Date(now.getTime() - waitedMs);
  const backlog = { name: 'mails', what: 'Mails to be sent', count, oldest };
  return backlogVerdict({ ...backlog, patienceMs: 15 * minute }, now);
}

test('work that waits is well until the oldest has waited for too long', () => {
  assert.equal(verdictOf(0, 0).sentence, 'Mails to be sent: none.');
  const fresh = verdictOf(900, 15 * minute);
  assert.equal(fresh.ok, true, 'much work is no fault');
  assert.equal(fresh.sentence, 'Mails to be sent: 900, the oldest from 15 minutes ago.');
  const old = verdictOf(1, 15 * minute + 1);
  assert.deepEqual([old.ok, old.stopsPayers], [false, false]);
  assert.equal(
    old.sentence,
    'Mails to be sent: 1, the oldest from 15 minutes ago; more than 15 minutes is too long.',
  );
});

test('what is dated after now by another clock has not waited', () => {
  assert.equal(verdictOf(1, -5 * minute).ok, true);
});
