/** Exporting lists: short ones at once, long ones by a job, some again and again. */
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { dateIn } from '../../core/calendar-date.ts';
import { Refusal } from '../../core/errors.ts';
import {
  endSchedule,
  findExport,
  formatNames,
  formats,
  listExports,
  listSchedules,
  readExport,
  recordExport,
  requestExport,
  rhythms,
  scheduleExport,
  writeList,
  type Export,
  type FormatName,
  type Order,
} from '../../exports/index.ts';
import { findList, findListTotals, parseSelection, type Selection } from '../../reports/index.ts';
import { isAllowed } from '../../staff/index.ts';
import { emptyForm, type FilledForm } from '../../web/components/field.ts';
import { readForm } from '../../web/form.ts';
import { addressPart, queryText } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import { maySeeList } from '../lists/may-see-list.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import { allExportsPage, exportPage, liveState, newExportPage, occasions } from './export-pages.ts';
import { exportTexts } from './exports.texts.ts';

const permission = 'export';

export const exportRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path: '/exports', permission, handle: showAll },
  { method: 'GET', path: '/exports/new', permission, handle: showNew },
  { method: 'POST', path: '/exports', permission, handle: postExport },
  { method: 'GET', path: '/exports/:export', permission, handle: showExport },
  { method: 'GET', path: '/exports/:export/state', permission, handle: tellState },
  { method: 'GET', path: '/exports/:export/file', permission, handle: sendFile },
  {
    method: 'POST',
    path: '/exports/schedules/:schedule/end',
    permission: 'schedule_exports',
    handle: postEnd,
  },
];

/** Up to so many rows are sent while they are read; more are made by a job. */
const mostAtOnce = 20_000;

async function showAll(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, member, actor, request, reply, view } = visit;
  const maySchedule = isAllowed(member, 'schedule_exports');
  const done = queryText(request, 'done');
  const page = allExportsPage(view, {
    exports: await listExports(context.database, organisation.id, actor),
    schedules: maySchedule ? await listSchedules(context.database, organisation.id) : null,
    done: done === 'scheduled' || done === 'ended' ? done : null,
  });
  return sendPage(reply, page);
}

async function showNew(visit: StaffVisit): Promise<FastifyReply> {
  const { request } = visit;
  const query = new URLSearchParams(request.url.split('?')[1] ?? '');
  const name = query.get('list') ?? '';
  for (const own of ['list', 'language']) query.delete(own);
  return showForm(visit, selectionFrom(visit, name, query), emptyForm);
}

async function showForm(
  visit: StaffVisit,
  selection: Selection,
  form: FilledForm,
): Promise<FastifyReply> {
  const { context, organisation, member, reply, view } = visit;
  const page = newExportPage(view, {
    selection,
    totals: await findListTotals(context.database, organisation, selection, mostAtOnce),
    orderKey: context.ids.token(),
    maySchedule: isAllowed(member, 'schedule_exports'),
    form,
  });
  return sendPage(reply, page);
}

/** @throws Refusal `not_found` for a list that is none or not theirs, `input_invalid` for filters of no list */
function selectionFrom(visit: StaffVisit, name: string, query: URLSearchParams): Selection {
  const { context, organisation, member } = visit;
  const list = findList(name);
  if (!list || !maySeeList(member, list)) throw new Refusal('not_found');
  const given: Record<string, string[]> = {};
  for (const [key, value] of query) given[key] = [...(given[key] ?? []), value];
  const today = dateIn(organisation.settings.time_zone, context.clock.now());
  const result = parseSelection(list, given, { today, services: member.services });
  if (result.kind === 'invalid')
    throw new Refusal(
      'input_invalid',
      result.problems.map(({ parameter }) => parameter).join(', '),
    );
  return result.selection;
}

const exportSchema = z.object({
  list: z.string().max(100),
  query: z.string().max(4000).default(''),
  order_key: z.string().regex(/^[0-9a-z]{32}$/),
  format: z.enum(formatNames, { error: 'format_missing' }),
  when: z.enum(occasions).default('now'),
});

async function postExport(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, member, actor, request, reply, view } = visit;
  const t = exportTexts(view.language);
  const read = readForm(request.body, {
    schema: exportSchema,
    message: () => t('format_missing'),
  });
  if (read.kind === 'bad') {
    const { list = '', query = '' } = read.form.values;
    const selection = selectionFrom(visit, list, new URLSearchParams(query));
    reply.status(422);
    return showForm(visit, selection, read.form);
  }
  const { list, query, format, when } = read.value;
  const selection = selectionFrom(visit, list, new URLSearchParams(query));
  const { language } = view;
  const { services } = member;
  const wanted = { list, parameters: selection.parameters, services, format, language };
  const by = { actor, email: member.email };
  const every = rhythms.find((rhythm) => rhythm === when);
  if (every) {
    if (!isAllowed(member, 'schedule_exports')) throw new Refusal('not_allowed');
    await scheduleExport(context, organisation, { ...wanted, every }, by);
    return reply.redirect(view.office.to('/exports?done=scheduled'), 303);
  }
  const totals = await findListTotals(context.database, organisation, selection, mostAtOnce);
  if (totals.isComplete) {
    await recordExport(context, organisation, wanted, actor);
    return sendAtOnce(visit, { selection, format, language });
  }
  const orderKey = read.value.order_key;
  const id = await requestExport(context, organisation, wanted, { ...by, orderKey });
  return reply.redirect(view.office.to(`/exports/${id}`), 303);
}

/** A short list, written while it is sent. */
async function sendAtOnce(visit: StaffVisit, order: Order): Promise<FastifyReply> {
  const { context, organisation } = visit;
  const file = new Readable({ read: () => {} });
  void writeList(context, organisation, order, async (piece) => {
    file.push(piece);
  }).then(
    () => file.push(null),
    (error: unknown) => file.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  const today = dateIn(organisation.settings.time_zone, context.clock.now());
  const { list } = order.selection;
  return asFile(visit, `${list.name}-${today}`, order.format).send(file);
}

function asFile(
  { organisation, reply }: StaffVisit,
  title: string,
  format: FormatName,
): FastifyReply {
  const name = `${organisation.slug}-${title}.${format}`;
  return reply
    .type(formats[format].mediaType)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('content-security-policy', "default-src 'none'; sandbox");
}

/** @throws Refusal `not_found` for an export of somebody else */
async function exportOf({ context, organisation, actor, request }: StaffVisit): Promise<Export> {
  const id = addressPart(request, 'export');
  const found = await findExport(context.database, organisation.id, id);
  if (!found || found.requestedBy !== actor) throw new Refusal('not_found');
  return found;
}

async function showExport(visit: StaffVisit): Promise<FastifyReply> {
  return sendPage(visit.reply, exportPage(visit.view, await exportOf(visit)));
}

async function tellState(visit: StaffVisit): Promise<FastifyReply> {
  return visit.reply.send({ state: liveState(await exportOf(visit)) });
}

async function sendFile(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation } = visit;
  const wanted = await exportOf(visit);
  if (wanted.state !== 'made') throw new Refusal('not_found');
  return asFile(visit, `${wanted.list}-${wanted.id}`, wanted.format)
    .header('content-length', String(wanted.byteCount))
    .send(Readable.from(readExport(context, organisation, wanted.id)));
}

async function postEnd(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, request, reply, view } = visit;
  await endSchedule(context, organisation, addressPart(request, 'schedule'), actor);
  return reply.redirect(view.office.to('/exports?done=ended'), 303);
}
