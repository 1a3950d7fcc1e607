/** Money that settles nothing: giving it back, using it for another due, asking the payer, explaining. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { fromTyped } from '../../core/money.ts';
import { findDues } from '../../dues/index.ts';
import {
  askPayer,
  closeByStray,
  explainStray,
  findAttempt,
  findAttention,
  findPayment,
  findStray,
  findSuspenseItem,
  requestReturn,
  setAgainstDue,
} from '../../payments/index.ts';
import { isAllowed, type PermissionName } from '../../staff/index.ts';
import type { FilledForm } from '../../web/components/field.ts';
import { readForm } from '../../web/form.ts';
import { addressPart, queryText } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import { actingTexts } from '../acting/acting.texts.ts';
import { atPage, deedOr, demandServices, isSayable } from '../acting/deed.ts';
import { newForm } from '../acting/form-parts.ts';
import { demandOfAttempt, withinReach } from '../acting/reach.ts';
import { payersOfAttempts, paymentLink } from '../acting/whose.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import {
  leftOfItem,
  strayPage,
  strayPath,
  suspenseItemPage,
  suspenseListPage,
  type ItemPage,
  type Stray,
} from './suspense-pages.ts';
import { suspenseTexts } from './suspense.texts.ts';

const permission = 'resolve_suspense';
const item = '/suspense/:item';
const stray = '/strays/:account/:kind/:reference';

export const suspenseRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path: '/suspense', permission: 'see', handle: showList },
  { method: 'GET', path: item, permission: 'see', handle: showItem },
  { method: 'POST', path: `${item}/return`, permission: 'refund', handle: postReturn },
  { method: 'POST', path: `${item}/against`, permission, handle: postAgainst },
  { method: 'POST', path: `${item}/ask`, permission, handle: postAsk },
  { method: 'POST', path: `${item}/close`, permission, handle: postClose },
  { method: 'GET', path: stray, permission, handle: showStray },
  { method: 'POST', path: stray, permission, handle: postStray },
];

const doings = ['returned', 'proposed', 'set_against', 'asked', 'closed', 'explained'] as const;

async function showList(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, request, reply, view, member } = visit;
  const found = await findAttention(context.database, organisation.id);
  const items = await withinReach(visit, found.suspense);
  const strays = member.services === null ? found.strays : [];
  const done = doings.find((one) => one === queryText(request, 'done')) ?? null;
  const payers = await payersOfAttempts(visit, items);
  return sendPage(reply, suspenseListPage(view, { items, payers, strays, done }));
}

type Opened = Pick<ItemPage, 'item' | 'payment' | 'whose'>;

/** @throws Refusal `not_found`, also for what belongs to services of others, `not_allowed` */
async function open(visit: StaffVisit, needed: PermissionName): Promise<Opened> {
  const { context, organisation, request } = visit;
  const { database } = context;
  const { id } = organisation;
  const found = await findSuspenseItem(database, id, addressPart(request, 'item'));
  if (!found) throw new Refusal('not_found');
  await demandOfAttempt(visit, needed, found);
  const attempt = await findAttempt(database, id, found.attemptId);
  const payment = attempt && (await findPayment(database, id, attempt.paymentId));
  const whose = payment ? await paymentLink(visit, payment) : null;
  return { item: found, payment: payment || null, whose };
}

async function showItem(visit: StaffVisit): Promise<FastifyReply> {
  return sendPage(
    visit.reply,
    itemPage(visit, await open(visit, 'see'), newForm(visit.context), null),
  );
}

function itemPage(
  visit: StaffVisit,
  opened: Opened,
  form: FilledForm,
  problem: string | null,
): ReturnType<typeof suspenseItemPage> {
  const { member, view } = visit;
  const may = { refund: isAllowed(member, 'refund'), resolve: isAllowed(member, permission) };
  const here = atPage(view, `/suspense/${opened.item.id}`);
  return suspenseItemPage(here, { ...opened, form, problem, may });
}

type Deed = 'return' | 'against' | 'ask' | 'close';
type Order = { readonly reason: string; readonly actor: string; readonly key: string };
type Typed = { readonly due: string; readonly amount: string };

const posted = z.record(z.string(), z.string());

