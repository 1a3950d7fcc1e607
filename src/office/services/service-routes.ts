/** Services in the back office: their list, the page of each, what each is, how it stands, and their order. */
import type { FastifyReply } from 'fastify';
import { inLanguage } from '../../core/localised.ts';
import { money, type Money } from '../../core/money.ts';
import { Refusal } from '../../core/errors.ts';
import { findTodaysFigures } from '../../reports/index.ts';
import {
  findChargeTypesOfService,
  findServices,
  moveOffer,
  saveService,
  serviceDefinition,
  type Service,
} from '../../services/index.ts';
import { isAllowed } from '../../staff/index.ts';
import { addressesOf } from '../../web/addresses.ts';
import { orderKeyOf } from '../../web/order-key.ts';
import { postedFields, queryText } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import { atPage } from '../acting/deed.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import { postEditing, showEditing, type Editing } from './edit-routes.ts';
import { postNewCharge, postNewService, showNewCharge, showNewService } from './new-offer.ts';
import { readPosted, textOf } from './posted-offer.ts';
import { demandAll, serviceOf } from './reach.ts';
import { serviceSection } from './sections/service-section.ts';
import { servicePage } from './service-page.ts';
import { servicesPage, type ServiceFigures } from './services-page.ts';
import { offerTexts } from './services.texts.ts';
import { offerState } from './state-form.ts';

const permission = 'manage_services';
/** A form in three languages, of forty fields with their options. */
export const largeForm = 512 * 1024;

export const serviceRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path: '/services', permission, handle: showServices },
  { method: 'GET', path: '/services/new_service', permission, handle: showNewService },
  { method: 'POST', path: '/services/new_service', permission, handle: postNewService },
  { method: 'GET', path: '/services/:service', permission, handle: (visit) => showService(visit) },
  { method: 'GET', path: '/services/:service/about', permission, handle: async (visit) => showEditing(visit, await editingOf(visit)) }, // prettier-ignore
  { method: 'POST', path: '/services/:service/about', permission, bodyLimit: largeForm, handle: async (visit) => postEditing(visit, await editingOf(visit)) }, // prettier-ignore
  { method: 'POST', path: '/services/:service/state', permission, handle: postState },
  { method: 'POST', path: '/services/:service/move', permission, handle: postMove },
  ...(['free', 'dues'] as const).flatMap((kind): OfficeRoute[] => [
    { method: 'GET', path: `/services/:service/new/${kind}`, permission, handle: (visit) => showNewCharge(visit, kind) }, // prettier-ignore
    { method: 'POST', path: `/services/:service/new/${kind}`, permission, handle: (visit) => postNewCharge(visit, kind) }, // prettier-ignore
  ]),
];

async function showServices(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, member, reply, request, view } = visit;
  const all = await findServices(context.database, organisation.id);
  const services = all.filter(({ id }) => isAllowed(member, permission, id));
  const page = servicesPage(view, {
    services,
    figures: await figuresOf(visit),
    mayAll: member.services === null,
    orderKey: context.ids.token(),
    said: saidOf(visit, queryText(request, 'done')),
  });
  return sendPage(reply, page);
}

const doings = ['made', 'moved', 'opened', 'closed', 'drafted', 'loaded', 'unchanged'] as const;

/** What was just done, in words; nothing for what no deed says. */
export function saidOf({ view }: StaffVisit, done: string | null): string | null {
  const known = doings.find((one) => one === done);
  return known ? offerTexts(view.language)(`done_${known}`) : null;
}

/** The figures of the first page, by service. */
async function figuresOf({
  context,
  organisation,
  member,
}: StaffVisit): Promise<Map<string, ServiceFigures>> {
  const options = { services: member.services, isAnew: false };
  const { collected, owed } = await findTodaysFigures(context, organisation, options);
  const names = new Set([...collected, ...owed].map(({ service }) => service));
  const sumsOf = (
    lines: readonly { readonly service: string; readonly amount: Money }[],
    name: string,
  ) => byCurrency(lines.filter(({ service }) => service === name).map(({ amount }) => amount));
  return new Map(
    [...names].map((name) => [
      name,
      { collected: sumsOf(collected, name), outstanding: sumsOf(owed, name) },
    ]),
  );
}

function byCurrency(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, bigint>();
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + minor);
  return [...sums].map(([currency, minor]) => money(minor, currency));
}

async function showService(
  visit: StaffVisit,
  problem: string | null = null,
): Promise<FastifyReply> {
  const { context, organisation, reply, request, view } = visit;
  const service = await serviceOf(visit);
  const charges = await findChargeTypesOfService(context.database, organisation.id, service.id);
  const figures = await figuresOf(visit);
  const page = servicePage(atPage(view, `/services/${service.id}`), {
    service,
    charges,
    figures: figures.get(service.id) ?? null,
    payerAddress: addressesOf(organisation.slug).service(service.id),
    orderKey: context.ids.token(),
    said: problem === null ? saidOf(visit, queryText(request, 'done')) : null,
    problem,
  });
  return sendPage(problem === null ? reply : reply.status(409), page);
}

async function editingOf(visit: StaffVisit): Promise<Editing<Service['definition']>> {
  const { context, organisation, actor, view } = visit;
  const service = await serviceOf(visit);
  const t = offerTexts(view.language);
  const name = inLanguage(service.definition.name, view.language);
  return {
    section: serviceSection,
    schema: serviceDefinition,
    definition: service.definition,
    version: service.version,
    title: t('edit_service'),
    lead: name,
    path: `/services/${service.id}/about`,
    back: { path: `/services/${service.id}`, label: t('back_to', { name }) },
    save: (definition, version) =>
      context.database.transaction((transaction) =>
        saveService(
          context,
          transaction,
          organisation,
          { ...service, definition, version: version + 1 },
          actor,
        ),
      ),
  };
}

export const saidByState = { open: 'opened', closed: 'closed', draft: 'drafted' } as const;

async function postState(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, reply, request, view } = visit;
  const service = await serviceOf(visit);
  const { state, version } = postedState(request.body);
  if (!state) throw new Refusal('input_invalid', 'state: none of those there are');
  try {
    await context.database.transaction((transaction) =>
      saveService(
        context,
        transaction,
        organisation,
        { ...service, state, version: version + 1 },
        actor,
      ),
    );
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'changed_since') throw error;
    return showService(visit, offerTexts(view.language)('changed_before'));
  }
  return reply.redirect(view.office.to(`/services/${service.id}?done=${saidByState[state]}`), 303);
}

export function postedState(body: unknown) {
  const posted = readPosted(body);
  const typed = textOf(posted, 'version');
  return {
    state: offerState(textOf(posted, 'state')),
    version: /^\d{1,9}$/.test(typed) ? Number(typed) : 0,
  };
}

/** @throws Refusal `input_invalid` for any other direction */
export function postedDirection(body: unknown): 'up' | 'down' {
  const { direction } = postedFields(body);
  if (direction !== 'up' && direction !== 'down') throw new Refusal('input_invalid', 'direction');
  return direction;
}

async function postMove(visit: StaffVisit): Promise<FastifyReply> {
  demandAll(visit);
  const { context, organisation, actor, reply, request, view, site } = visit;
  const { id } = await serviceOf(visit);
  const order = { actor, key: orderKeyOf(site, request) };
  await moveOffer(context, organisation, { service: id }, postedDirection(request.body), order);
  return reply.redirect(view.office.to('/services?done=moved'), 303);
}
