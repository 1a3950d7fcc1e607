/** Changing the accounts that money goes to, by two people. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { agreeToAccounts, proposeAccounts, type CollectingAccount } from '../../desk/index.ts';
import { findApproval, findOpenApprovals, refuseApproval } from '../../orders/index.ts';
import { isAccountNumber, normaliseIban } from '../../organisations/index.ts';
import type { FilledForm } from '../../web/components/field.ts';
import type { Html } from '../../web/html.ts';
import { addressPart, postedFields, queryText } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import { actingTexts } from '../acting/acting.texts.ts';
import { atPage, deedOr, isSayable } from '../acting/deed.ts';
import { decide, proposerOf } from '../acting/proposal.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import {
  accountsPage,
  mostAccounts,
  type AccountsPage,
  type ProposedAccounts,
} from './accounts-page.ts';
import { accountsTexts } from './accounts.texts.ts';

const permission = 'change_accounts';
const path = '/settings/accounts';

export const accountsRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path, permission, handle: show },
  { method: 'POST', path, permission, handle: propose },
  { method: 'POST', path: `${path}/:approval/agree`, permission, handle: agree },
  { method: 'POST', path: `${path}/:approval/refuse`, permission, handle: refuse },
];

async function show(visit: StaffVisit): Promise<FastifyReply> {
  const said = queryText(visit.request, 'done');
  const done = (['proposed', 'agreed', 'refused'] as const).find((one) => one === said) ?? null;
  return sendPage(visit.reply, await pageOf(visit, { done }));
}

async function pageOf(
  visit: StaffVisit,
  shown: Partial<Pick<AccountsPage, 'form' | 'done' | 'problem'>>,
): Promise<Html> {
  const { organisation, view } = visit;
  const now = organisation.settings.accounts;
  return accountsPage(atPage(view, path), {
    now,
    waiting: await proposalsOf(visit),
    form: { values: valuesOf(now), errors: {} },
    done: null,
    problem: null,
    ...shown,
  });
}

const requestSchema = z.object({
  accounts: z.array(z.object({ name: z.string(), iban: z.string() })),
});

async function proposalsOf(visit: StaffVisit): Promise<ProposedAccounts[]> {
  const { context, organisation } = visit;
  const open = await findOpenApprovals(context.database, organisation.id);
  return Promise.all(
    open
      .filter(({ action }) => action === 'accounts')
      .map(async ({ id, request, reason, proposedBy }) => {
        const { accounts } = requestSchema.parse(request);
        return { id, accounts, reason, proposedBy: await proposerOf(visit, proposedBy) };
      }),
  );
}

function valuesOf(accounts: readonly CollectingAccount[]): Record<string, string> {
  return Object.fromEntries(
    accounts.flatMap(({ name, iban }, index) => [
      [`name_${index + 1}`, name],
      [`iban_${index + 1}`, iban],
    ]),
  );
}

async function propose(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, reply } = visit;
  const { accounts, reason, form } = readAccounts(visit);
  if (Object.keys(form.errors).length > 0)
    return sendPage(reply.status(422), await pageOf(visit, { form }));
  return deedOr(
    visit,
    async () => {
      await proposeAccounts(context, organisation, accounts, { reason, actor });
      return `${path}?done=proposed`;
    },
    (problem) => pageOf(visit, { form, problem }),
  );
}

/** Pairs of name and number; a pair that is empty is an account that shall go, or none. */
function readAccounts({ organisation, request, view }: StaffVisit) {
  const t = accountsTexts(view.language);
  const posted = postedFields(request.body);
  const text = (name: string): string => {
    const value = posted[name];
    return typeof value === 'string' ? value.trim().slice(0, 200) : '';
  };
  const errors: Record<string, string> = {};
  const accounts: CollectingAccount[] = [];
  const values: Record<string, string> = { reason: text('reason') };
  for (let number = 1; number <= mostAccounts; number += 1) {
    const [name, iban] = [text(`name_${number}`), text(`iban_${number}`)];
    Object.assign(values, { [`name_${number}`]: name, [`iban_${number}`]: iban });
    if (name === '' && iban === '') continue;
    if (name === '') errors[`name_${number}`] = t('name_missing');
    if (!isAccountNumber(iban)) errors[`iban_${number}`] = t('iban_wrong');
    accounts.push({ name, iban: normaliseIban(iban) });
  }
  if (!isSayable(text('reason'))) errors['reason'] = actingTexts(view.language)('reason_missing');
  const isSame = JSON.stringify(accounts) === JSON.stringify(organisation.settings.accounts);
  if (Object.keys(errors).length === 0 && isSame) errors['name_1'] = t('unchanged');
  const form: FilledForm = { values, errors };
  return { accounts, reason: text('reason'), form };
}

async function agree(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, request } = visit;
  const approvalId = addressPart(request, 'approval');
  return answerWith(visit, 'agreed', () =>
    agreeToAccounts(context, organisation, approvalId, actor),
  );
}

async function refuse(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, request } = visit;
  const approvalId = addressPart(request, 'approval');
  const approval = await findApproval(context.database, organisation.id, approvalId);
  if (approval?.action !== 'accounts') throw new Refusal('not_found');
  return answerWith(visit, 'refused', () =>
    refuseApproval(context, organisation.id, { approvalId, actor }),
  );
}

function answerWith(
  visit: StaffVisit,
  done: 'agreed' | 'refused',
  deed: () => Promise<void>,
): Promise<FastifyReply> {
  return decide(visit, { path, done }, deed, (problem) => pageOf(visit, { problem }));
}
