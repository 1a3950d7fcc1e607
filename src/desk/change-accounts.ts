/** The accounts that an organisation collects on: one person proposes them, another has to agree. */
import { z } from 'zod';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { decideApproval, proposeApproval } from '../orders/index.ts';
import {
  changeSettings,
  settingsFaults,
  type Organisation,
  type OrganisationSettings,
} from '../organisations/index.ts';

export type CollectingAccount = OrganisationSettings['accounts'][number];

const action = 'accounts';

const requestSchema = z.object({
  accounts: z.array(z.object({ name: z.string(), iban: z.string() })),
});

/**
 * Whoever changes where money goes is never alone: nothing changes until another person agrees.
 *
 * @returns the id of the approval
 * @throws Refusal `input_invalid` for an account that cannot be one
 */
export async function proposeAccounts(
  context: Pick<Context, 'database' | 'clock' | 'ids'>,
  organisation: Organisation,
  accounts: readonly CollectingAccount[],
  order: { readonly reason: string; readonly actor: string },
): Promise<string> {
  if (settingsFaults(organisation, { accounts }).length > 0)
    throw new Refusal('input_invalid', 'accounts: a name and a valid IBAN are needed');
  const id = context.ids.next('apr');
  await context.database.transaction((transaction) =>
    proposeApproval(context, transaction, organisation.id, {
      id,
      action,
      subject: organisation.id,
      request: { accounts },
      amount: null,
      reason: order.reason,
      proposedBy: order.actor,
    }),
  );
  return id;
}

/** @throws Refusal `not_found`, `already_decided`, `same_person`, `input_invalid` */
export async function agreeToAccounts(
  context: Pick<Context, 'database' | 'clock' | 'ids' | 'providers'>,
  organisation: Organisation,
  approvalId: string,
  actor: string,
): Promise<void> {
  await context.database.transaction((transaction) =>
    decideApproval(
      context,
      transaction,
      organisation.id,
      { approvalId, actor },
      async (approval) => {
        if (approval.action !== action) throw new Refusal('not_found');
        const { accounts } = requestSchema.parse(approval.request);
        return changeSettings(context, transaction, organisation, { accounts }, actor);
      },
    ),
  );
}
