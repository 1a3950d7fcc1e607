import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureCode, isConnectionLoss, isRepeatable } from './transaction-failure.ts';

const failure = (code: string) => Object.assign(new Error('failed'), { code });

test('deadlocks, lock time-outs and serialisation failures may be tried again, broken rules not', () => {
  for (const code of ['40001', '40P01', '55P03']) assert.equal(isRepeatable(failure(code)), true);
  for (const code of ['23505', '23514', '42501', '57014']) {
    assert.equal(isRepeatable(failure(code)), false);
    assert.equal(isConnectionLoss(failure(code)), false);
  }
});

test('an error that was translated is judged by what caused it', () => {
  const translated = new Error('the due could not be locked', { cause: failure('55P03') });
  assert.equal(failureCode(translated), '55P03');
  assert.equal(isRepeatable(translated), true);
});

test('a lost connection may be tried again, but not when our own idleness in a transaction ended it', () => {
  for (const code of ['08006', '57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE']) {
    assert.equal(isConnectionLoss(failure(code)), true, code);
  }
  assert.equal(isConnectionLoss(new Error('Connection terminated unexpectedly')), true);
  assert.equal(isConnectionLoss(failure('25P03')), false);
});
