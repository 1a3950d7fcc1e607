/** The job that answers who asked for a list of payments: a mail to the last address on file, or nothing. */
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { unseal } from '../../core/sealing.ts';
import type { Transaction } from '../../database/database.ts';
import { enqueueMessage } from '../../messages/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import { takeListRequest, type ListRequest } from '../store.ts';
import { findCustomer } from './payment-list.ts';

type Making = Pick<Context, 'database' | 'clock' | 'ids' | 'key' | 'log' | 'wake'>;

const atOnce = 20;
const identity = z.object({ customerCode: z.string(), taxCode: z.string() });

/** @returns how many requests were dealt with */
export async function makePaymentLists(
  context: Making,
  organisation: Organisation,
): Promise<number> {
  // One that cannot be answered is passed over, so that it does not keep the others waiting.
  const passedOver: string[] = [];
  let made = 0;
  while (made < atOnce) {
    const outcome = await makeNext(context, organisation, passedOver);
    if (outcome === 'none') break;
    if (outcome === 'made') made += 1;
    else passedOver.push(outcome.failed);
  }
  if (made > 0) context.wake(organisation.id, 'send-messages');
  return made;
}

async function makeNext(
  context: Making,
  organisation: Organisation,
  passedOver: readonly string[],
): Promise<'made' | 'none' | { readonly failed: string }> {
  let tried: string | null = null;
  try {
    const request = await context.database.transaction(async (transaction) => {
      const next = await takeListRequest(transaction, organisation.id, passedOver);
      if (!next) return null;
      tried = next.id;
      await answer(context, transaction, organisation, next);
      return next;
    });
    return request ? 'made' : 'none';
  } catch (error) {
    if (tried === null) throw error;
    context.log.error({ err: error, request: tried }, 'a list of payments could not be made');
    return { failed: tried };
  }
}

async function answer(
  context: Making,
  transaction: Transaction,
  organisation: Organisation,
  request: ListRequest,
): Promise<void> {
  const place = `${organisation.id}/${request.id}`;
  const typed = unseal(context.key, 'payment-list', place, request.sealedIdentity);
  const customer = await findCustomer(transaction, organisation, identity.parse(JSON.parse(typed)));
  if (customer?.lastEmail == null) return;
  await enqueueMessage(transaction, context, organisation.id, {
    source: `payment-list:${request.id}`,
    template: 'payment-list',
    recipient: customer.lastEmail,
    language: request.language,
    payload: { taxCode: customer.taxCode, ...request.period },
  });
}
