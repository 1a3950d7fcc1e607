/** What staff are told when a deed is refused. */
import type { Refusal } from '../../core/errors.ts';
import type { Language } from '../../core/texts.ts';
import { actingTexts } from './acting.texts.ts';

const known = [
  'already_decided',
  'below_settled',
  'dispute_over',
  'disputed',
  'due_already_paid',
  'due_in_progress',
  'due_withdrawn',
  'input_invalid',
  'method_not_available',
  'nothing_to_return',
  'order_repeated',
  'over_refund',
  'keys_refused',
  'proposal_expired',
  'same_person',
  'too_many_tries',
] as const;

export function refusalWords(language: Language, { code, detail }: Refusal): string {
  const key = known.find((one) => one === code);
  return key ? actingTexts(language)(key) : detail;
}