/** Reads the reason of one of the forms on an item's page, and does its deed. */
async function act(
  visit: StaffVisit,
  deed: Deed,
  done: (typeof doings)[number],
  work: (opened: Opened, order: Order, typed: Typed) => Promise<unknown>,
): Promise<FastifyReply> {
  const { request, reply, view, actor, context } = visit;
  const opened = await open(visit, deed === 'return' ? 'refund' : permission);
  const read = readForm(request.body, {
    schema: posted,
    message: () => '',
    forgotten: ['confirmation_code', 'passkey'],
  });
  const values = read.kind === 'good' ? read.values : read.form.values;
  const again = (problem: string | null, errors: FilledForm['errors'] = {}) =>
    itemPage(visit, opened, { values: { ...values, ...newForm(context).values }, errors }, problem);
  const field = `reason_${deed}`;
  const reason = values[field] ?? '';
  if (!isSayable(reason)) {
    const errors = { [field]: actingTexts(view.language)('reason_missing') };
    return sendPage(reply.status(422), again(null, errors));
  }
  const order = { reason, actor, key: values['order_key'] ?? '' };
  const typed = { due: values['due'] ?? '', amount: values['amount'] ?? '' };
  try {
    return await deedOr(
      visit,
      async () => {
        const came = await work(opened, order, typed);
        return `/suspense?done=${came === 'proposed' ? came : done}`;
      },
      (problem) => again(problem),
    );
  } catch (error) {
    if (!(error instanceof FieldWrong)) throw error;
    return sendPage(reply.status(422), again(null, error.errors));
  }
}

/** A field of the form says something that nothing can be done with. */
class FieldWrong extends Error {
  readonly errors: FilledForm['errors'];

  constructor(errors: FilledForm['errors']) {
    super('a field is wrong');
    this.errors = errors;
  }
}

function postReturn(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation } = visit;
  return act(visit, 'return', 'returned', async (opened, order) => {
    const { kind } = await requestReturn(context, organisation, opened.item.id, order);
    return kind === 'approval' ? 'proposed' : null;
  });
}

function postAgainst(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, view } = visit;
  const t = suspenseTexts(view.language);
  return act(visit, 'against', 'set_against', async (opened, order, typed) => {
    const left = leftOfItem(opened.item);
    const amount = fromTyped(typed.amount, left.currency);
    if (!amount || amount.minor <= 0n) throw new FieldWrong({ amount: t('amount_wrong') });
    const [due] = await findDues(context.database, organisation.id, [typed.due]);
    if (!due) throw new FieldWrong({ due: t('due_wrong') });
    demandServices(visit, permission, [due.service]);
    const against = { ...order, dueId: due.id, amount };
    await setAgainstDue(context, organisation, opened.item.id, against);
  });
}

function postAsk(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation } = visit;
  return act(visit, 'ask', 'asked', (opened, order) =>
    askPayer(context, organisation, opened.item.id, order),
  );
}

function postClose(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation } = visit;
  return act(visit, 'close', 'closed', (opened, order) =>
    closeByStray(context, organisation, opened.item.id, order),
  );
}

/** A stray belongs to no service. @throws Refusal `not_found`, also for somebody of some services only */
async function strayOf({ context, organisation, request, member }: StaffVisit): Promise<Stray> {
  if (member.services !== null) throw new Refusal('not_found');
  const [found] = await findStray(context.database, organisation.id, {
    providerAccountId: addressPart(request, 'account'),
    kind: addressPart(request, 'kind'),
    providerReference: addressPart(request, 'reference'),
  });
  if (!found) throw new Refusal('not_found');
  return found;
}

async function showStray(visit: StaffVisit): Promise<FastifyReply> {
  const found = await strayOf(visit);
  const form = newForm(visit.context);
  return sendPage(visit.reply, strayPage(visit.view, { stray: found, form, problem: null }));
}

const strayForm = z.object({
  order_key: z.string().max(64).default(''),
  way: z.enum(['explained', 'written_off']).default('explained'),
  reason: z.string().max(200).refine(isSayable),
});

async function postStray(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, request, reply, actor } = visit;
  const found = await strayOf(visit);
  const view = atPage(visit.view, strayPath(found));
  const read = readForm(request.body, {
    schema: strayForm,
    message: () => actingTexts(view.language)('reason_missing'),
  });
  if (read.kind === 'bad') {
    const page = strayPage(view, { stray: found, form: read.form, problem: null });
    return sendPage(reply.status(422), page);
  }
  const { way, reason, order_key: key } = read.value;
  const form = newForm(context, read.values);
  return deedOr(
    visit,
    async () => {
      await explainStray(context, organisation, found, { way, reason, actor, key });
      return '/suspense?done=explained';
    },
    (problem) => strayPage(view, { stray: found, form, problem }),
  );
}
