/** What the provider is asked to do for an attempt; the same for the first call and for its repetition. */
import { strict as assert } from 'node:assert';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { findDues } from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import type { AttemptRequest } from '../providers/provider.ts';
import { counter, type Attempt } from './payment.ts';
import { findAllocations, findPayment } from './store/index.ts';

/** Where the provider sends the payer back to: no session is needed there, only this address. */
export function returnUrl(
  publicUrl: string,
  organisation: Organisation,
  accessToken: string,
): string {
  return `${publicUrl}/${organisation.slug}/payments/${accessToken}/return`;
}

export async function requestOf(
  context: Pick<Context, 'database' | 'publicUrl'>,
  organisation: Organisation,
  attempt: Attempt,
): Promise<AttemptRequest> {
  const { method } = attempt;
  assert(method !== counter, 'no provider is asked for money taken at the counter');
  const payment = await findPayment(context.database, organisation.id, attempt.paymentId);
  if (!payment) throw new Refusal('not_found');
  const allocations = await findAllocations(context.database, organisation.id, payment.id);
  const dueIds = allocations.map((allocation) => allocation.dueId);
  const dues = await findDues(context.database, organisation.id, dueIds);
  const reasons = dues.map((due) => due.reason).join(', ');
  return {
    attemptId: attempt.id,
    amount: attempt.amount,
    method,
    description: `${organisation.settings.name}: ${reasons}`.slice(0, 140),
    acceptedBrands: organisation.settings.methods.card?.brands ?? [],
    language: payment.language,
    email: payment.email,
    returnUrl: returnUrl(context.publicUrl, organisation, payment.accessToken),
  };
}
