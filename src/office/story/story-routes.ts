/** The pages of one payment and of one due. */
import type { FastifyReply } from 'fastify';
import { dateIn } from '../../core/calendar-date.ts';
import { Refusal } from '../../core/errors.ts';
import {
  findCoveredDues,
  findDueStory,
  findListPage,
  findPaymentStory,
  lists,
  parseSelection,
} from '../../reports/index.ts';
import { listStaff } from '../../staff/index.ts';
import { addressPart } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import { storyPage } from './story-page.ts';

export const storyRoutes: readonly OfficeRoute[] = [
  {
    method: 'GET',
    path: '/payments/:payment',
    permission: 'see',
    handle: (visit) => showStory(visit, 'payment'),
  },
  {
    method: 'GET',
    path: '/dues/:due',
    permission: 'see',
    handle: (visit) => showStory(visit, 'due'),
  },
];

/** @throws Refusal `not_found`, also for what belongs to services of others */
async function showStory(visit: StaffVisit, about: 'payment' | 'due'): Promise<FastifyReply> {
  const { context, organisation, member, request, reply, view } = visit;
  const { database } = context;
  const id = addressPart(request, about);
  const list = about === 'payment' ? lists.payments : lists.dues;
  const today = dateIn(organisation.settings.time_zone, context.clock.now());
  const columns = list.columns.map(({ name }) => name).join(',');
  const query = { [about]: id, columns };
  const result = parseSelection(list, query, { today, services: member.services });
  if (result.kind === 'invalid') throw new Refusal('not_found');
  const { selection } = result;
  const options = { cursor: null, size: 1 };
  const { rows } = await findListPage(database, organisation, selection, options);
  const [row] = rows;
  const find = about === 'payment' ? findPaymentStory : findDueStory;
  const lines = row ? await find(database, organisation.id, id) : null;
  if (!row || lines === null) throw new Refusal('not_found');
  const staff = await listStaff(database, organisation.id);
  const people = new Map(staff.map((person) => [person.id, person.name]));
  const covered = about === 'payment' ? await findCoveredDues(database, organisation.id, id) : [];
  return sendPage(reply, storyPage(view, { about, id, selection, row, lines, people, covered }));
}
