/** The lists of the back office: one page for all of them, driven by what each list says of itself. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { dateIn } from '../../core/calendar-date.ts';
import { Refusal } from '../../core/errors.ts';
import {
  everything,
  findList,
  findListPage,
  findListTotals,
  findSavedViews,
  listTexts,
  lists,
  parseSelection,
  problemTexts,
  removeView,
  saveView,
  type InvalidParameter,
  type List,
  type Selection,
  type SelectionResult,
} from '../../reports/index.ts';
import { isAllowed } from '../../staff/index.ts';
import type { FilledForm } from '../../web/components/field.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { readForm } from '../../web/form.ts';
import { href, html, type Html } from '../../web/html.ts';
import { addressPart, postedFields, queryText } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import { officePage } from '../office-page.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import type { OfficeView } from '../office-view.ts';
import { exportAddress, listAddress } from './list-address.ts';
import { listPage, type FoundList } from './list-page.ts';
import { maySeeList } from './may-see-list.ts';
import { listPageTexts } from './list-page.texts.ts';

export const listRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path: '/all-lists', permission: 'see', handle: showAllLists },
  { method: 'GET', path: '/lists/:list', permission: 'see', handle: showList },
  {
    method: 'GET',
    path: '/lists/audit',
    permission: lists.audit.permission,
    handle: (visit) => showNamed(visit, lists.audit),
  },
  { method: 'POST', path: '/lists/:list/views', permission: 'save_views', handle: postView },
  {
    method: 'POST',
    path: '/lists/:list/views/:view/remove',
    permission: 'save_views',
    handle: postRemoval,
  },
];

/** Parameters of the page that choose no rows. */
const ofThePage = ['cursor', 'totals', 'language', 'saved'];
const pageSize = 50;
/** Up to so many rows are counted and added up without being asked. */
const mostAddedUp = 10_000;

async function showAllLists({ member, reply, view }: StaffVisit): Promise<FastifyReply> {
  const open = Object.values(lists).filter((list) => maySeeList(member, list));
  return sendPage(reply, allListsPage(view, open));
}

function allListsPage(view: OfficeView, open: readonly List[]): Html {
  const t = listPageTexts(view.language);
  return officePage(view, {
    title: t('all_lists'),
    content: html`${pageHeading(t('all_lists'), t('all_lists_lead'))}
      <ul class="it-list-of-lists">
        ${open.map(
          ({ name }) =>
            html`<li><a href="${href(listAddress(view, name))}">${listTexts(view.language)(name)}</a></li>`,
        )}
      </ul>`,
  });
}

async function showList(visit: StaffVisit): Promise<FastifyReply> {
  return showNamed(visit, listOf(visit));
}

async function showNamed(visit: StaffVisit, list: List): Promise<FastifyReply> {
  const { request, reply, view } = visit;
  const query = textsOf(request.query);
  const result = read(visit, list, query);
  const given = Object.entries(query)
    .flatMap(([name, values]) => values.map((value) => [name, value.trim()] as const))
    .filter(([name, value]) => value !== '' && !ofThePage.includes(name));
  if (result.kind === 'invalid') {
    const columns = new Set(everything(list).columns.map((column) => column.name));
    const errors = errorsOf(view, result.problems);
    const page = listPage(view, { form: { list, given, errors, columns }, found: null });
    return sendPage(reply.status(422), page);
  }
  return sendPage(reply, await foundPage(visit, result.selection, given));
}

async function foundPage(
  visit: StaffVisit,
  selection: Selection,
  given: Selection['parameters'],
  viewForm?: FilledForm,
): Promise<Html> {
  const { view } = visit;
  const columns = new Set(selection.columns.map((column) => column.name));
  const form = { list: selection.list, given, errors: {}, columns };
  const found = await findRows(visit, selection);
  return listPage(view, { form, found: { ...found, ...(viewForm && { viewForm }) } });
}

