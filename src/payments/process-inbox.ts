/** The job that follows notifications up: each is a reason to ask the provider, whatever it says. */
import type { Context } from '../context.ts';
import type { Organisation } from '../organisations/index.ts';
import { askForAnswer, type Asking } from './ask-provider.ts';
import type { Attempt } from './payment.ts';
import { recordSecondCharge } from './record-second-charge.ts';
import { askRefund } from './ask-refund.ts';
import {
  claimEvents,
  findAttemptByProviderReference,
  findAttemptsByIds,
  findRefund,
  finishEvents,
  type ClaimedEvent,
  type EventEnd,
} from './store/index.ts';

const atOnce = 64;
/** What nothing is known of may concern what we are just about to commit; after so many tries it does not. */
const mostTriesUnknown = 5;
const second = 1000;
const minute = 60 * second;
/** After each try; the last wait repeats for as long as the provider does not answer. */
const waitsMs = [
  5 * second,
  5 * second,
  5 * second,
  5 * second,
  30 * second,
  2 * minute,
  5 * minute,
  15 * minute,
];

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
  const outcome = await followUp(context, organisation, event).catch((error: unknown): FollowUp => {
    // One notification that cannot be dealt with must not hold up the others.
    context.log.error(
      { err: error, organisation: organisation.slug, event: event.eventId },
      'notification failed',
    );
    return 'unanswered';
  });
  context.reach('notification.before_processed');
  const now = context.clock.now();
  const end = endOf(event, outcome, now);
  if (end.parkedBecause !== null) {
    context.log.error(
      { organisation: organisation.slug, event: event.eventId },
      'notification parked',
    );
  }
  await context.together(finishAll, context, organisation, end);
  if (end.processedAt !== null) {
    const seconds = (now.getTime() - event.receivedAt.getTime()) / 1000;
    context.note?.({ kind: 'notification_processed', seconds });
  }
}

async function finishAll(
  { database }: Asking,
  { id }: Organisation,
  ends: readonly EventEnd[],
): Promise<readonly EventEnd[]> {
  await finishEvents(database, id, ends);
  return ends;
}

function endOf(event: ClaimedEvent, outcome: FollowUp, now: Date): EventEnd {
  const end = {
    providerAccountId: event.providerAccountId,
    eventId: event.eventId,
    processedAt: null,
    parkedBecause: null,
    nextTryAt: null,
  };
  if (outcome === 'answered') return { ...end, processedAt: now };
  if (outcome === 'nothing_known' && event.tries >= mostTriesUnknown) {
    return { ...end, parkedBecause: 'concerns nothing that we know' };
  }
  const wait = waitsMs[Math.min(event.tries, waitsMs.length) - 1] ?? minute;
  return { ...end, nextTryAt: new Date(now.getTime() + wait) };
}

/**
 * What following a notification up led to.
 *
 * `unanswered` is tried again until the provider answers: of an attempt that had ended, nobody else
 * would ever ask.
 */
type FollowUp = 'answered' | 'unanswered' | 'nothing_known';

async function followUp(
  context: Asking,
  organisation: Organisation,
  event: ClaimedEvent,
): Promise<FollowUp> {
  const { ourReference, providerReference, providerAccountId } = event;
  if (ourReference?.startsWith('ref_')) {
    const refund = await findRefund(context.database, organisation.id, ourReference);
    if (!refund) return 'nothing_known';
    return (await askRefund(context, organisation, refund)) ? 'answered' : 'unanswered';
  }
  const attempt =
    (ourReference &&
      (await context.together(findByReferences, context, organisation, ourReference))) ||
    (providerReference &&
      (await findAttemptByProviderReference(
        context.database,
        organisation.id,
        providerAccountId,
        providerReference,
      )));
  if (!attempt || attempt.providerAccountId !== providerAccountId) return 'nothing_known';
  const { isAnswered } = await askForAnswer(context, organisation, attempt, 'provider');
  const isOther =
    providerReference !== null &&
    attempt.providerReference !== null &&
    providerReference !== attempt.providerReference;
  const isClear =
    !isOther || (await recordSecondCharge(context, organisation, attempt, providerReference));
  return isAnswered && isClear ? 'answered' : 'unanswered';
}

async function findByReferences(
  { database }: Asking,
  organisation: Organisation,
  attemptIds: readonly string[],
): Promise<(Attempt | null)[]> {
  const found = await findAttemptsByIds(database, organisation.id, [...new Set(attemptIds)]);
  return attemptIds.map((id) => found.get(id) ?? null);
}
