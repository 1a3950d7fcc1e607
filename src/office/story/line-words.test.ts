import assert from 'node:assert/strict';
import { test } from 'node:test';
import { directActions, proposedActions } from '../../audit/index.ts';
import { languages } from '../../core/texts.ts';
import { accounts } from '../../ledger/index.ts';
import { messageNames } from '../../messages/index.ts';
import { serviceText, storyKinds, valueText, type StoryLine } from '../../reports/index.ts';
import { deedText } from './deed.texts.ts';
import { detailOf, isInner, sentenceOf } from './line-words.ts';
import { isStoryKey } from './story.texts.ts';

const nothing: StoryLine = {
  at: new Date(0),
  kind: 'deed',
  subject: 'pay_1',
  actor: null,
  word: null,
  amount: null,
  detail: null,
  technical: null,
};

test('every action that is audited, every mail and every account of the ledger has words', () => {
  const proposed = proposedActions.flatMap((action) => [
    `propose ${action}`,
    `agree to ${action}`,
    `refuse ${action}`,
  ]);
  assert(messageNames.length > 10);
  const made = Object.values(accounts).map((account) =>
    typeof account === 'function' ? account('one').name : account.name,
  );
  for (const [name = ''] of made.map((account) => account.split(':')))
    assert(isStoryKey(`account_${name}`), name);
  for (const language of languages) {
    for (const action of [...directActions, ...proposed])
      assert.notEqual(deedText(action, language), null, `${language}: ${action}`);
    for (const name of messageNames)
      assert.notEqual(valueText('template', name, language), name, `${language}: ${name}`);
  }
});

test('no kind of line leaves a hole or a word of the machine in its sentence', () => {
  const words: Partial<Record<StoryLine['kind'], string>> = {
    deed: 'something of an older release',
    notification: 'session.never_heard_of',
    posting: 'provider:acc_1 → collected:invoices',
    attempt_event: 'action_required',
    mail_written: 'refund',
    mail_delivery: 'sent',
    due_created: 'invoices',
  };
  for (const language of languages) {
    for (const kind of storyKinds) {
      const sentence = sentenceOf({ ...nothing, kind, word: words[kind] ?? 'X' }, language);
      assert.doesNotMatch(sentence, /[{}_→]|acc_|session|older release/, `${language}: ${kind}`);
    }
  }
  assert.equal(serviceText('invoices, school', 'it'), 'Fatture, school');
  assert.equal(
    sentenceOf({ ...nothing, kind: 'posting', word: 'provider:acc_1 → collected:invoices' }, 'en'),
    'Posting: debit account at the provider, credit collected (Invoices)',
  );
});

test('the card and the reason of a refusal are told as people say it', () => {
  const event = { ...nothing, kind: 'attempt_event' } as const;
  assert.equal(
    detailOf({ ...event, word: 'succeeded', detail: 'visa 4242' }, 'en'),
    'Visa •••• 4242',
  );
  assert.equal(
    detailOf({ ...event, word: 'failed', detail: 'insufficient_funds' }, 'it'),
    'Disponibilità insufficiente',
  );
});

test('what matters is told openly, and the inner steps are not', () => {
  assert(isInner({ ...nothing, kind: 'posting' }));
  assert(isInner({ ...nothing, kind: 'attempt_event', word: 'created', actor: 'payer' }));
  assert(!isInner({ ...nothing, kind: 'attempt_event', word: 'created', actor: 'staff:stf_1' }));
  assert(isInner({ ...nothing, kind: 'mail_delivery', word: 'sent' }));
  assert(!isInner({ ...nothing, kind: 'mail_delivery', word: 'rejected' }));
  assert(!isInner({ ...nothing, kind: 'refund_requested' }));
});
