/** A line of a story as a sentence, and what people may want to read beside it. */
import type { Language } from '../../core/texts.ts';
import { cardName } from '../../messages/index.ts';
import { serviceText, valueText, type StoryLine, type Vocabulary } from '../../reports/index.ts';
import { deedText } from './deed.texts.ts';
import { isStoryKey, storyTexts, type StoryKey } from './story.texts.ts';

const vocabularies: Partial<Record<StoryLine['kind'], Vocabulary>> = {
  suspense: 'suspense_reason',
  refund_ended: 'refund_state',
  dispute_ended: 'dispute_state',
  mail_written: 'template',
};

export function sentenceOf({ kind, word }: StoryLine, language: Language): string {
  const t = storyTexts(language);
  const given = word ?? '';
  switch (kind) {
    case 'attempt_event':
      return told(`attempt_${given}`, 'attempt_unknown', language);
    case 'notification':
      return told(`notification_${given}`, 'notification', language);
    case 'mail_delivery':
      return told(`mail_delivery_${given}`, 'mail_delivery_temporary', language);
    case 'deed':
      return deedText(given, language) ?? t('deed_unknown');
    case 'posting': {
      const [debit = '', credit = ''] = given.split(' → ');
      return t(kind, {
        debit: accountText(debit, language),
        credit: accountText(credit, language),
      });
    }
    case 'due_created':
      return t(kind, { word: serviceText(given, language) });
    default: {
      const vocabulary = vocabularies[kind];
      return t(kind, { word: vocabulary ? valueText(vocabulary, given, language) : given });
    }
  }
}

function told(key: string, otherwise: StoryKey, language: Language): string {
  return storyTexts(language)(isStoryKey(key) ? key : otherwise);
}

/** An account of the ledger in words. @param name such as `collected:invoices` */
export function accountText(name: string, language: Language): string {
  const [kind = '', ...rest] = name.split(':');
  const key = `account_${kind}`;
  if (!isStoryKey(key)) return name;
  return storyTexts(language)(key, { service: serviceText(rest.join(':'), language) });
}

/** A reason, an address, a card; null where there is nothing for people to read. */
export function detailOf({ kind, word, detail }: StoryLine, language: Language): string | null {
  if (detail === null || kind !== 'attempt_event') return detail;
  if (word === 'failed') return declineText(detail, language);
  return word === 'succeeded' ? cardText(detail) : detail;
}

/** `Visa •••• 4242`. @param card such as `visa 4242`; anything else stays as it is */
export function cardText(card: string): string {
  const [, brand = '', digits = ''] = /^(\w+) (\d{4})$/.exec(card) ?? [];
  return digits === '' ? card : `${cardName(brand)} •••• ${digits}`;
}

/** Why a payment was refused. */
export function declineText(reason: string, language: Language): string {
  return isStoryKey(reason) ? storyTexts(language)(reason) : reason;
}

const inner: ReadonlySet<StoryLine['kind']> = new Set([
  'terms_accepted',
  'held',
  'released',
  'notification',
  'posting',
]);
const innerStates: ReadonlySet<string> = new Set(['created', 'action_required', 'processing']);

/** Whether only those read it who follow something up: it changes nothing for the payer. */
export function isInner({ kind, word, actor }: StoryLine): boolean {
  if (inner.has(kind)) return true;
  if (kind === 'mail_delivery') return word === 'sent';
  if (kind === 'attempt_event') return innerStates.has(word ?? '') && !actor?.startsWith('staff:');
  // The request of the refund tells it already, with its reason and amount.
  return kind === 'deed' && word === 'return money';
}
