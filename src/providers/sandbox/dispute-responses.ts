/** What the sandbox provider's answers about disputes mean to us; pure. */
import { money } from '../../core/money.ts';
import type { ProviderAnswer } from '../http.ts';
import type { DisputeAnswer, ProviderDispute } from '../provider.ts';
import { disputeAnswered } from './answers.ts';
import type { DisputeAnswered } from './answers.ts';
import { codeOf, isRefusal, readAnswer } from './read-answer.ts';

const states: ReadonlyMap<string, ProviderDispute['state']> = new Map([
  ['opened', 'opened'],
  ['evidence_sent', 'evidence_sent'],
  ['won', 'won'],
  ['lost', 'lost'],
  ['accepted', 'accepted'],
]);

/** None of a status that is not known: what money moved is told with the attempt all the same. */
export function disputeOf(told: DisputeAnswered): ProviderDispute[] {
  const state = states.get(told.status);
  if (state === undefined || told.amount === 0n) return [];
  return [
    {
      reference: told.id,
      state,
      amount: money(told.amount, told.currency),
      fee: told.fee === 0n ? null : money(told.fee, told.currency),
      reason: told.reason,
      answerBy: told.answer_by === null ? null : new Date(told.answer_by),
      openedAt: new Date(told.opened_at),
    },
  ];
}

export function disputeAnswer(answer: ProviderAnswer): DisputeAnswer {
  const code = codeOf(answer);
  if (isRefusal(answer) || code === 'dispute_not_found') {
    return { kind: 'refused', cause: `refused: ${code ?? 'no reason given'}` };
  }
  const read = readAnswer(answer, disputeAnswered);
  return read.kind === 'read' ? { kind: 'taken' } : read;
}
