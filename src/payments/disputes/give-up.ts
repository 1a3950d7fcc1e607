/** A lost dispute: what its money had settled is owed again; and the bank that returns it after all. */
import { strict as assert } from 'node:assert';
import type { Context } from '../../context.ts';
import { dateIn } from '../../core/calendar-date.ts';
import { money } from '../../core/money.ts';
import type { Transaction } from '../../database/database.ts';
import { addSettled, lockDues, type Due } from '../../dues/index.ts';
import { countEntries, postEntry, reverseEntry, type Posting } from '../../ledger/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import { closeConflict } from '../close-conflict.ts';
import type { Attempt, SuspenseItem } from '../payment.ts';
import { lostPostings } from '../posting-rules.ts';
import { putBack } from '../put-back.ts';
import {
  addAllocationDisputed,
  addResolved,
  findAllocationsOf,
  findDisputeLines,
  findPaymentsSettledBy,
  findResolutionsOfItems,
  findSuspenseOfAttempts,
  insertDisputeLines,
  insertResolution,
  insertSuspenseItem,
  lockSuspenseItem,
  writeReturned,
} from '../store/index.ts';
import type { Dispute, DisputeLine } from './dispute.ts';

type Giving = Pick<Context, 'clock' | 'ids'>;

/** What a lost dispute takes, in the order of the allocations, then of what settled nothing. */
type Taken = {
  readonly lines: readonly (DisputeLine & { readonly service: string })[];
  readonly items: readonly { readonly item: SuspenseItem; readonly minor: bigint }[];
  /** Of money that had been given back before: it left twice. */
  readonly nowhere: bigint;
};

const lostReason = "lost to the payer's bank";

export async function giveUp(
  context: Giving,
  transaction: Transaction,
  organisation: Organisation,
  attempt: Attempt,
  dispute: Dispute,
): Promise<void> {
  const taken = await take(transaction, organisation, attempt, dispute);
  await book(context, transaction, organisation, dispute, taken);
  const { lines } = taken;
  if (lines.length > 0) {
    await insertDisputeLines(transaction, organisation.id, dispute.id, lines);
    const movements = lines.map(({ dueId, minor }) => ({ dueId, minor: -minor }));
    await addSettled(transaction, organisation.id, movements);
  }
  for (const line of lines)
    await addAllocationDisputed(transaction, organisation.id, line, line.minor);
  for (const { item, minor } of taken.items) {
    await addResolved(transaction, organisation.id, item.id, minor);
    await insertResolution(transaction, organisation.id, {
      id: context.ids.next('sre'),
      way: 'lost_dispute',
      suspenseItemId: item.id,
      stray: null,
      paymentId: null,
      amount: money(minor, item.amount.currency),
      reason: dispute.id,
      actor: 'provider',
      at: context.clock.now(),
    });
  }
  await closeConflict(context, transaction, organisation, attempt, 'provider');
}

async function take(
  transaction: Transaction,
  organisation: Organisation,
  attempt: Attempt,
  dispute: Dispute,
): Promise<Taken> {
  const { id } = organisation;
  const found = await findSuspenseOfAttempts(transaction, id, [attempt.id]);
  const locked: SuspenseItem[] = [];
  for (const { id: itemId } of found) {
    const item = await lockSuspenseItem(transaction, id, itemId);
    if (item) locked.push(item);
  }
  const paymentIds = await findPaymentsSettledBy(transaction, id, attempt);
  const allocations = await findAllocationsOf(transaction, id, paymentIds);
  const all = [...allocations].flatMap(([paymentId, some]) =>
    some.map((one) => ({ ...one, paymentId })),
  );
  const dueIds = all.map(({ dueId }) => dueId);
  const dues = new Map((await lockDues(transaction, id, dueIds)).map((due) => [due.id, due]));
  let left = dispute.amount.minor;
  const upTo = (most: bigint): bigint => {
    const minor = most < left ? most : left;
    left -= minor;
    return minor;
  };
  const lines = all.flatMap(({ paymentId, dueId, applied, refunded, disputed }) => {
    const minor = upTo(applied.minor - refunded.minor - disputed.minor);
    const service = dues.get(dueId)?.service ?? '';
    return minor > 0n ? [{ paymentId, dueId, minor, service }] : [];
  });
  const items = locked.flatMap((item) => {
    const minor = upTo(item.amount.minor - item.returned.minor - item.resolved.minor);
    return minor > 0n ? [{ item, minor }] : [];
  });
  const numbered = lines.map((line, index) => ({ ...line, position: index + 1 }));
  return { lines: numbered, items, nowhere: left };
}

