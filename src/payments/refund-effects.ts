/** What it means for ledger, dues and counters that a refund succeeded, failed, or turned out otherwise than was said. */
import { strict as assert } from 'node:assert';
import type { Context } from '../context.ts';
import { dateIn } from '../core/calendar-date.ts';
import type { Transaction } from '../database/database.ts';
import { addSettled, settleOtherwise } from '../dues/index.ts';
import { countEntries, postEntry, reverseEntry } from '../ledger/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { announceRefund } from './announce-refund.ts';
import { closeConflict } from './close-conflict.ts';
import { paidFrom, returnPostings } from './posting-rules.ts';
import { putBack } from './put-back.ts';
import type { Refund, RefundLine } from './refund.ts';
import type { RefundState } from './refund-states.ts';
import {
  leftOf,
  leftOfAttempt,
  lockTargets,
  serviceOf,
  type RefundTargets,
} from './refund-targets.ts';
import {
  addAllocationRefunded,
  addRefunded,
  addReturned,
  findRefundLines,
  findStrayRefunds,
  writeKept,
} from './store/index.ts';

type Effecting = Pick<Context, 'clock' | 'ids'>;

/** A refund with what it takes from, locked. */
type Opened = {
  readonly refund: Refund;
  readonly lines: readonly RefundLine[];
  readonly targets: RefundTargets;
};

async function open(
  transaction: Transaction,
  organisation: Organisation,
  refund: Refund,
): Promise<Opened> {
  const found = await findRefundLines(transaction, organisation.id, [refund.id]);
  const lines = found.get(refund.id) ?? [];
  const sources = lines.map(({ from }) => from);
  const targets = await lockTargets(transaction, organisation, refund.attemptId, sources);
  return { refund, lines, targets };
}

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
  const { lines, targets } = await open(transaction, organisation, refund);
  const listed = await findStrayRefunds(
    transaction,
    organisation.id,
    lines.map(({ from }) => from),
  );
  return (
    !listed.includes(refund.id) &&
    leftOfAttempt(targets.attempt) >= refund.amount.minor &&
    lines.every((line) => line.kept.minor === 0n && leftOf(targets, line.from) >= line.amount.minor)
  );
}

/** Room on the counters is taken when a refund is made, and given back when it fails. */
export async function takeEffect(
  context: Effecting,
  transaction: Transaction,
  organisation: Organisation,
  refund: Refund,
  to: RefundState,
): Promise<void> {
  if (to !== 'succeeded' && to !== 'failed') return;
  const opened = await open(transaction, organisation, refund);
  if (to === 'succeeded') {
    if (refund.state === 'failed') await takeRoom(transaction, organisation, opened, 1n);
    await giveBack(context, transaction, organisation, opened);
  } else if (refund.state === 'succeeded') {
    await undoReturn(context, transaction, organisation, opened);
  } else {
    await takeRoom(transaction, organisation, opened, -1n);
  }
}

/** Takes the room of all lines, or gives it back; the database refuses more than there is. */
export async function takeRoom(
  transaction: Transaction,
  organisation: Organisation,
  { refund, lines }: Pick<Opened, 'refund' | 'lines'>,
  sign: 1n | -1n,
): Promise<void> {
  const { id } = organisation;
  for (const { from, amount } of lines) {
    const minor = sign * amount.minor;
    if (from.kind === 'suspense') await addReturned(transaction, id, from.suspenseItemId, minor);
    else await addAllocationRefunded(transaction, id, from, minor);
  }
  await addRefunded(transaction, id, refund.attemptId, sign * refund.amount.minor);
}

async function giveBack(
  context: Effecting,
  transaction: Transaction,
  organisation: Organisation,
  opened: Opened,
): Promise<void> {
  const { refund, lines, targets } = opened;
  const dates = datesOf(context, organisation);
  const { next } = await sourcesOf(transaction, organisation, refund);
  const booked = await postEntry(transaction, context.ids, organisation.id, {
    ...dates,
    source: next,
    reason: refund.reason,
    postings: returnPostings(
      paidFrom(refund.way, targets.attempt),
      lines.map((line) => ({ service: serviceOf(targets, line), amount: line.amount })),
    ),
  });
  assert.equal(booked, 'booked', 'the refund is locked, so nobody else books it');
  for (const { from, amount } of lines) {
    if (from.kind !== 'allocation') continue;
    const { dueId } = from;
    await addSettled(transaction, organisation.id, [{ dueId, minor: -amount.minor }]);
    if (from.after === 'owed_again') continue;
    const { reason, requestedBy: actor } = refund;
    const change = { id: context.ids.next('dch'), dueId, reason, actor, at: dates.bookedAt };
    await settleOtherwise(transaction, organisation.id, amount.minor, change);
  }
  await closeConflict(context, transaction, organisation, targets.attempt, refund.requestedBy);
  await announceRefund(context, transaction, organisation, { ...opened, source: next });
}

/** The money that had left came back: the mirror of its entry, and what it was taken from has it again. */
async function undoReturn(
  context: Effecting,
  transaction: Transaction,
  organisation: Organisation,
  { refund, lines, targets }: Opened,
): Promise<void> {
  const { last, next } = await sourcesOf(transaction, organisation, refund);
  const reason = 'the refund came back';
  const booked = await reverseEntry(transaction, context.ids, organisation.id, {
    ...datesOf(context, organisation),
    source: next,
    reason,
    reverses: last,
  });
  assert.equal(booked, 'booked', 'the refund is locked, so nobody else undoes it');
  const allocated = lines.flatMap(({ from, amount, position }) =>
    from.kind === 'allocation' ? { ...from, minor: amount.minor, position } : [],
  );
  const kept = await putBack(context, transaction, organisation, {
    attempt: targets.attempt,
    dues: targets.dues,
    lines: allocated.map((line) => ({ ...line, isCredited: line.after === 'settled_otherwise' })),
    source: `kept:${refund.id}`,
    itemReason: 'refund_came_back',
    reason,
    actor: refund.requestedBy,
  });
  await takeRoom(transaction, organisation, { refund, lines }, -1n);
  for (const [index, line] of allocated.entries()) {
    const minor = kept[index] ?? 0n;
    if (minor === 0n) continue;
    // It settles its due no more: the allocation stays without it.
    await addAllocationRefunded(transaction, organisation.id, line, minor);
    const written = { refundId: refund.id, position: line.position, minor };
    await writeKept(transaction, organisation.id, written);
  }
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
