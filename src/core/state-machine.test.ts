/** What state machines promise: an event leads where the table says, or nowhere. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextState, type Transitions } from './state-machine.ts';

const door: Transitions<'open' | 'closed' | 'locked', 'shut' | 'pull' | 'lock'> = {
  open: { shut: 'closed' },
  closed: { pull: 'open', lock: 'locked' },
  locked: {},
};

test('an event leads to the state that the table names', () => {
  assert.equal(nextState(door, 'open', 'shut'), 'closed');
  assert.equal(nextState(door, 'closed', 'lock'), 'locked');
});

test('an event that a state does not accept leads nowhere', () => {
  assert.equal(nextState(door, 'open', 'lock'), null);
  assert.equal(nextState(door, 'locked', 'pull'), null);
});
