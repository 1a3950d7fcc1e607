/** What each test card does, asked of a running sandbox. */
import { strict as assert } from 'node:assert';
import { suite, test } from 'node:test';
import { openTestSandbox } from './test-sandbox.ts';

const succeeding = {
  '4242 4242 4242 4242': 'visa',
  '5555 5555 5555 4444': 'mastercard',
  '3782 822463 10005': 'amex',
  '4000 0000 0000 0341': 'visa',
  '4000 0000 0000 3220': 'visa',
};

const declined = {
  '4000 0000 0000 0002': 'card_declined',
  '4000 0000 0000 9995': 'insufficient_funds',
  '4000 0000 0000 0069': 'expired_card',
  '4000 0000 0000 0127': 'incorrect_code',
  '4000 0000 0000 0119': 'processing_error',
  '4111 1111 1111 1111': 'card_declined',
};

suite('the test cards', () => {
  test('each does what the table says, and money moves only where it succeeds', async (t) => {
    const sandbox = await openTestSandbox(t);
    const accepted_brands = ['visa', 'mastercard', 'amex'];
    for (const [card, brand] of Object.entries(succeeding)) {
      const { id } = await sandbox.start(`ok ${card}`, { accepted_brands });
      await sandbox.control(`/sessions/${id}/pay`, { card });
      const { status, charge } = await sandbox.session(id);
      assert.equal(status, 'succeeded', card);
      const lastFour = card.replaceAll(' ', '').slice(-4);
      assert.deepEqual(charge, { amount: 1250, currency: 'EUR', brand, last_four: lastFour });
    }
    for (const [card, reason] of Object.entries(declined)) {
      const { id } = await sandbox.start(`no ${card}`);
      await sandbox.control(`/sessions/${id}/pay`, { card });
      const { status, decline_reason, charge } = await sandbox.session(id);
      assert.deepEqual([status, decline_reason, charge], ['failed', reason, null], card);
    }
    const truth = await sandbox.control('/truth');
    assert.equal(listed(truth.body['items']).length, Object.keys(succeeding).length);
  });

  test('a session that is over takes no card any more', async (t) => {
    const sandbox = await openTestSandbox(t);
    const { id } = await sandbox.start('over');
    await sandbox.api(`/sessions/${id}/cancel`, {});
    const { body } = await sandbox.control(`/sessions/${id}/pay`, { card: '4242424242424242' });
    assert.equal(body['result'], 'over');
    const { status, charge } = await sandbox.session(id);
    assert.deepEqual([status, charge], ['cancelled', null]);
  });

  test('3155 succeeds or fails as the payer answers', async (t) => {
    const sandbox = await openTestSandbox(t);
    const card = '4000002500003155';
    const approved = await sandbox.start('approved');
    await sandbox.control('/sessions/approved/pay', { card, authentication: 'wait' });
    assert.equal((await sandbox.session(approved.id)).status, 'authenticating');
    await sandbox.control('/sessions/approved/pay', { card, authentication: 'approve' });
    assert.equal((await sandbox.session(approved.id)).status, 'succeeded');
    const refused = await sandbox.start('refused');
    await sandbox.control('/sessions/refused/pay', { card, authentication: 'refuse' });
    const { status, decline_reason } = await sandbox.session(refused.id);
    assert.deepEqual([status, decline_reason], ['failed', 'authentication_refused']);
  });

  for (const [card, status] of [
    ['4000000000001976', 'succeeded'],
    ['4000000000001984', 'failed'],
  ] as const) {
    test(`${card.slice(-4)} says nothing for a while, then it has ${status}`, async (t) => {
      const sandbox = await openTestSandbox(t);
      await sandbox.control('/settings', { silence_hang_ms: 20 });
      const { id } = await sandbox.start('silent');
      await sandbox.control(`/sessions/${id}/pay`, { card });
      for (const path of [`/sessions/${id}`, '/sessions?reference=silent']) {
        assert.equal((await sandbox.api(path)).status, 504, path);
      }
      assert.equal((await sandbox.api(`/sessions/${id}/cancel`, {})).status, 504);
      await sandbox.control('/clock', { advance_ms: 20_001 });
      assert.equal((await sandbox.session(id)).status, status);
      const types = (await sandbox.merchant.waitFor(2)).map(({ body }) => body['type']);
      assert.deepEqual(types, ['session.created', `session.${status}`]);
      const truth = await sandbox.control('/truth?reference=silent');
      assert.equal(listed(truth.body['items']).length, status === 'succeeded' ? 1 : 0);
    });
  }

  test('0259 succeeds and is disputed a little later', async (t) => {
    const sandbox = await openTestSandbox(t);
    const { id } = await sandbox.start('disputed');
    await sandbox.control(`/sessions/${id}/pay`, { card: '4000000000000259' });
    assert.equal((await sandbox.session(id)).disputed, 0);
    await sandbox.control('/clock', { advance_ms: 5_001 });
    const { status, disputed } = await sandbox.session(id);
    assert.deepEqual([status, disputed], ['succeeded', 1250]);
    const types = (await sandbox.merchant.waitFor(3)).map(({ body }) => body['type']);
    assert.equal(types.at(-1), 'dispute.opened');
  });
});

function listed(value: unknown): unknown[] {
  assert(Array.isArray(value));
  return value;
}
