/** Closes by a person's word what no movement of ours can: money that left by another way, and strays. */
import { recordAudit } from '../../audit/index.ts';
import type { Context } from '../../context.ts';
import { dateIn } from '../../core/calendar-date.ts';
import { Refusal } from '../../core/errors.ts';
import { money } from '../../core/money.ts';
import type { Transaction } from '../../database/database.ts';
import { postEntry } from '../../ledger/index.ts';
import { carryOutOnce, type StaffOrder } from '../../orders/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import { closeConflict } from '../close-conflict.ts';
import type { SuspenseItem, SuspenseResolution } from '../payment.ts';
import { writeOffPostings } from '../posting-rules.ts';
import {
  addResolved,
  findStray,
  findStrayRefunds,
  findSuspenseItem,
  insertResolution,
  lockAttempt,
  lockSuspenseItem,
  type FoundStray,
} from '../store/index.ts';

type Explaining = Pick<Context, 'database' | 'clock' | 'ids'>;
type StrayName = NonNullable<SuspenseResolution['stray']>;

/**
 * Closes a suspense item whose refund had failed and left all the same: the stray movement is that refund.
 *
 * @throws Refusal `not_found`, `nothing_to_return` when nothing of it is listed so, or nothing is left
 */
export async function closeByStray(
  context: Explaining,
  organisation: Organisation,
  suspenseItemId: string,
  order: StaffOrder,
): Promise<void> {
  await context.database.transaction(async (transaction) => {
    const known = await findSuspenseItem(transaction, organisation.id, suspenseItemId);
    if (!known) throw new Refusal('not_found', `no suspense item ${suspenseItemId}`);
    const once = { key: order.key, action: 'close by stray', subject: suspenseItemId };
    await carryOutOnce(context, transaction, organisation.id, once, () =>
      closeEach(context, transaction, organisation, known, order),
    );
  });
}

async function closeEach(
  context: Explaining,
  transaction: Transaction,
  organisation: Organisation,
  { id: itemId, attemptId }: SuspenseItem,
  order: StaffOrder,
): Promise<void> {
  const { id } = organisation;
  const attempt = await lockAttempt(transaction, id, attemptId);
  const item = await lockSuspenseItem(transaction, id, itemId);
  const from = { kind: 'suspense', suspenseItemId: itemId } as const;
  const refundIds = await findStrayRefunds(transaction, id, [from]);
  const strays = await findStray(transaction, id, { ourReferences: refundIds });
  let left = item ? item.amount.minor - item.returned.minor - item.resolved.minor : 0n;
  if (!attempt || strays.length === 0 || left === 0n) throw new Refusal('nothing_to_return');
  for (const stray of strays) {
    const minor = stray.amount.minor < left ? stray.amount.minor : left;
    if (minor === 0n) continue;
    left -= minor;
    await addResolved(transaction, id, itemId, minor);
    const amount = money(minor, stray.amount.currency);
    const resolution = { way: 'left_by_stray', suspenseItemId: itemId, stray, amount } as const;
    await write(context, transaction, organisation, resolution, order);
  }
  await closeConflict(context, transaction, organisation, attempt, order.actor);
}

/**
 * Closes a movement that nothing of ours explained.
 *
 * `written_off` is for a refund alone: money that left and does not come back becomes a loss.
 * @throws Refusal `not_found`, `already_decided`, `input_invalid`
 */
export async function explainStray(
  context: Explaining,
  organisation: Organisation,
  name: StrayName,
  order: StaffOrder & { readonly way: 'explained' | 'written_off' },
): Promise<void> {
  const { way, key } = order;
  await context.database.transaction(async (transaction) => {
    const [stray] = await findStray(transaction, organisation.id, name);
    if (!stray) throw new Refusal('not_found', `no stray movement ${name.providerReference}`);
    const once = { key, action: 'explain stray', subject: name.providerReference };
    await carryOutOnce(context, transaction, organisation.id, once, async () => {
      if (stray.isResolved) throw new Refusal('already_decided');
      if (way === 'written_off' && stray.kind !== 'refund') {
        throw new Refusal('input_invalid', 'way: only money that left can be written off');
      }
      const resolution = { way, suspenseItemId: null, stray, amount: stray.amount } as const;
      await write(context, transaction, organisation, resolution, order);
    });
  });
}

async function write(
  context: Explaining,
  transaction: Transaction,
  organisation: Organisation,
  resolution: Pick<SuspenseResolution, 'way' | 'suspenseItemId' | 'amount'> & {
    readonly stray: FoundStray;
  },
  { reason, actor }: StaffOrder,
): Promise<void> {
  const at = context.clock.now();
  const { way, stray, amount, suspenseItemId } = resolution;
  const id = context.ids.next('sre');
  const made = { ...resolution, id, paymentId: null, reason, actor, at };
  await insertResolution(transaction, organisation.id, made);
  if (way === 'written_off') {
    await postEntry(transaction, context.ids, organisation.id, {
      source: `resolve:${id}`,
      reason,
      effectiveOn: dateIn(organisation.settings.time_zone, at),
      bookedAt: at,
      postings: writeOffPostings(amount),
    });
  }
  await recordAudit(transaction, context, organisation.id, {
    actor,
    action: suspenseItemId === null ? 'explain stray' : 'close by stray',
    subject: suspenseItemId ?? stray.providerReference,
    detail: { way, kind: stray.kind, provider_reference: stray.providerReference },
    personal: { reason },
  });
}
