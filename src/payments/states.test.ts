import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextState } from '../core/state-machine.ts';
import {
  attemptTransitions,
  isLive,
  publicState,
  type AttemptEvent,
  type AttemptState,
} from './attempt-states.ts';
import { refundTransitions, type RefundEvent, type RefundState } from './refund-states.ts';

const events = [
  'redirect',
  'process',
  'lose_sight',
  'confirm',
  'decline',
  'cancel',
  'expire',
  'conflict',
] as const;

/** Where each event leads from each state, in the order of `events`; a dash where it is not accepted. */
const grid: Readonly<Record<AttemptState, string>> = {
  created: 'action_required processing unknown succeeded failed cancelled expired conflicted',
  action_required: '- processing unknown succeeded failed cancelled expired conflicted',
  processing: '- - unknown succeeded failed cancelled expired conflicted',
  unknown: 'action_required processing - succeeded failed cancelled expired conflicted',
  succeeded: '- - - - - - - -',
  failed: '- - - succeeded - - - failed',
  cancelled: '- - - succeeded - - - cancelled',
  expired: '- - - succeeded - - - expired',
  conflicted: '- - - - - cancelled - -',
};

const states = Object.keys(grid) as AttemptState[];

test('every event in every state of an attempt leads where it should', () => {
  for (const state of states) {
    const leads = events.map(
      (event) => nextState<AttemptState, AttemptEvent>(attemptTransitions, state, event) ?? '-',
    );
    assert.equal(leads.join(' '), grid[state], state);
  }
});

test('from every state that is open, the attempt can end paid and can end free', () => {
  for (const state of states.filter((one) => isLive(one) && one !== 'conflicted')) {
    const ends = events.map((event) =>
      nextState<AttemptState, AttemptEvent>(attemptTransitions, state, event),
    );
    assert(ends.includes('succeeded') && ends.includes('cancelled'), state);
  }
});

test('money can still be confirmed in every state but one that has taken money', () => {
  for (const state of states.filter((one) => one !== 'succeeded' && one !== 'conflicted')) {
    assert.equal(
      nextState<AttemptState, AttemptEvent>(attemptTransitions, state, 'confirm'),
      'succeeded',
    );
  }
});

test('nothing leads out of a success, and an ended attempt never becomes open again', () => {
  for (const state of states.filter((one) => !isLive(one))) {
    for (const event of events) {
      const next = nextState<AttemptState, AttemptEvent>(attemptTransitions, state, event);
      assert(next === null || !isLive(next), `${state} ${event}`);
      if (state === 'succeeded') assert.equal(next, null);
    }
  }
});

test('an attempt that is open is never told to others as ended', () => {
  for (const state of states) {
    assert.equal(['open', 'processing'].includes(publicState[state]), isLive(state), state);
  }
});

test('every event in every state of a refund leads where it should', () => {
  const refundEvents = ['process', 'lose_sight', 'confirm', 'refuse'] as const;
  const refundGrid: Readonly<Record<RefundState, string>> = {
    requested: 'processing unknown succeeded failed',
    processing: '- unknown succeeded failed',
    unknown: 'processing - succeeded failed',
    succeeded: '- - - failed',
    failed: '- - succeeded -',
  };
  for (const state of Object.keys(refundGrid) as RefundState[]) {
    const leads = refundEvents.map(
      (event) => nextState<RefundState, RefundEvent>(refundTransitions, state, event) ?? '-',
    );
    assert.equal(leads.join(' '), refundGrid[state], state);
  }
});
