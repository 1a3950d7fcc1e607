/** The mails that an outcome calls for, written in its transaction. */
import type { Context } from '../context.ts';
import { toDecimal, type Money } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
import { enqueueMessage } from '../messages/index.ts';
import type { Organisation } from '../organisations/index.ts';
import type { Attempt, Payment, SuspenseItem } from './payment.ts';

type Announcing = Pick<Context, 'clock' | 'ids'>;

/** Tells payer and organisation that money came for what was paid already, or was withdrawn, and that it is kept safe. */
export async function announceSecondPayment(
  context: Announcing,
  transaction: Transaction,
  organisation: Organisation,
  payment: Payment,
  attempt: Attempt,
  rest: { readonly amount: Money; readonly reason: SuspenseItem['reason'] },
): Promise<void> {
  const { amount } = rest;
  const payload = {
    reason: rest.reason === 'withdrawn' ? 'withdrawn' : 'already_settled',
    organisationName: organisation.settings.name,
    mode: organisation.mode,
    paymentId: payment.id,
    attemptId: attempt.id,
    amount: toDecimal(amount),
    currency: amount.currency,
    contactEmail: organisation.settings.contact.email ?? null,
  };
  const recipients = {
    payer: payment.email,
    organisation: organisation.settings.mail_address ?? null,
  };
  for (const [audience, recipient] of Object.entries(recipients)) {
    if (!recipient) continue;
    await enqueueMessage(transaction, context, organisation.id, {
      source: `second-payment:${attempt.id}:${audience}`,
      template: 'second-payment',
      recipient,
      language:
        audience === 'payer' ? payment.language : (organisation.settings.languages[0] ?? 'en'),
      payload: { ...payload, audience },
    });
  }
}

/** Tells the organisation that the provider cannot say what became of an attempt. */
export async function announceUnresolved(
  context: Announcing,
  transaction: Transaction,
  organisation: Organisation,
  attempt: Attempt,
): Promise<void> {
  const recipient = organisation.settings.mail_address;
  if (!recipient) return;
  await enqueueMessage(transaction, context, organisation.id, {
    source: `unresolved:${attempt.id}`,
    template: 'unresolved',
    recipient,
    language: organisation.settings.languages[0] ?? 'en',
    payload: {
      organisationName: organisation.settings.name,
      mode: organisation.mode,
      paymentId: attempt.paymentId,
      attemptId: attempt.id,
      amount: toDecimal(attempt.amount),
      currency: attempt.amount.currency,
    },
  });
}