async function book(
  context: Giving,
  transaction: Transaction,
  organisation: Organisation,
  dispute: Dispute,
  { lines, items, nowhere }: Taken,
): Promise<void> {
  const { currency } = dispute.amount;
  const amountOf = (minor: bigint) => money(minor, currency);
  const postings: Posting[] = [
    ...lines.map(({ service, minor }) => lostPostings.from(service, amountOf(minor))),
    ...items.map(({ minor }) => lostPostings.fromSuspense(amountOf(minor))),
    ...(nowhere > 0n ? [lostPostings.fromNothing(amountOf(nowhere))] : []),
  ];
  const booked = await postEntry(transaction, context.ids, organisation.id, {
    ...datesOf(context, organisation),
    source: sourceOf(dispute),
    reason: lostReason,
    postings,
  });
  assert.equal(booked, 'booked', 'a dispute is lost once');
}

/** The bank returned what it had taken: to the dues that still can take it, else to suspense. */
export async function takeBack(
  context: Giving,
  transaction: Transaction,
  organisation: Organisation,
  attempt: Attempt,
  dispute: Dispute,
): Promise<void> {
  const { id } = organisation;
  const lines = await findDisputeLines(transaction, id, dispute.id);
  const dueIds = lines.map(({ dueId }) => dueId);
  const dues = new Map<string, Due>(
    (await lockDues(transaction, id, dueIds)).map((due) => [due.id, due]),
  );
  const booked = await reverseEntry(transaction, context.ids, id, {
    ...datesOf(context, organisation),
    source: `${sourceOf(dispute)}:${(await countEntries(transaction, id, sourceOf(dispute))) + 1}`,
    reason: "returned by the payer's bank after all",
    reverses: sourceOf(dispute),
  });
  assert.equal(booked, 'booked', 'what was lost comes back once');
  await keepWhatWasSuspense(context, transaction, organisation, attempt, dispute);
  const kept = await putBack(context, transaction, organisation, {
    attempt,
    dues,
    lines: lines.map(({ dueId, minor }) => ({ dueId, minor, isCredited: false })),
    source: `kept:${dispute.id}`,
    itemReason: 'dispute_returned',
    reason: "returned by the payer's bank after all",
    actor: 'provider',
  });
  for (const [index, line] of lines.entries()) {
    const minor = line.minor - (kept[index] ?? 0n);
    if (minor === 0n) continue;
    await addAllocationDisputed(transaction, id, line, -minor);
    const returned = { disputeId: dispute.id, position: line.position, minor };
    await writeReturned(transaction, id, returned);
  }
}

/** What it had taken from suspense stands there again, as an item of its own. */
async function keepWhatWasSuspense(
  context: Giving,
  transaction: Transaction,
  organisation: Organisation,
  attempt: Attempt,
  dispute: Dispute,
): Promise<void> {
  const items = await findSuspenseOfAttempts(transaction, organisation.id, [attempt.id]);
  const itemIds = items.map((item) => item.id);
  const resolved = await findResolutionsOfItems(transaction, organisation.id, itemIds);
  const minor = resolved
    .filter(({ way, reason }) => way === 'lost_dispute' && reason === dispute.id)
    .reduce((sum, { amount }) => sum + amount.minor, 0n);
  if (minor === 0n) return;
  await insertSuspenseItem(transaction, organisation.id, {
    id: context.ids.next('sus'),
    attemptId: attempt.id,
    reason: 'dispute_returned',
    amount: money(minor, dispute.amount.currency),
    createdAt: context.clock.now(),
  });
}

function sourceOf(dispute: Dispute): string {
  return `dispute_lost:${dispute.id}`;
}

function datesOf(context: Pick<Context, 'clock'>, organisation: Organisation) {
  const bookedAt = context.clock.now();
  return { bookedAt, effectiveOn: dateIn(organisation.settings.time_zone, bookedAt) };
}
