/** What the pages of provider accounts and keys show, gathered for whoever looks. */
import { Refusal } from '../../core/errors.ts';
import { findApproval } from '../../orders/index.ts';
import {
  findKnownAccounts,
  findProposedAccounts,
  type ProposedAccount,
} from '../../organisations/index.ts';
import { findStaff } from '../../staff/index.ts';
import { addressPart } from '../../web/posted-fields.ts';
import type { StaffVisit } from '../office-route.ts';
import type { KeysPage } from './keys-pages.ts';
import type { ProviderAccountsPage } from './provider-accounts-page.ts';

/** What was only tried is of nobody else's concern. */
async function waitingFor({ context, organisation, actor }: StaffVisit) {
  const waiting = await findProposedAccounts(context, context.database, organisation.id);
  return waiting.filter(({ approvalId, madeBy }) => approvalId !== null || madeBy === actor);
}

export async function pageOfAccounts(
  visit: StaffVisit,
): Promise<Omit<ProviderAccountsPage, 'done' | 'problem'>> {
  const { context, organisation } = visit;
  return {
    accounts: await findKnownAccounts(context, context.database, organisation.id),
    waiting: await waitingFor(visit),
    providers: [...context.providers.values()].filter(({ modes }) =>
      modes.includes(organisation.mode),
    ),
    notificationAddress: (accountId) => notificationAddress(visit, accountId),
  };
}

function notificationAddress({ context, organisation }: StaffVisit, accountId: string): string {
  return `${context.publicUrl}/${organisation.slug}/notifications/${accountId}`;
}

/** @throws Refusal `not_found` */
export async function proposedOf(visit: StaffVisit): Promise<ProposedAccount> {
  const accountId = addressPart(visit.request, 'account');
  const found = (await waitingFor(visit)).find(({ id }) => id === accountId);
  if (!found) throw new Refusal('not_found', `no keys ${accountId} wait`);
  return found;
}

export async function factsOfKeys(visit: StaffVisit): Promise<Omit<KeysPage, 'form' | 'problem'>> {
  const { context, organisation, actor } = visit;
  const { database, providers } = context;
  const proposed = await proposedOf(visit);
  const { approvalId, madeBy } = proposed;
  const approval = approvalId && (await findApproval(database, organisation.id, approvalId));
  const person = await findStaff(database, organisation.id, madeBy.replace('staff:', ''));
  return {
    proposed,
    keys: providers.get(proposed.provider)?.keys,
    madeBy: person?.name ?? madeBy,
    isOwn: madeBy === actor,
    reason: approval ? approval.reason : null,
    notificationAddress: notificationAddress(visit, proposed.id),
  };
}
