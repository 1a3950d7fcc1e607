import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHardWorld } from '../../../test/crash/hard-world.ts';
import { cards } from '../../../test/support/world.ts';
import { recordAudit } from '../../audit/index.ts';
import { askProvider, findSuspenseOfAttempts, returnSuspense } from '../../payments/index.ts';
import { findDueStory, findPaymentStory, withoutSecrets, type StoryLine } from '../index.ts';

function tell(lines: readonly StoryLine[] | null): string[] {
  return (lines ?? []).map(({ kind, word }) => (word === null ? kind : `${kind} ${word}`));
}

/** That the words come in this order, whatever stands between them. */
function follows(told: readonly string[], words: readonly string[]): void {
  let from = 0;
  for (const word of words) {
    const at = told.indexOf(word, from);
    assert(at >= 0, `${word} after ${told[from - 1] ?? 'the beginning'} in:\n${told.join('\n')}`);
    from = at + 1;
  }
}

test('the story of a payment tells attempts, answers, postings, receipt and mails in their order', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation, clock } = world;
  const dueId = await world.due();
  const { payment, attempt } = await world.begin(dueId);
  clock.advance(5000);
  await world.pay(attempt, cards.good);
  for (const event of await world.events(attempt)) await world.notify(event);
  await world.work();
  const told = tell(await findPaymentStory(context.database, organisation.id, payment.id));
  follows(told, [
    'payment_created',
    'attempt_event created',
    'attempt_event action_required',
    'payment_paid',
    'attempt_event succeeded',
    `posting provider:${world.accountId} → collected:invoices`,
  ]);
  assert(told.includes('held') && told.includes('released'));
  assert(
    told.some((line) => line.startsWith('notification session.')),
    told.join('\n'),
  );
  assert(
    told.some((line) => line.startsWith('receipt ')),
    told.join('\n'),
  );
  assert(told.includes('mail_written receipt-for-payer'), told.join('\n'));
});

test('the story of a due tells both payments, the money set aside and its way back', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation, clock } = world;
  const dueId = await world.due();
  const first = await world.begin(dueId);
  await world.pay(first.attempt, cards.declined);
  await askProvider(context, organisation, first.attempt, 'payer');
  clock.advance(60_000);
  const later = await world.begin(dueId);
  await world.pay(later.attempt, cards.good);
  await askProvider(context, organisation, later.attempt, 'payer');
  clock.advance(60_000);
  await world.sandbox.control('POST', `/sessions/${first.attempt.providerReference}/charge-late`);
  await askProvider(context, organisation, first.attempt, 'provider');
  const ids = [first.attempt.id];
  const [item] = await findSuspenseOfAttempts(context.database, organisation.id, ids);
  clock.advance(60_000);
  const order = { reason: 'paid twice', actor: 'staff:test' };
  await returnSuspense(context, organisation, item?.id ?? '', order);
  const lines = await findDueStory(context.database, organisation.id, dueId);
  follows(tell(lines), [
    'due_created invoices',
    'payment_created',
    'attempt_event failed',
    'attempt_event succeeded',
    'attempt_event succeeded',
    'suspense already_settled',
    'refund_requested',
  ]);
  assert(lines?.some(({ kind, actor }) => kind === 'refund_requested' && actor === 'staff:test'));
  const times = (lines ?? []).map(({ at }) => at.getTime());
  assert.deepEqual(
    times,
    times.toSorted((one, other) => one - other),
  );
});

test('what staff did to a due stands in its story, and nothing of another organisation does', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const dueId = await world.due();
  await context.database.transaction((transaction) =>
    recordAudit(transaction, context, organisation.id, {
      actor: 'staff:stf_1',
      action: 'withdraw due',
      subject: dueId,
      detail: { reason: 'wrong person' },
    }),
  );
  const lines = await findDueStory(context.database, organisation.id, dueId);
  const deed = lines?.find(({ kind }) => kind === 'deed');
  assert.equal(deed?.word, 'withdraw due');
  assert.equal(deed?.actor, 'staff:stf_1');
  assert.equal(await findDueStory(context.database, 'org_other', dueId), null);
  assert.equal(await findPaymentStory(context.database, organisation.id, 'pay_none'), null);
});

test('keys and card numbers are never told, whoever wrote them down', () => {
  assert.equal(withoutSecrets('key sk_test_1234567890 was used'), 'key … was used');
  assert.equal(withoutSecrets('card 4242 4242 4242 4242 refused'), 'card … refused');
  assert.equal(withoutSecrets('ses_0123456789, 2026-11-22'), 'ses_0123456789, 2026-11-22');
});
