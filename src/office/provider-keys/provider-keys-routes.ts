/** Accounts at providers: seen, and their keys changed by two people. */
import type { FastifyReply } from 'fastify';
import { Refusal } from '../../core/errors.ts';
import {
  agreeToKeys,
  dropKeys,
  keyFaults,
  keysAction,
  keysOf,
  proposeKeys,
  refuseKeys,
  tryKeys,
  tryKeysAgain,
} from '../../desk/index.ts';
import { findApprovalAbout } from '../../orders/index.ts';
import { tryOnce } from '../../rate-limits/index.ts';
import { emptyForm, type FilledForm } from '../../web/components/field.ts';
import type { Html } from '../../web/html.ts';
import { addressPart, postedFields, queryText } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import { actingTexts } from '../acting/acting.texts.ts';
import { atPage, deedOr, isSayable } from '../acting/deed.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import { enterKeysPage, keysPage, secretField } from './keys-pages.ts';
import { factsOfKeys, pageOfAccounts, proposedOf } from './provider-keys-facts.ts';
import { dones, providerAccountsPage } from './provider-accounts-page.ts';
import { providerKeysTexts } from './provider-keys.texts.ts';

const permission = 'change_accounts';
const list = '/settings/providers';
const enter = '/settings/providers/:provider/keys';
const one = '/settings/provider-keys/:account';

const isSecret = (field: string): boolean => field.startsWith(secretField);

export const providerKeysRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path: list, permission, handle: showList },
  { method: 'POST', path: `${list}/:provider/begin`, permission, handle: begin },
  { method: 'GET', path: enter, permission, handle: showEnter },
  { method: 'POST', path: enter, permission, isSecret, handle: postKeys },
  { method: 'GET', path: one, permission, handle: showKeys },
  { method: 'POST', path: `${one}/again`, permission, handle: postAgain },
  { method: 'POST', path: `${one}/propose`, permission, handle: postPropose },
  { method: 'POST', path: `${one}/drop`, permission, handle: postDrop },
  { method: 'POST', path: `${one}/agree`, permission, handle: postAgree },
  { method: 'POST', path: `${one}/refuse`, permission, handle: postRefuse },
];

async function showList(visit: StaffVisit): Promise<FastifyReply> {
  const said = queryText(visit.request, 'done');
  const done = dones.find((known) => known === said) ?? null;
  return sendPage(visit.reply, await listPage(visit, { done }));
}

async function listPage(
  visit: StaffVisit,
  shown: { readonly done?: (typeof dones)[number] | null; readonly problem?: string },
): Promise<Html> {
  const facts = await pageOfAccounts(visit);
  return providerAccountsPage(atPage(visit.view, list), {
    ...facts,
    done: null,
    problem: null,
    ...shown,
  });
}

/** Who it is was asked before this: what is typed next would not be kept if it were asked then. */
async function begin({ context, organisation, request, reply, view }: StaffVisit) {
  const provider = addressPart(request, 'provider');
  keysOf(context, organisation, provider);
  return reply.redirect(view.office.to(`${list}/${provider}/keys`), 303);
}

async function showEnter(visit: StaffVisit): Promise<FastifyReply> {
  return sendPage(visit.reply, enterPage(visit, emptyForm, null));
}

/** @throws Refusal `method_not_available` for a provider that no form asks keys for */
function enterPage(visit: StaffVisit, form: FilledForm, problem: string | null): Html {
  const { context, organisation, request, view } = visit;
  const provider = addressPart(request, 'provider');
  const keys = keysOf(context, organisation, provider);
  return enterKeysPage(atPage(view, `${list}/${provider}/keys`), { provider, keys, form, problem });
}

const hour = 3_600_000;
const mostTries = 30;

