/** The tests that every provider must pass, whoever it is. */
import { strict as assert } from 'node:assert';
import { after, before, suite, test } from 'node:test';
import { money } from '../core/money.ts';
import type { Money } from '../core/money.ts';
import { NotificationRejected, ProviderUnreachable } from './provider.ts';
import type {
  AttemptOutcome,
  AttemptRequest,
  NotificationRequest,
  Provider,
  ProviderAccount,
} from './provider.ts';

export type DisturbedCall = 'start' | 'ask' | 'cancel' | 'refund' | 'ask_refund' | 'list';

/** How the next answer to a call is spoilt; `lost` ones are those whose effect has happened. */
export type Disturbance =
  | 'no_answer'
  | 'lost'
  | 'connection_cut'
  | 'server_error'
  | 'not_json'
  | 'too_large'
  | 'redirect'
  | 'unknown_status'
  | 'other_attempt'
  | 'credentials_refused'
  | 'busy'
  | 'too_many'
  | 'refused';

/** A provider with a world around it that the tests can move; made once for the suite. */
export type ProviderHarness = {
  /** Its calls must give up within a second or so, or the suite takes long. */
  readonly provider: Provider;
  readonly account: ProviderAccount;
  /** Pays, or fails to pay, the started attempt as a payer would. */
  readonly finish: (attemptId: string, how: 'succeed' | 'fail') => Promise<void>;
  /** Spoils the next answer to that call. */
  readonly disturb: (call: DisturbedCall, how: Disturbance) => Promise<void>;
  /** A genuine notification about the attempt, as it arrived. */
  readonly notificationAbout: (attemptId: string) => Promise<NotificationRequest>;
  readonly close: () => Promise<void>;
};

/** Registers the suite; `makeHarness` is called when it runs. */
export function providerContract(name: string, makeHarness: () => Promise<ProviderHarness>): void {
  suite(`the provider contract, kept by ${name}`, () => {
    let made: ProviderHarness | null = null;
    before(async () => {
      made = await makeHarness();
    });
    after(() => made?.close());
    const harness = (): ProviderHarness => {
      assert(made, 'the harness is made before the tests');
      return made;
    };
    startTests(harness);
    askTests(harness);
    cancelTests(harness);
    refundTests(harness);
    listTests(harness);
    notificationTests(harness);
  });
}

type Harness = () => ProviderHarness;

let attempts = 0;

function attemptRequest(amount: Money = money(1234n, 'EUR')): AttemptRequest {
  attempts += 1;
  return {
    attemptId: `att_contract_${process.pid}_${attempts}`,
    amount,
    method: 'card',
    description: 'Contract suite',
    acceptedBrands: ['visa', 'mastercard'],
    language: 'en',
    email: null,
    returnUrl: 'http://localhost:3000/return',
  };
}

const nobody = { attemptId: 'att_never_started', providerReference: null };

async function started(harness: Harness, amount?: Money) {
  const { provider, account } = harness();
  const request = attemptRequest(amount);
  const outcome = await provider.startAttempt(account, request);
  assert.equal(outcome.kind, 'action_required');
  const { providerReference } = outcome;
  return { request, outcome, reference: { attemptId: request.attemptId, providerReference } };
}

async function paid(harness: Harness, amount?: Money) {
  const start = await started(harness, amount);
  await harness().finish(start.request.attemptId, 'succeed');
  return start;
}

function startTests(harness: Harness): void {
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

const unclear: readonly Disturbance[] = [
  'no_answer',
  'connection_cut',
  'server_error',
  'not_json',
  'too_large',
  'redirect',
  'unknown_status',
  'other_attempt',
  'credentials_refused',
  'busy',
  'too_many',
];

function askTests(harness: Harness): void {
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
    assert.doesNotMatch(describe(outcome), /\d{13}/);
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

function cancelTests(harness: Harness): void {
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

function refundTests(harness: Harness): void {
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

function listTests(harness: Harness): void {
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

function notificationTests(harness: Harness): void {
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
