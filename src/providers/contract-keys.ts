/** What the contract says of trying the keys of an account: accepted, refused, or nobody knows. */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { unclear, type Disturbance, type Harness } from './contract-harness.ts';

/** Spoilt answers that are none; what an attempt says is not asked here. */
const ofAttempts: readonly Disturbance[] = ['other_attempt', 'unknown_status'];
const sayNothing = unclear.filter(
  (how) => how !== 'credentials_refused' && !ofAttempts.includes(how),
);

export function keyTests(harness: Harness): void {
  test('the keys of an account are accepted, and each has a name in every language', async (t) => {
    const { provider, account } = harness();
    const { keys } = provider;
    if (!keys) return t.skip('no form asks for the keys of this provider');
    assert.deepEqual(await keys.tryKeys(account), { kind: 'accepted' });
    for (const { name, label, couldBe } of keys.fields) {
      assert(couldBe(account.secrets[name] ?? ''), name);
      assert(!couldBe(''), name);
      for (const language of ['it', 'en', 'es'] as const) assert.notEqual(label(language), '');
    }
  });

  test('keys that are refused are told from an answer that does not come', async (t) => {
    const { provider, account, disturb } = harness();
    const { keys } = provider;
    if (!keys) return t.skip('no form asks for the keys of this provider');
    await disturb('list', 'credentials_refused');
    assert.equal((await keys.tryKeys(account)).kind, 'refused');
    for (const how of sayNothing) {
      await disturb('list', how);
      assert.equal((await keys.tryKeys(account)).kind, 'unknown', how);
    }
  });
}
