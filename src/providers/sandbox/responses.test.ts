/** The status tables of the adapter, case by case. */
import { strict as assert } from 'node:assert';
import { suite, test } from 'node:test';
import { money } from '../../core/money.ts';
import type { ProviderAnswer } from '../http.ts';
import type { AttemptOutcome } from '../provider.ts';
import { foundRefundOutcome, refundOutcome } from './refund-responses.ts';
import { chosenOutcome, sessionOutcome, sessionsFound, startOutcome } from './responses.ts';

const expected = { attemptId: 'att_1', pageOrigins: ['http://127.0.0.1:3001'] };

const open = {
  id: 'ses_1',
  mode: 'test',
  reference: 'att_1',
  status: 'open',
  url: 'http://127.0.0.1:3001/pay/ses_1',
  decline_reason: null,
  charge: null,
  disputed: 0,
  expires_at: '2026-11-22T10:30:00.000Z',
};

const charge = { amount: 1250, currency: 'EUR', brand: 'visa', last_four: '4242' };
const succeeded = { ...open, status: 'succeeded', url: null, charge };

function answered(json: unknown, status = 200): ProviderAnswer {
  return { kind: 'answered', status, json };
}

function outcomeOf(session: unknown): AttemptOutcome {
  return sessionOutcome(answered(session), expected);
}

