/** The part of the contract suite about refunds, the list of movements and notifications. */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { money } from '../core/money.ts';
import type { Money } from '../core/money.ts';
import { paid, started } from './contract-harness.ts';
import type { Harness } from './contract-harness.ts';
import { NotificationRejected, ProviderUnreachable } from './provider.ts';
import type { NotificationRequest } from './provider.ts';

export function refundTests(harness: Harness): void {
  test('a refund repeated is one refund', async () => {
    const { provider, account } = harness();
    const { request, reference } = await paid(harness);
    const refund = {
      ...refundOf(reference, money(34n, 'EUR')),
      refundId: `${request.attemptId}_r`,
    };
    const outcome = await provider.refund(account, refund);
    assert.equal(outcome.kind, 'succeeded');
    assert.deepEqual(outcome.refunded, refund.amount);
    assert.deepEqual(await provider.refund(account, refund), outcome);
    assert.deepEqual(await provider.fetchRefund(account, refund.refundId), outcome);
  });

  test('refunds never exceed the charge', async () => {
    const { provider, account } = harness();
    const { reference } = await paid(harness);
    const most = await provider.refund(account, refundOf(reference, money(1000n, 'EUR')));
    assert.equal(most.kind, 'succeeded');
    const over = await provider.refund(account, refundOf(reference, money(235n, 'EUR')));
    assert.equal(over.kind, 'failed');
    const rest = await provider.refund(account, refundOf(reference, money(234n, 'EUR')));
    assert.equal(rest.kind, 'succeeded');
  });

  test('what was not paid cannot be refunded', async () => {
    const { provider, account } = harness();
    const { reference } = await started(harness);
    const outcome = await provider.refund(account, refundOf(reference, money(1n, 'EUR')));
    assert.equal(outcome.kind, 'failed');
  });

  test('a refund whose answer was lost is found by our reference', async () => {
    const { provider, account, disturb } = harness();
    const { reference } = await paid(harness);
    const refund = refundOf(reference, money(10n, 'EUR'));
    await disturb('refund', 'lost');
    assert.equal((await provider.refund(account, refund)).kind, 'unknown');
    assert.equal((await provider.fetchRefund(account, refund.refundId)).kind, 'succeeded');
    assert.equal((await provider.refund(account, refund)).kind, 'succeeded');
  });

  test('a refund that was never asked for is not found', async () => {
    const { provider, account, disturb } = harness();
    assert.deepEqual(await provider.fetchRefund(account, 'ref_never'), { kind: 'not_found' });
    await disturb('ask_refund', 'server_error');
    assert.equal((await provider.fetchRefund(account, 'ref_never')).kind, 'unknown');
  });
}

let refunds = 0;

function refundOf(reference: { readonly providerReference: string }, amount: Money) {
  refunds += 1;
  const refundId = `ref_contract_${process.pid}_${refunds}`;
  return { refundId, providerReference: reference.providerReference, amount };
}

const longAgo = new Date('2020-01-01T00:00:00Z');
const farAhead = new Date('2120-01-01T00:00:00Z');

export function listTests(harness: Harness): void {
  test('the list holds each charge and each refund once', async () => {
    const { provider, account } = harness();
    const { request, reference } = await paid(harness);
    const refund = refundOf(reference, money(200n, 'EUR'));
    await provider.refund(account, refund);
    const movements = await provider.listMovements(account, longAgo, farAhead);
    const charges = movements.filter(({ ourReference }) => ourReference === request.attemptId);
    assert.deepEqual(
      charges.map(({ kind, providerReference, amount }) => ({ kind, providerReference, amount })),
      [{ kind: 'charge', providerReference: reference.providerReference, amount: request.amount }],
    );
    const returned = movements.filter(({ ourReference }) => ourReference === refund.refundId);
    assert.deepEqual(
      returned.map(({ kind, amount }) => ({ kind, amount })),
      [{ kind: 'refund', amount: refund.amount }],
    );
    const names = movements.map(({ kind, providerReference }) => `${kind} ${providerReference}`);
    assert.equal(new Set(names).size, names.length);
  });

  test('what moved outside the period is not in the list', async () => {
    const { provider, account } = harness();
    await paid(harness);
    const before2021 = new Date('2021-01-01T00:00:00Z');
    assert.deepEqual(await provider.listMovements(account, longAgo, before2021), []);
  });

  test('a list that cannot be read throws rather than being empty', async () => {
    const { provider, account, disturb } = harness();
    await disturb('list', 'not_json');
    await assert.rejects(provider.listMovements(account, longAgo, farAhead), ProviderUnreachable);
  });
}

export function notificationTests(harness: Harness): void {
  const read = (request: NotificationRequest) =>
    harness().provider.readNotification(harness().account, request);
  const arrived = async () => {
    const { request, reference } = await paid(harness);
    return { reference, genuine: await harness().notificationAbout(request.attemptId) };
  };

  test('a genuine notification names the attempt', async () => {
    const { reference, genuine } = await arrived();
    const notification = read(genuine);
    assert.equal(notification.ourReference, reference.attemptId);
    assert.equal(notification.providerReference, reference.providerReference);
    assert.notEqual(notification.eventId, '');
  });

  test('a notification without a signature, or of another body, is rejected', async () => {
    const { genuine } = await arrived();
    assert.throws(() => read({ ...genuine, headers: {} }), NotificationRejected);
    const body = Buffer.concat([genuine.body, Buffer.from(' ')]);
    assert.throws(() => read({ ...genuine, body }), NotificationRejected);
  });

  test('a notification signed with the secret of somebody else is rejected', async () => {
    const { genuine } = await arrived();
    const { provider, account } = harness();
    const secrets: Record<string, string> = {};
    for (const [key, value] of Object.entries(account.secrets)) secrets[key] = `${value}x`;
    const other = { ...account, secrets };
    assert.throws(() => provider.readNotification(other, genuine), NotificationRejected);
  });

  test('a notification older than five minutes, or from the future, is rejected', async () => {
    const { genuine } = await arrived();
    for (const seconds of [302, -302]) {
      const receivedAt = new Date(genuine.receivedAt.getTime() + seconds * 1000);
      assert.throws(() => read({ ...genuine, receivedAt }), NotificationRejected);
    }
  });
}
