/** What clocks promise to tests: time stands still until it is told to move. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeClock } from './clock.ts';

test('a fake clock stands still until it is told to move', () => {
  const clock = fakeClock(new Date('2026-03-05T10:00:00Z'));
  assert.equal(clock.now().toISOString(), '2026-03-05T10:00:00.000Z');
  clock.advance(90_000);
  assert.equal(clock.now().toISOString(), '2026-03-05T10:01:30.000Z');
  clock.set(new Date('2020-01-01T00:00:00Z'));
  assert.equal(clock.now().toISOString(), '2020-01-01T00:00:00.000Z');
});

test('an instant that a fake clock gave away does not move with it', () => {
  const clock = fakeClock(new Date(0));
  const before = clock.now();
  clock.advance(1);
  assert.equal(before.getTime(), 0);
});