suite('the status table of the sandbox provider', () => {
  test('a payer is led nowhere but to a web page of the provider, by an address fit for a header', () => {
    for (const url of [
      'blob:http://127.0.0.1:3001/pay/ses_1',
      'http://somebody@127.0.0.1:3001/pay/ses_1',
      'http://127.0.0.1:3001@evil.example/pay',
      'http://127.0.0.1:3001.evil.example/pay',
      'https://127.0.0.1:3001/pay/ses_1',
      'javascript:alert(1)',
    ]) {
      assert.equal(outcomeOf({ ...open, url }).kind, 'unknown', url);
    }
    const outcome = outcomeOf({ ...open, url: 'http://127.0.0.1:3001/pay/\r\nSet-Cookie: a=b' });
    assert(outcome.kind === 'action_required');
    assert.doesNotMatch(outcome.redirectUrl, /[\r\n ]/);
  });

  const providerReference = 'ses_1';

  test('every status of a session means one outcome', () => {
    const page = {
      kind: 'action_required',
      providerReference,
      redirectUrl: open.url,
      expiresAt: new Date('2026-11-22T10:30:00Z'),
    };
    assert.deepEqual(outcomeOf(open), page);
    assert.deepEqual(outcomeOf({ ...open, status: 'authenticating' }), page);
    for (const kind of ['processing', 'cancelled', 'expired']) {
      assert.deepEqual(outcomeOf({ ...open, status: kind, url: null }), {
        kind,
        providerReference,
      });
    }
    assert.deepEqual(outcomeOf(succeeded), {
      kind: 'succeeded',
      providerReference,
      paid: money(1250n, 'EUR'),
      instrument: { method: 'card', brand: 'visa', lastFour: '4242' },
      disputed: null,
    });
  });

  test('every reason of theirs is one of ours, and one that is new is a plain refusal', () => {
    for (const [theirs, reason] of [
      ['card_declined', 'declined'],
      ['insufficient_funds', 'insufficient_funds'],
      ['expired_card', 'expired_card'],
      ['incorrect_code', 'wrong_security_code'],
      ['processing_error', 'processing_error'],
      ['authentication_refused', 'authentication_failed'],
      ['moon_in_the_wrong_phase', 'declined'],
      ['constructor', 'declined'],
    ]) {
      const failed = { ...open, status: 'failed', url: null, decline_reason: theirs };
      assert.deepEqual(outcomeOf(failed), { kind: 'failed', providerReference, reason });
    }
  });

  test('an odd brand leaves the card unnamed and the money settled', () => {
    for (const brand of ['a\0b', 'a\ud83d', 'x'.repeat(5000), '']) {
      const outcome = outcomeOf({ ...succeeded, charge: { ...charge, brand } });
      assert(outcome.kind === 'succeeded', brand);
      assert.equal(outcome.instrument, null);
      assert.deepEqual(outcome.paid, money(1250n, 'EUR'));
    }
  });

  test('a dispute is told with its amount', () => {
    const outcome = outcomeOf({ ...succeeded, disputed: 1250 });
    assert.equal(outcome.kind, 'succeeded');
    assert.deepEqual(outcome.disputed, money(1250n, 'EUR'));
  });

  test('what is not understood is unknown', () => {
    const strange: readonly unknown[] = [
      { ...open, status: 'settling' },
      { ...open, reference: 'att_2' },
      { ...open, mode: 'live' },
      { ...open, url: 'https://evil.example/pay/ses_1' },
      { ...open, url: null },
      { ...open, id: 'ses\0' },
      { ...open, id: 'x'.repeat(5000) },
      { ...open, expires_at: 'soon' },
      { ...succeeded, charge: null },
      { ...succeeded, charge: { ...charge, amount: 12.5 } },
      { ...succeeded, charge: { ...charge, amount: -1 } },
      { ...succeeded, charge: { ...charge, amount: '1250' } },
      { ...succeeded, charge: { ...charge, amount: 2 ** 53 } },
      { ...succeeded, charge: { ...charge, currency: 'XXY' } },
      { ...succeeded, charge: { ...charge, last_four: '4242424242424242' } },
      null,
      [],
      undefined,
      'succeeded',
    ];
    for (const [index, session] of strange.entries()) {
      assert.equal(outcomeOf(session).kind, 'unknown', `case ${index}`);
    }
  });

  test('only a definite refusal of a start is a failure', () => {
    const refusal = { error: { code: 'refused', message: 'no' } };
    const reused = { error: { code: 'idempotency_key_reused', message: 'no' } };
    for (const status of [400, 402, 422]) {
      assert.equal(startOutcome(answered(refusal, status), expected).kind, 'failed');
      assert.equal(startOutcome(answered(reused, status), expected).kind, 'unknown');
      assert.equal(startOutcome(answered('<html>', status), expected).kind, 'unknown');
    }
    for (const status of [301, 401, 403, 404, 408, 409, 429, 500, 502, 503, 504]) {
      assert.equal(startOutcome(answered(refusal, status), expected).kind, 'unknown', `${status}`);
    }
  });

  test('refused credentials are named as the cause', () => {
    for (const status of [401, 403]) {
      const outcome = sessionOutcome(answered({}, status), expected);
      assert(outcome.kind === 'unknown' && outcome.cause.includes('credentials'));
    }
  });

  test('a provider that is busy is to be asked later', () => {
    for (const status of [409, 429]) {
      const outcome = sessionOutcome(answered({}, status), expected);
      assert(outcome.kind === 'unknown' && outcome.cause.includes('later'));
    }
  });

  test('of several sessions under one reference the paid one counts', () => {
    const cancelled = { ...open, status: 'cancelled', url: null };
    const found = sessionsFound(answered({ items: [cancelled, succeeded, open] }));
    assert(Array.isArray(found));
    assert.equal(chosenOutcome(found, expected).kind, 'succeeded');
    assert.deepEqual(chosenOutcome([], expected), { kind: 'not_found' });
  });

  test('a refund has failed only when the provider says so', () => {
    const refund = {
      id: 'rfd_1',
      mode: 'test',
      reference: 'ref_1',
      status: 'succeeded',
      amount: 100,
      currency: 'EUR',
    };
    const kind = (json: unknown, status = 201) =>
      refundOutcome(answered(json, status), 'ref_1').kind;
    assert.equal(kind(refund), 'succeeded');
    assert.equal(kind({ ...refund, status: 'processing' }), 'processing');
    assert.equal(kind({ ...refund, status: 'failed' }), 'failed');
    assert.equal(kind({ ...refund, status: 'posted' }), 'unknown');
    assert.equal(kind({ ...refund, reference: 'ref_2' }), 'unknown');
    assert.equal(kind({ error: { code: 'exceeds_charge', message: '' } }, 422), 'failed');
    assert.equal(kind({ error: { code: 'idempotency_key_reused', message: '' } }, 422), 'unknown');
    assert.equal(kind({}, 500), 'unknown');
    assert.deepEqual(foundRefundOutcome(answered({ items: [] }), 'ref_1'), { kind: 'not_found' });
    assert.equal(foundRefundOutcome(answered(undefined), 'ref_1').kind, 'unknown');
  });
});
