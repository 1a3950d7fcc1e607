/** After a refund was committed: tells the provider, and says how it stands. */
import { strict as assert } from 'node:assert';
import type { Organisation } from '../organisations/index.ts';
import type { Asking } from './ask-provider.ts';
import { isOver, type Refund } from './refund.ts';
import { sendRefund } from './send-refund.ts';
import { findRefund } from './store/index.ts';

/** One that was ordered before is not sent again here: what is open is asked about by its own job. */
export async function finishRefund(
  context: Asking,
  organisation: Organisation,
  done: { readonly subject: string; readonly isNew: boolean },
): Promise<Refund> {
  if (done.isNew) context.reach('refund.after_commit');
  const made = await findRefund(context.database, organisation.id, done.subject);
  assert(made, `no refund ${done.subject}`);
  if (done.isNew && !isOver(made)) await sendRefund(context, organisation, made);
  context.wake(organisation.id, 'send-messages');
  return (await findRefund(context.database, organisation.id, made.id)) ?? made;
}
