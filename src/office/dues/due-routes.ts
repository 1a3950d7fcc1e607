/** Dues by hand and money at the counter. */
import type { FastifyReply } from 'fastify';
import { Refusal } from '../../core/errors.ts';
import { fromDecimal, toDecimal, toTyped } from '../../core/money.ts';
import { changeDue, createDue, withdrawDue } from '../../desk/index.ts';
import { findDebtor, findDueChanges, findDues, outstanding, type Due } from '../../dues/index.ts';
import { recordCounterPayment } from '../../payments/index.ts';
import { isAllowed, type PermissionName } from '../../staff/index.ts';
import { addressesOf } from '../../web/addresses.ts';
import type { FilledForm } from '../../web/components/field.ts';
import type { ReadForm } from '../../web/form.ts';
import type { Html } from '../../web/html.ts';
import { addressPart, queryText } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import { deedOr, demandServices } from '../acting/deed.ts';
import { newForm } from '../acting/form-parts.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import { changeDueForm, counterForm, newDueForm, readDueForm, withdrawForm } from './due-forms.ts';
import {
  changeDuePage,
  counterPage,
  duePage,
  newDuePage,
  termValues,
  withdrawDuePage,
  type DueForm,
} from './due-pages.ts';

const change = 'change_dues';
const take = 'record_payment';

export const dueRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path: '/dues/new', permission: change, handle: showNew },
  { method: 'POST', path: '/dues/new', permission: change, handle: postNew },
  { method: 'GET', path: '/dues/:due/by-hand', permission: 'see', handle: showDue },
  { method: 'GET', path: '/dues/:due/change', permission: change, handle: showChange },
  { method: 'POST', path: '/dues/:due/change', permission: change, handle: postChange },
  { method: 'GET', path: '/dues/:due/withdraw', permission: change, handle: showWithdraw },
  { method: 'POST', path: '/dues/:due/withdraw', permission: change, handle: postWithdraw },
  { method: 'GET', path: '/dues/:due/counter', permission: take, handle: showCounter },
  { method: 'POST', path: '/dues/:due/counter', permission: take, handle: postCounter },
];

async function dueOf(visit: StaffVisit, permission: PermissionName): Promise<Due> {
  const { context, organisation, request } = visit;
  const id = addressPart(request, 'due');
  const [due] = await findDues(context.database, organisation.id, [id]);
  if (!due) throw new Refusal('not_found');
  demandServices(visit, permission, [due.service]);
  return due;
}

function pageOf(dueId: string): string {
  return `/dues/${dueId}/by-hand`;
}

const doings = ['created', 'changed', 'was_withdrawn', 'taken'] as const;

async function showDue(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, request, reply, view, member } = visit;
  const due = await dueOf(visit, 'see');
  const debtor = await findDebtor(context.database, organisation.id, due.id);
  const changes = await findDueChanges(context.database, organisation.id, due.id);
  const setAside = fromDecimal(queryText(request, 'aside') ?? '', due.amount.currency);
  const token = debtor?.accessToken ?? null;
  const page = duePage(view, {
    due,
    debtor,
    payAddress: token && `${context.publicUrl}${addressesOf(organisation.slug).due(token)}`,
    changes,
    done: doings.find((one) => one === queryText(request, 'done')) ?? null,
    setAside: setAside && setAside.minor > 0n ? setAside : null,
    may: {
      change: isAllowed(member, change, due.service),
      take: isAllowed(member, take, due.service),
    },
  });
  return sendPage(reply, page);
}

async function showNew(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, reply, view } = visit;
  const { currencies } = organisation.settings;
  return sendPage(reply, newDuePage(view, currencies, { form: newForm(context), problem: null }));
}

async function postNew(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, request, view } = visit;
  const { currencies } = organisation.settings;
  const read = readDueForm(view, request.body, newDueForm(currencies, request.body));
  return answer(
    visit,
    read,
    (page) => newDuePage(view, currencies, page),
    async (value) => {
      demandServices(visit, change, [value.service]);
      const dueId = await createDue(context, organisation, {
        service: value.service,
        about: value.about,
        amount: value.amount,
        dueOn: value.due_on,
        debtor: { name: value.debtor, taxId: value.tax_id, email: value.email },
        reason: value.reason,
        actor,
        key: value.order_key,
      });
      return `${pageOf(dueId)}?done=created`;
    },
  );
}

async function showChange(visit: StaffVisit): Promise<FastifyReply> {
  const due = await dueOf(visit, change);
  const form = newForm(visit.context, termValues(visit.view, due));
  return sendPage(visit.reply, changeDuePage(visit.view, due, { form, problem: null }));
}

async function postChange(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, request, view } = visit;
  const due = await dueOf(visit, change);
  const read = readDueForm(view, request.body, changeDueForm(due.amount.currency));
  return answer(
    visit,
    read,
    (page) => changeDuePage(view, due, page),
    async (value) => {
      const { about, amount, due_on: dueOn, reason, order_key: key } = value;
      await changeDue(context, organisation, due.id, { about, amount, dueOn, reason, actor, key });
      return `${pageOf(due.id)}?done=changed`;
    },
  );
}

async function showWithdraw(visit: StaffVisit): Promise<FastifyReply> {
  const due = await dueOf(visit, change);
  const form = newForm(visit.context);
  return sendPage(visit.reply, withdrawDuePage(visit.view, due, { form, problem: null }));
}

async function postWithdraw(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, request, view } = visit;
  const due = await dueOf(visit, change);
  const read = readDueForm(view, request.body, withdrawForm);
  return answer(
    visit,
    read,
    (page) => withdrawDuePage(view, due, page),
    async (value) => {
      const { reason, order_key: key } = value;
      await withdrawDue(context, organisation, due.id, { reason, actor, key });
      return `${pageOf(due.id)}?done=was_withdrawn`;
    },
  );
}

async function showCounter(visit: StaffVisit): Promise<FastifyReply> {
  const due = await dueOf(visit, take);
  const form = newForm(visit.context, {
    amount: toTyped(outstanding(due), visit.view.language),
  });
  return sendPage(visit.reply, counterPage(visit.view, due, { form, problem: null }));
}

async function postCounter(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, request, view } = visit;
  const due = await dueOf(visit, take);
  const read = readDueForm(view, request.body, counterForm(due.amount.currency));
  return answer(
    visit,
    read,
    (page) => counterPage(view, due, page),
    async (value) => {
      const { amount, email, reason, order_key: key } = value;
      const language = organisation.settings.languages[0] ?? 'en';
      const order = { dueId: due.id, amount, email, language, reason, actor, key };
      const { setAside } = await recordCounterPayment(context, organisation, order);
      const aside = setAside.minor > 0n ? `aside=${toDecimal(setAside)}` : 'done=taken';
      return `${pageOf(due.id)}?${aside}`;
    },
  );
}

/** A form that is wrong, or whose deed is refused, comes back as it was typed. */
async function answer<Value>(
  visit: StaffVisit,
  read: ReadForm<Value>,
  page: (page: DueForm) => Html,
  deed: (value: Value) => Promise<string>,
): Promise<FastifyReply> {
  const { reply, context } = visit;
  if (read.kind === 'bad') {
    return sendPage(reply.status(422), page({ form: read.form, problem: null }));
  }
  const again: FilledForm = { ...newForm(context, read.values), errors: {} };
  return deedOr(
    visit,
    () => deed(read.value),
    (problem) => page({ form: again, problem }),
  );
}
