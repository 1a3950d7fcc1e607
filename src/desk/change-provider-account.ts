/** Keys of a provider account: tried, proposed by one person, and in use when another has agreed. */
import { z } from 'zod';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { decideApproval, proposeApproval, refuseWithin } from '../orders/index.ts';
import {
  deleteProposed,
  lockProposed,
  takeProposedAccount,
  writeApproval,
  type Organisation,
} from '../organisations/index.ts';
import { beginSweeping } from '../payments/index.ts';

export const keysAction = 'provider account';

const day = 24 * 3_600_000;
/** Long enough for a second person to come back from a holiday, short enough that no key is forgotten here. */
const waitsMs = 7 * day;

const requestSchema = z.object({ account: z.string() });

type Changing = Pick<Context, 'database' | 'clock' | 'ids' | 'providers'>;

/**
 * Asks another person to agree to keys that were tried. Repeated, it changes nothing.
 *
 * @throws Refusal `not_found` for keys that somebody else has entered, `keys_refused`, `proposal_expired`
 */
export async function proposeKeys(
  context: Changing,
  organisation: Organisation,
  accountId: string,
  order: { readonly reason: string; readonly actor: string },
): Promise<void> {
  await context.database.transaction(async (transaction) => {
    const proposed = await lockProposed(transaction, organisation.id, accountId);
    if (proposed?.madeBy !== order.actor) throw new Refusal('not_found');
    if (proposed.approvalId !== null) return;
    const now = context.clock.now();
    if (proposed.expiresAt <= now) throw new Refusal('proposal_expired');
    if (proposed.verdict.kind === 'refused') throw new Refusal('keys_refused');
    const id = context.ids.next('apr');
    await proposeApproval(context, transaction, organisation.id, {
      id,
      action: keysAction,
      subject: accountId,
      request: { account: accountId, provider: proposed.provider, tried: proposed.verdict.kind },
      amount: null,
      reason: order.reason,
      proposedBy: order.actor,
    });
    const expiresAt = new Date(now.getTime() + waitsMs);
    await writeApproval(transaction, organisation.id, accountId, { approvalId: id, expiresAt });
  });
}

/**
 * Puts the keys in use and retires those before, in one transaction.
 *
 * @throws Refusal `not_found`, `already_decided`, `same_person`, `proposal_expired`, `keys_refused`
 */
export async function agreeToKeys(
  context: Changing,
  organisation: Organisation,
  approvalId: string,
  actor: string,
): Promise<void> {
  // What moves at the account that is retired now is compared with our books later on too.
  await beginSweeping(context, organisation);
  await context.database.transaction((transaction) =>
    decideApproval(
      context,
      transaction,
      organisation.id,
      { approvalId, actor },
      async (approval) => {
        if (approval.action !== keysAction) throw new Refusal('not_found');
        const { account } = requestSchema.parse(approval.request);
        await takeProposedAccount(context, transaction, organisation, {
          accountId: account,
          actor,
        });
        return { id: account };
      },
    ),
  );
}

/** The keys are erased with the refusal. @throws Refusal `not_found`, `already_decided` */
export async function refuseKeys(
  context: Pick<Context, 'database' | 'clock' | 'ids'>,
  organisation: Organisation,
  approvalId: string,
  actor: string,
): Promise<void> {
  await context.database.transaction(async (transaction) => {
    const decision = { approvalId, actor };
    const approval = await refuseWithin(context, transaction, organisation.id, decision);
    if (approval.action !== keysAction) throw new Refusal('not_found');
    const { account } = requestSchema.parse(approval.request);
    await deleteProposed(transaction, organisation.id, account);
  });
}
