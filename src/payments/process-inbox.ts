/** The job that follows notifications up: each is a reason to ask the provider, whatever it says. */
import type { Context } from '../context.ts';
import type { Organisation } from '../organisations/index.ts';
import { askProvider, type Asking } from './ask-provider.ts';
import { askRefund } from './return-money.ts';
import {
  claimEvents,
  findAttempt,
  findAttemptByProviderReference,
  findRefund,
  finishEvent,
  type ClaimedEvent,
} from './store/index.ts';

const atOnce = 50;
const tries = 5;
const retryAfterMs = 5000;

/** @returns how many notifications were looked at */
export async function processInbox(
  context: Asking & Pick<Context, 'leaseSeconds'>,
  organisation: Organisation,
): Promise<number> {
  const { database, clock, leaseSeconds } = context;
  const events = await claimEvents(database, organisation.id, clock.now(), leaseSeconds, atOnce);
  await Promise.all(events.map((event) => processOne(context, organisation, event)));
  return events.length;
}

async function processOne(
  context: Asking,
  organisation: Organisation,
  event: ClaimedEvent,
): Promise<void> {
  const found = await followUp(context, organisation, event);
  context.reach('notification.before_processed');
  const now = context.clock.now();
  if (found) {
    await finishEvent(context.database, organisation.id, event, { processedAt: now });
  } else if (event.tries < tries) {
    // It may concern what we are just about to commit.
    await finishEvent(context.database, organisation.id, event, {
      nextTryAt: new Date(now.getTime() + retryAfterMs),
    });
  } else {
    await finishEvent(context.database, organisation.id, event, {
      parkedBecause: 'concerns nothing that we know',
    });
    context.log.error(
      { organisation: organisation.slug, event: event.eventId },
      'notification parked',
    );
  }
}

async function followUp(
  context: Asking,
  organisation: Organisation,
  event: ClaimedEvent,
): Promise<boolean> {
  const { ourReference, providerReference, providerAccountId } = event;
  if (ourReference?.startsWith('ref_')) {
    const refund = await findRefund(context.database, organisation.id, ourReference);
    if (refund) await askRefund(context, organisation, refund);
    return refund !== null;
  }
  const attempt =
    (ourReference && (await findAttempt(context.database, organisation.id, ourReference))) ||
    (providerReference &&
      (await findAttemptByProviderReference(
        context.database,
        organisation.id,
        providerAccountId,
        providerReference,
      )));
  if (!attempt || attempt.providerAccountId !== providerAccountId) return false;
  await askProvider(context, organisation, attempt, 'provider');
  return true;
}
