/** The part of the contract suite about attempts: starting, asking, cancelling. */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { money } from '../core/money.ts';
import { attemptRequest, nobody, paid, started, unclear } from './contract-harness.ts';
import type { Harness } from './contract-harness.ts';
import type { AttemptOutcome } from './provider.ts';

export function startTests(harness: Harness): void {
  test('a start leads to a page on an origin that the provider states', async () => {
    const { outcome } = await started(harness);
    assert(harness().provider.pageOrigins.includes(new URL(outcome.redirectUrl).origin));
  });

  test('a start can be repeated and starts once', async () => {
    const { provider, account } = harness();
    const { request, outcome } = await started(harness);
    assert.deepEqual(await provider.startAttempt(account, request), outcome);
  });

  test('the same key with another amount is not taken for a refusal', async () => {
    const { provider, account } = harness();
    const { request } = await started(harness);
    const other = { ...request, amount: money(999n, 'EUR') };
    assert.equal((await provider.startAttempt(account, other)).kind, 'unknown');
  });

  for (const how of unclear) {
    test(`a start that ends in ${how} is unknown, never failed`, async () => {
      const { provider, account, disturb } = harness();
      await disturb('start', how);
      assert.equal((await provider.startAttempt(account, attemptRequest())).kind, 'unknown');
    });
  }

  test('a start whose answer was lost is found by our reference', async () => {
    const { provider, account, disturb } = harness();
    const request = attemptRequest();
    await disturb('start', 'lost');
    assert.equal((await provider.startAttempt(account, request)).kind, 'unknown');
    const reference = { attemptId: request.attemptId, providerReference: null };
    const found = await provider.fetchAttempt(account, reference);
    assert.equal(found.kind, 'action_required');
    assert.deepEqual(await provider.startAttempt(account, request), found);
  });

  test('a start that the provider refuses has failed', async () => {
    const { provider, account, disturb } = harness();
    await disturb('start', 'refused');
    const outcome = await provider.startAttempt(account, attemptRequest());
    const failed = { kind: 'failed', providerReference: null, reason: 'refused_by_provider' };
    assert.deepEqual(outcome, failed);
  });
}

export function askTests(harness: Harness): void {
  test('what was never started is not found', async () => {
    const { provider, account } = harness();
    assert.deepEqual(await provider.fetchAttempt(account, nobody), { kind: 'not_found' });
  });

  test('a success is told by their reference and by ours', async () => {
    const { provider, account } = harness();
    const { reference } = await paid(harness);
    const byTheirs = await provider.fetchAttempt(account, reference);
    const byOurs = await provider.fetchAttempt(account, { ...reference, providerReference: null });
    assert.equal(byTheirs.kind, 'succeeded');
    assert.deepEqual(byOurs, byTheirs);
  });

  test('a success says what was paid with at most four digits of a card', async () => {
    const { provider, account } = harness();
    const { reference } = await paid(harness);
    const outcome = await provider.fetchAttempt(account, reference);
    assert.equal(outcome.kind, 'succeeded');
    assert.match(outcome.instrument?.lastFour ?? '', /^\d{4}$/);
    // The provider's own reference is random, and may hold as many digits by chance.
    assert.doesNotMatch(describe({ ...outcome, providerReference: '' }), /\d{13}/);
  });

  for (const amount of [money(1n, 'JPY'), money(1_234_567n, 'KWD'), money(1050n, 'EUR')]) {
    test(`${amount.minor} minor units of ${amount.currency} stay what they are`, async () => {
      const { provider, account } = harness();
      const { reference } = await paid(harness, amount);
      const outcome = await provider.fetchAttempt(account, reference);
      assert.equal(outcome.kind, 'succeeded');
      assert.deepEqual(outcome.paid, amount);
    });
  }

  test('a refused payment has failed with a reason', async () => {
    const { provider, account, finish } = harness();
    const { request, reference } = await started(harness);
    await finish(request.attemptId, 'fail');
    const outcome = await provider.fetchAttempt(account, reference);
    assert.equal(outcome.kind, 'failed');
  });

  for (const how of unclear) {
    test(`a question that ends in ${how} leaves the outcome unknown`, async () => {
      const { provider, account, disturb } = harness();
      const { reference } = await paid(harness);
      await disturb('ask', how);
      assert.equal((await provider.fetchAttempt(account, reference)).kind, 'unknown');
      await disturb('ask', how);
      const byOurs = { ...reference, providerReference: null };
      assert.equal((await provider.fetchAttempt(account, byOurs)).kind, 'unknown');
      assert.equal((await provider.fetchAttempt(account, reference)).kind, 'succeeded');
    });
  }
}

function describe(outcome: AttemptOutcome): string {
  return JSON.stringify(outcome, (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

export function cancelTests(harness: Harness): void {
  test('a cancelled attempt stays cancelled, however often that is asked', async () => {
    const { provider, account } = harness();
    const { reference } = await started(harness);
    assert.equal((await provider.cancelAttempt(account, reference)).kind, 'cancelled');
    assert.equal((await provider.cancelAttempt(account, reference)).kind, 'cancelled');
    assert.equal((await provider.fetchAttempt(account, reference)).kind, 'cancelled');
  });

  test('an attempt is cancelled by our reference alone', async () => {
    const { provider, account } = harness();
    const { reference } = await started(harness);
    const byOurs = { ...reference, providerReference: null };
    assert.equal((await provider.cancelAttempt(account, byOurs)).kind, 'cancelled');
    assert.equal((await provider.fetchAttempt(account, reference)).kind, 'cancelled');
  });

  test('cancelling what was paid says that it was paid', async () => {
    const { provider, account } = harness();
    const { reference } = await paid(harness);
    assert.equal((await provider.cancelAttempt(account, reference)).kind, 'succeeded');
  });

  test('cancelling what was never started finds nothing', async () => {
    const { provider, account } = harness();
    assert.deepEqual(await provider.cancelAttempt(account, nobody), { kind: 'not_found' });
  });

  test('a cancelling without an answer is unknown and can be repeated', async () => {
    const { provider, account, disturb } = harness();
    const { reference } = await started(harness);
    await disturb('cancel', 'lost');
    assert.equal((await provider.cancelAttempt(account, reference)).kind, 'unknown');
    assert.equal((await provider.cancelAttempt(account, reference)).kind, 'cancelled');
  });
}
