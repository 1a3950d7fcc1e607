/** Money that had left settled dues and came back: to its dues where they can take it, else to suspense. */
import { strict as assert } from 'node:assert';
import type { Context } from '../context.ts';
import { dateIn } from '../core/calendar-date.ts';
import { money } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
import { addSettled, settleOtherwise, type Due } from '../dues/index.ts';
import { postEntry } from '../ledger/index.ts';
import type { Organisation } from '../organisations/index.ts';
import type { Attempt, SuspenseItem } from './payment.ts';
import { keepPostings } from './posting-rules.ts';
import { insertSuspenseItem } from './store/index.ts';

export type PutBack = {
  readonly attempt: Attempt;
  /** Locked. */
  readonly dues: ReadonlyMap<string, Due>;
  readonly lines: readonly {
    readonly dueId: string;
    readonly minor: bigint;
    /** Its claim was settled otherwise when the money left. */
    readonly isCredited: boolean;
  }[];
  /** Names what is booked when a due cannot take its money. */
  readonly source: string;
  readonly itemReason: SuspenseItem['reason'];
  readonly reason: string;
  readonly actor: string;
};

/** @returns what of each line no due could take, in minor units, in their order */
export async function putBack(
  context: Pick<Context, 'clock' | 'ids'>,
  transaction: Transaction,
  organisation: Organisation,
  given: PutBack,
): Promise<bigint[]> {
  const at = context.clock.now();
  const kept: bigint[] = [];
  for (const { dueId, minor, isCredited } of given.lines) {
    const due = given.dues.get(dueId);
    assert(due, `no due ${dueId}`);
    const room = roomOf(due, isCredited ? minor : 0n);
    const back = room < minor ? room : minor;
    kept.push(minor - back);
    if (back === 0n) continue;
    if (isCredited) {
      const { reason, actor } = given;
      const change = { id: context.ids.next('dch'), dueId, reason, actor, at };
      await settleOtherwise(transaction, organisation.id, -back, change);
    }
    await addSettled(transaction, organisation.id, [{ dueId, minor: back }]);
  }
  await keep(context, transaction, organisation, given, kept);
  return kept;
}

function roomOf(due: Due, credited: bigint): bigint {
  if (due.withdrawn) return 0n;
  return due.amount.minor - due.settled.minor - due.credited.minor + credited;
}

async function keep(
  context: Pick<Context, 'clock' | 'ids'>,
  transaction: Transaction,
  organisation: Organisation,
  given: PutBack,
  kept: readonly bigint[],
): Promise<void> {
  const { currency } = given.attempt.captured;
  const total = kept.reduce((sum, minor) => sum + minor, 0n);
  if (total === 0n) return;
  const at = context.clock.now();
  const postings = given.lines.flatMap(({ dueId }, index) => {
    const amount = money(kept[index] ?? 0n, currency);
    const service = given.dues.get(dueId)?.service ?? '';
    return amount.minor > 0n ? keepPostings(service, amount) : [];
  });
  const booked = await postEntry(transaction, context.ids, organisation.id, {
    source: given.source,
    reason: given.reason,
    effectiveOn: dateIn(organisation.settings.time_zone, at),
    bookedAt: at,
    postings,
  });
  assert.equal(booked, 'booked', 'what came back is kept once');
  await insertSuspenseItem(transaction, organisation.id, {
    id: context.ids.next('sus'),
    attemptId: given.attempt.id,
    reason: given.itemReason,
    amount: money(total, currency),
    createdAt: at,
  });
}
