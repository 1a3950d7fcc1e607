/** What the sandbox provider's answers about refunds mean to us; pure. */
import { money } from '../../core/money.ts';
import type { ProviderAnswer } from '../http.ts';
import type { RefundOutcome } from '../provider.ts';
import { refundAnswer, refundsAnswer } from './answers.ts';
import type { RefundAnswer } from './answers.ts';
import { codeOf, isRefusal, readAnswer, saysNoSession, unknown } from './read-answer.ts';

export function refundOutcome(answer: ProviderAnswer, refundId: string): RefundOutcome {
  if (isRefusal(answer) || saysNoSession(answer)) {
    return { kind: 'failed', cause: `refused: ${codeOf(answer) ?? 'no reason given'}` };
  }
  const read = readAnswer(answer, refundAnswer);
  return read.kind === 'read' ? outcomeOfRefund(read.value, refundId) : read;
}

export function foundRefundOutcome(answer: ProviderAnswer, refundId: string): RefundOutcome {
  const read = readAnswer(answer, refundsAnswer);
  if (read.kind !== 'read') return read;
  const [first] = read.value.items;
  return first ? outcomeOfRefund(first, refundId) : { kind: 'not_found' };
}

function outcomeOfRefund(refund: RefundAnswer, refundId: string): RefundOutcome {
  const providerReference = refund.id;
  if (refund.reference !== refundId) return unknown('the answer is about another refund');
  switch (refund.status) {
    case 'processing':
      return { kind: 'processing', providerReference };
    case 'succeeded': {
      const refunded = money(refund.amount, refund.currency);
      return { kind: 'succeeded', providerReference, refunded };
    }
    case 'failed':
      return { kind: 'failed', cause: 'the refund was not carried out' };
    default:
      return unknown(`the status ${JSON.stringify(refund.status.slice(0, 40))} is not known`);
  }
}
