/** Answers a dispute: evidence that the money was owed, or that the organisation gives it up. */
import { strict as assert } from 'node:assert';
import { recordAudit } from '../../audit/index.ts';
import { Refusal } from '../../core/errors.ts';
import { carryOutOnce, type StaffOrder } from '../../orders/index.ts';
import { openAccount, type Organisation } from '../../organisations/index.ts';
import type { DisputeAnswer } from '../../providers/provider.ts';
import { askForAnswer, type Asking } from '../ask-provider.ts';
import {
  findAttempt,
  findDispute,
  findEvidence,
  insertEvidence,
  lockAttempt,
} from '../store/index.ts';
import type { Dispute } from './dispute.ts';
import { isOpen } from './dispute-states.ts';

export type DisputeAnswered = {
  /** As the provider tells it now. */
  readonly dispute: Dispute;
  /** `unknown`: nobody knows whether it arrived; it may be sent again. */
  readonly answer: DisputeAnswer;
};

/**
 * Sends evidence to the provider; what was sent is kept.
 *
 * @throws Refusal `not_found`, `dispute_over`, `method_not_available` where the provider takes none
 */
export async function sendEvidence(
  context: Asking,
  organisation: Organisation,
  disputeId: string,
  order: StaffOrder & { readonly text: string },
): Promise<DisputeAnswered> {
  if (order.text.trim() === '') throw new Refusal('input_invalid', 'text: is missing');
  return answer(context, organisation, disputeId, { ...order, action: 'send evidence' });
}

/** Gives the money up: what it had settled is owed again once the provider has confirmed it. */
export async function acceptDispute(
  context: Asking,
  organisation: Organisation,
  disputeId: string,
  order: StaffOrder,
): Promise<DisputeAnswered> {
  return answer(context, organisation, disputeId, {
    ...order,
    text: null,
    action: 'accept dispute',
  });
}

type Answering = StaffOrder & {
  readonly text: string | null;
  readonly action: 'send evidence' | 'accept dispute';
};

async function answer(
  context: Asking,
  organisation: Organisation,
  disputeId: string,
  order: Answering,
): Promise<DisputeAnswered> {
  const committed = await commit(context, organisation, disputeId, order);
  const { dispute } = committed;
  const attempt = await findAttempt(context.database, organisation.id, dispute.attemptId);
  assert(attempt, `no attempt ${dispute.attemptId}`);
  const opened = await openAccount(context, organisation.id, attempt.providerAccountId);
  const { provider, account } = opened ?? {};
  if (!account || !provider?.sendEvidence || !provider.acceptDispute) {
    throw new Refusal('method_not_available');
  }
  const { attemptId, providerReference: disputeReference } = dispute;
  const about = { attemptId, disputeReference };
  const told =
    order.text === null
      ? await provider.acceptDispute(account, about)
      : await provider.sendEvidence(account, {
          ...about,
          evidenceId: `${dispute.id}:${committed.position}`,
          text: order.text,
        });
  await askForAnswer(context, organisation, attempt, order.actor);
  const now = await findDispute(context.database, organisation.id, disputeId);
  return { dispute: now ?? dispute, answer: told };
}

async function commit(
  context: Asking,
  organisation: Organisation,
  disputeId: string,
  order: Answering,
): Promise<{ readonly dispute: Dispute; readonly position: number }> {
  return context.database.transaction(async (transaction) => {
    const known = await findDispute(transaction, organisation.id, disputeId);
    if (!known) throw new Refusal('not_found', `there is no dispute ${disputeId}`);
    await lockAttempt(transaction, organisation.id, known.attemptId);
    const dispute = await findDispute(transaction, organisation.id, disputeId);
    assert(dispute, 'a dispute stays');
    const at = context.clock.now();
    // The same form again sends the newest once more, under its own key.
    let position = (await findEvidence(transaction, organisation.id, disputeId)).length;
    const once = { key: order.key, action: order.action, subject: disputeId };
    await carryOutOnce(context, transaction, organisation.id, once, async () => {
      const isLate = dispute.answerBy !== null && dispute.answerBy.getTime() < at.getTime();
      if (!isOpen(dispute.state) || isLate) throw new Refusal('dispute_over');
      if (order.text !== null) {
        const evidence = { text: order.text, actor: order.actor, at };
        position = await insertEvidence(transaction, organisation.id, disputeId, evidence);
      }
      await recordAudit(transaction, context, organisation.id, {
        actor: order.actor,
        action: order.action,
        subject: disputeId,
        detail: { attempt: dispute.attemptId, evidence: position },
        personal: { reason: order.reason },
      });
    });
    return { dispute, position };
  });
}
