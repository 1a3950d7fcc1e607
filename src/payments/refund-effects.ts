/** What it means for ledger and counters that a refund succeeded, failed, or turned out otherwise than was said. */
import { strict as assert } from 'node:assert';
import type { Context } from '../context.ts';
import { dateIn } from '../core/calendar-date.ts';
import type { Transaction } from '../database/database.ts';
import { countEntries, postEntry, reverseEntry } from '../ledger/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { closeConflict } from './close-conflict.ts';
import { returnPostings } from './posting-rules.ts';
import type { Refund } from './refund.ts';
import type { RefundState } from './refund-states.ts';
import {
  addRefunded,
  addReturned,
  findAttempt,
  findStrayRefunds,
  lockAttempt,
  lockSuspenseItem,
} from './store/index.ts';

/**
 * Whether a refund that had failed can be taken for a success after all: its money was not given back
 * since, and what it did is not in the books already, as money that left twice.
 */
export async function hasRoomAgain(
  transaction: Transaction,
  organisation: Organisation,
  refund: Refund,
): Promise<boolean> {
  if (refund.state !== 'failed') return true;
  const item = await lockSuspenseItem(transaction, organisation.id, refund.suspenseItemId);
  const attempt = await lockAttempt(transaction, organisation.id, refund.attemptId);
  assert(item && attempt);
  const listed = await findStrayRefunds(transaction, organisation.id, item.id);
  const { minor } = refund.amount;
  return (
    !listed.includes(refund.id) &&
    item.amount.minor - item.returned.minor >= minor &&
    attempt.captured.minor - attempt.refunded.minor >= minor
  );
}

/** Room on the counters is taken when a refund is made, and given back when it fails. */
export async function takeEffect(
  context: Pick<Context, 'clock' | 'ids'>,
  transaction: Transaction,
  organisation: Organisation,
  refund: Refund,
  to: RefundState,
): Promise<void> {
  const { minor } = refund.amount;
  if (to === 'succeeded') {
    if (refund.state === 'failed') await moveRoom(transaction, organisation, refund, minor);
    await bookReturn(context, transaction, organisation, refund);
  }
  if (to === 'failed') {
    if (refund.state === 'succeeded') await undoReturn(context, transaction, organisation, refund);
    await moveRoom(transaction, organisation, refund, -minor);
  }
}

async function moveRoom(
  transaction: Transaction,
  organisation: Organisation,
  refund: Refund,
  minor: bigint,
): Promise<void> {
  await addReturned(transaction, organisation.id, refund.suspenseItemId, minor);
  await addRefunded(transaction, organisation.id, refund.attemptId, minor);
}

async function bookReturn(
  context: Pick<Context, 'clock' | 'ids'>,
  transaction: Transaction,
  organisation: Organisation,
  refund: Refund,
): Promise<void> {
  const attempt = await findAttempt(transaction, organisation.id, refund.attemptId);
  assert(attempt);
  const { next } = await sourcesOf(transaction, organisation, refund);
  const booked = await postEntry(transaction, context.ids, organisation.id, {
    ...datesOf(context, organisation),
    source: next,
    reason: refund.reason,
    postings: returnPostings(attempt.providerAccountId, refund.amount),
  });
  assert.equal(booked, 'booked', 'the refund is locked, so nobody else books it');
  await closeConflict(context, transaction, organisation, attempt, refund.requestedBy);
}

/** The money that had left came back: the mirror of its entry, and the suspense item is open again. */
async function undoReturn(
  context: Pick<Context, 'clock' | 'ids'>,
  transaction: Transaction,
  organisation: Organisation,
  refund: Refund,
): Promise<void> {
  const { last, next } = await sourcesOf(transaction, organisation, refund);
  const booked = await reverseEntry(transaction, context.ids, organisation.id, {
    ...datesOf(context, organisation),
    source: next,
    reason: 'the refund came back',
    reverses: last,
  });
  assert.equal(booked, 'booked', 'the refund is locked, so nobody else undoes it');
}

/** `refund:ID`, then `refund:ID:2` and so on each time that it turns out otherwise than was said. */
async function sourcesOf(
  transaction: Transaction,
  organisation: Organisation,
  refund: Refund,
): Promise<{ readonly last: string; readonly next: string }> {
  const source = `refund:${refund.id}`;
  const count = await countEntries(transaction, organisation.id, source);
  const numbered = (number: number) => (number <= 1 ? source : `${source}:${number}`);
  return { last: numbered(count), next: numbered(count + 1) };
}

function datesOf(context: Pick<Context, 'clock'>, organisation: Organisation) {
  const bookedAt = context.clock.now();
  return { bookedAt, effectiveOn: dateIn(organisation.settings.time_zone, bookedAt) };
}