async function findRows(visit: StaffVisit, selection: Selection): Promise<FoundList> {
  const { context, organisation, member, request } = visit;
  const { database } = context;
  const cursor = queryText(request, 'cursor');
  const most = queryText(request, 'totals') === 'all' ? null : mostAddedUp;
  return {
    selection,
    page: await findListPage(database, organisation, selection, { cursor, size: pageSize }),
    totals: await findListTotals(database, organisation, selection, most),
    views: await findSavedViews(database, organisation.id, member.id, selection.list.name),
    mayKeepViews: isAllowed(member, 'save_views'),
    exportAddress: isAllowed(member, 'export') ? exportAddress(visit.view, selection) : null,
    isSaved: queryText(request, 'saved') !== null,
  };
}

/** @throws Refusal `not_found`, also for a list of all services and somebody who may see only some */
function listOf({ request, member }: StaffVisit): List {
  const list = findList(addressPart(request, 'list'));
  if (!list || !maySeeList(member, list)) throw new Refusal('not_found');
  return list;
}

function read({ context, organisation, member }: StaffVisit, list: List, query: Texts) {
  const today = dateIn(organisation.settings.time_zone, context.clock.now());
  const { services } = member;
  return parseSelection(list, query, { today, services, besides: ofThePage });
}

type Texts = Readonly<Record<string, readonly string[]>>;

function textsOf(query: unknown): Texts {
  const entries = Object.entries(postedFields(query)).map(([name, value]) => {
    const values: unknown[] = Array.isArray(value) ? value : [value];
    return [name, values.filter((text) => typeof text === 'string')] as const;
  });
  return Object.fromEntries(entries);
}

function errorsOf(view: OfficeView, problems: readonly InvalidParameter[]): FilledForm['errors'] {
  const t = problemTexts(view.language);
  return Object.fromEntries(
    problems.map(({ parameter, problem }) => [parameter, t(problem, { parameter })]),
  );
}

const viewSchema = z.object({
  view_name: z.string().min(1).max(80),
  view_shared: z.literal('yes').optional(),
  parameter: z.array(z.string()).default([]),
});

async function postView(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, member, request, reply, view } = visit;
  const list = listOf(visit);
  const result = read(visit, list, parametersOf(request.body));
  if (result.kind === 'invalid') throw new Refusal('input_invalid');
  const { selection } = result;
  const t = listPageTexts(view.language);
  const form = readForm(request.body, {
    schema: viewSchema,
    message: () => t('view_not_saved'),
    lists: ['parameter'],
  });
  if (form.kind === 'bad') return notSaved(visit, result, form.form);
  const kept = {
    staffId: member.id,
    name: form.value.view_name,
    isShared: form.value.view_shared === 'yes',
  };
  try {
    await saveView(context, organisation, selection, kept);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'input_invalid') throw error;
    const errors = { view_name: t('too_many_views') };
    return notSaved(visit, result, { values: form.values, errors });
  }
  const parameters = [...selection.parameters, ['saved', 'yes'] as const];
  return reply.redirect(listAddress(view, list.name, parameters), 303);
}

async function notSaved(
  visit: StaffVisit,
  { selection }: Extract<SelectionResult, { kind: 'selection' }>,
  form: FilledForm,
): Promise<FastifyReply> {
  const address = listAddress(visit.view, selection.list.name, selection.parameters);
  const view = Object.assign(visit.view, { address });
  const page = await foundPage({ ...visit, view }, selection, selection.parameters, form);
  return sendPage(visit.reply.status(422), page);
}

/** The filters as the form carries them: `state=paid`, one in each field. */
function parametersOf(body: unknown): Texts {
  const given = textsOf(body)['parameter'] ?? [];
  const pairs = given.map((text) => {
    const at = text.indexOf('=');
    return [text.slice(0, Math.max(at, 0)), text.slice(at + 1)] as const;
  });
  const names = new Set(pairs.map(([name]) => name));
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      pairs.filter(([key]) => key === name).map(([, value]) => value),
    ]),
  );
}

async function postRemoval(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, member, request, reply, view } = visit;
  const list = listOf(visit);
  await removeView(context, organisation, member.id, addressPart(request, 'view'));
  return reply.redirect(listAddress(view, list.name), 303);
}
