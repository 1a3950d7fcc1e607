/** The part of the contract suite about disputes; a provider without them leaves its functions out. */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { paid } from './contract-harness.ts';
import type { Harness } from './contract-harness.ts';
import type { ProviderDispute } from './provider.ts';

/** Pays an attempt and lets its money be taken back. */
async function disputed(harness: Harness) {
  const { request, reference } = await paid(harness);
  await harness().dispute?.(request.attemptId);
  const [dispute] = await disputesOf(harness, reference);
  assert(dispute, 'the attempt tells its dispute');
  const about = { attemptId: request.attemptId, disputeReference: dispute.reference };
  return { request, reference, dispute, about };
}

async function disputesOf(
  harness: Harness,
  reference: { readonly attemptId: string; readonly providerReference: string },
): Promise<readonly ProviderDispute[]> {
  const { provider, account } = harness();
  const outcome = await provider.fetchAttempt(account, reference);
  assert.equal(outcome.kind, 'succeeded');
  return outcome.disputes ?? [];
}

let sent = 0;

function evidence(about: { readonly attemptId: string; readonly disputeReference: string }) {
  sent += 1;
  return { ...about, evidenceId: `dsp_contract_${process.pid}_${sent}`, text: 'It was delivered.' };
}

export function disputeTests(harness: Harness): void {
  const only = (name: string, work: () => Promise<void>): void => {
    void test(name, async (t) => {
      if (!harness().dispute) t.skip('no dispute can be arranged at this provider');
      else await work();
    });
  };

  only('a dispute is told with its amount, its reason and the time to answer', async () => {
    const { request, dispute } = await disputed(harness);
    assert.equal(dispute.state, 'opened');
    assert.deepEqual(dispute.amount, request.amount);
    assert.notEqual(dispute.reason, '');
    assert(dispute.answerBy && dispute.answerBy > dispute.openedAt);
  });

  only('evidence that is sent twice is taken once, and told with the attempt', async () => {
    const { provider, account } = harness();
    const { reference, about } = await disputed(harness);
    const given = evidence(about);
    assert.deepEqual(await provider.sendEvidence?.(account, given), { kind: 'taken' });
    assert.deepEqual(await provider.sendEvidence?.(account, given), { kind: 'taken' });
    const [now] = await disputesOf(harness, reference);
    assert.equal(now?.state, 'evidence_sent');
  });

  only('a dispute that is given up is over, and takes no evidence any more', async () => {
    const { provider, account } = harness();
    const { reference, about } = await disputed(harness);
    assert.deepEqual(await provider.acceptDispute?.(account, about), { kind: 'taken' });
    assert.deepEqual(await provider.acceptDispute?.(account, about), { kind: 'taken' });
    const [now] = await disputesOf(harness, reference);
    assert.equal(now?.state, 'accepted');
    const late = await provider.sendEvidence?.(account, evidence(about));
    assert.equal(late?.kind, 'refused');
  });

  only('evidence whose answer was lost is unknown, and may be sent again', async () => {
    const { provider, account, disturb } = harness();
    const { about } = await disputed(harness);
    const given = evidence(about);
    await disturb('answer_dispute', 'lost');
    assert.equal((await provider.sendEvidence?.(account, given))?.kind, 'unknown');
    assert.deepEqual(await provider.sendEvidence?.(account, given), { kind: 'taken' });
    await disturb('answer_dispute', 'server_error');
    assert.equal((await provider.acceptDispute?.(account, about))?.kind, 'unknown');
  });
}