async function postKeys(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, request, reply, view } = visit;
  const provider = addressPart(request, 'provider');
  const keys = keysOf(context, organisation, provider);
  const posted = postedFields(request.body);
  const secrets = Object.fromEntries(
    keys.fields.map(({ name }) => {
      const typed = posted[`${secretField}${name}`];
      return [name, typeof typed === 'string' ? typed.trim() : ''];
    }),
  );
  const faults = keyFaults(keys, secrets);
  if (faults.length > 0) {
    const t = providerKeysTexts(view.language);
    const errors = keys.fields
      .filter(({ name }) => faults.includes(name))
      .map(({ name, label }) => [
        `${secretField}${name}`,
        t('key_wrong', { key: label(view.language) }),
      ]);
    const form = { values: {}, errors: Object.fromEntries(errors) };
    return sendPage(reply.status(422), enterPage(visit, form, null));
  }
  return deedOr(
    visit,
    async () => {
      await countTrial(visit);
      const id = await tryKeys(context, organisation, { provider, secrets }, actor);
      return `/settings/provider-keys/${id}`;
    },
    (problem) => enterPage(visit, emptyForm, problem),
  );
}

/** @throws Refusal `too_many_tries`: nobody finds out keys through us */
async function countTrial({ context, organisation }: StaffVisit): Promise<void> {
  const limit = { bucket: `keys:${organisation.id}`, most: mostTries, windowMs: hour };
  if (!(await tryOnce(context, limit))) throw new Refusal('too_many_tries');
}

async function showKeys(visit: StaffVisit): Promise<FastifyReply> {
  return sendPage(visit.reply, await pageOfKeys(visit, {}));
}

async function pageOfKeys(
  visit: StaffVisit,
  shown: { readonly form?: FilledForm; readonly problem?: string },
): Promise<Html> {
  const facts = await factsOfKeys(visit);
  const view = atPage(visit.view, `/settings/provider-keys/${facts.proposed.id}`);
  return keysPage(view, { ...facts, form: emptyForm, problem: null, ...shown });
}

async function postAgain(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation } = visit;
  const { id } = await proposedOf(visit);
  return deedOr(
    visit,
    async () => {
      await countTrial(visit);
      await tryKeysAgain(context, organisation, id);
      return `/settings/provider-keys/${id}`;
    },
    (problem) => pageOfKeys(visit, { problem }),
  );
}

async function postPropose(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, request, reply, view } = visit;
  const { id } = await proposedOf(visit);
  const { reason: given } = postedFields(request.body);
  const reason = typeof given === 'string' ? given.trim().slice(0, 200) : '';
  if (!isSayable(reason)) {
    const errors = { reason: actingTexts(view.language)('reason_missing') };
    return sendPage(reply.status(422), await pageOfKeys(visit, { form: { values: {}, errors } }));
  }
  return deedOr(
    visit,
    async () => {
      await proposeKeys(context, organisation, id, { reason, actor });
      return `${list}?done=proposed`;
    },
    (problem) => pageOfKeys(visit, { problem }),
  );
}

async function postDrop(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, reply, view } = visit;
  const { id } = await proposedOf(visit);
  await dropKeys(context, organisation, id, actor);
  return reply.redirect(view.office.to(`${list}?done=dropped`), 303);
}

async function postAgree(visit: StaffVisit): Promise<FastifyReply> {
  return decide(visit, 'agreed', agreeToKeys);
}

async function postRefuse(visit: StaffVisit): Promise<FastifyReply> {
  return decide(visit, 'refused', refuseKeys);
}

async function decide(
  visit: StaffVisit,
  done: 'agreed' | 'refused',
  deed: typeof agreeToKeys,
): Promise<FastifyReply> {
  const { context, organisation, actor, request } = visit;
  // What was decided a moment ago waits no more, and is still not unknown.
  const about = { action: keysAction, subject: addressPart(request, 'account') };
  const approval = await findApprovalAbout(context.database, organisation.id, about);
  if (!approval) throw new Refusal('not_found');
  return deedOr(
    visit,
    async () => {
      await deed(context, organisation, approval.id, actor);
      return `${list}?done=${done}`;
    },
    (problem) => listPage(visit, { problem }),
  );
}
