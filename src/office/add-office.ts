/** The one door of the back office: every route passes session, second factor, permission and confirmation here. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../core/errors.ts';
import { addLogFields } from '../observation/index.ts';
import { findOfferNames, noOfferNames } from '../reports/index.ts';
import {
  actorOf,
  isAllowed,
  needsConfirmation,
  openSession,
  permissionNames,
} from '../staff/index.ts';
import type { PermissionName, Session } from '../staff/index.ts';
import { postedFields } from '../web/posted-fields.ts';
import { sendPage } from '../web/send-page.ts';
import { organisationOf, viewOf, type Site } from '../web/site.ts';
import { askAgain, confirmPosted } from './confirm/confirm-post.ts';
import { sessionEndedPage } from './confirm/session-ended-page.ts';
import { notAllowedPage } from './not-allowed.ts';
import type { OfficeRoute, StaffVisit, Visit } from './office-route.ts';
import { officeAddresses } from './office-view.ts';
import { officeRoutes } from './routes.ts';
import { sessionSecret } from './session-cookie.ts';

export function addOffice(app: FastifyInstance, site: Site): void {
  for (const route of officeRoutes) {
    app.route({
      method: route.method,
      url: `/:organisation/office${route.path}`,
      ...(route.bodyLimit !== undefined && { bodyLimit: route.bodyLimit }),
      ...(route.files && { config: { files: route.files } }),
      handler: (request, reply) => answer(site, route, request, reply),
    });
  }
}

async function answer(
  site: Site,
  route: OfficeRoute,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const visit = await visitOf(site, request, reply);
  // Pages of staff are of today and of nobody else.
  reply.header('cache-control', 'no-store');
  if (route.permission === 'anyone') return route.handle(visit);
  const { session } = visit;
  if (!session) return toSignIn(visit, route);
  if (!session.isComplete && route.permission !== 'halfway')
    return reply.redirect(visit.view.office.to('/second-factor'), 303);
  const staffVisit: StaffVisit = {
    ...visit,
    session,
    member: session.member,
    actor: actorOf(session.member),
  };
  if (isPermission(route.permission) && !isAllowed(session.member, route.permission)) {
    request.log.warn({ permission: route.permission }, 'a role may not do this');
    return sendPage(reply.status(403), notAllowedPage(visit.view, session.member));
  }
  if (route.method === 'POST' && asksAgain(route) && !(await isConfirmed(staffVisit)))
    return askAgain(staffVisit, route);
  return route.handle(staffVisit);
}

async function visitOf(site: Site, request: FastifyRequest, reply: FastifyReply): Promise<Visit> {
  const { context } = site;
  const organisation = await organisationOf(site, request);
  const secret = sessionSecret(context, request, organisation);
  const session = secret === null ? null : await openSession(context, organisation.id, secret);
  if (session) addLogFields({ actor: actorOf(session.member) });
  // The token is made when a page asks for it, so the view stays one object.
  const view = Object.assign(viewOf(site, request, reply, organisation), {
    member: session?.isComplete ? session.member : null,
    office: officeAddresses(organisation),
    names: session?.isComplete
      ? await findOfferNames(context.database, organisation.id)
      : noOfferNames,
  });
  return { site, context, request, reply, organisation, view, session };
}

/** After signing in, whoever asked for a page is led to it; a form that was sent is not lost. */
function toSignIn({ request, reply, view }: Visit, route: OfficeRoute): FastifyReply {
  const isLost = request.method === 'POST' && !request.url.endsWith('/sign-out');
  if (isLost) {
    const fields = Object.entries(postedFields(request.body)).filter(
      ([name]) => name !== 'form_token' && route.isSecret?.(name) !== true,
    );
    return sendPage(reply.status(403), sessionEndedPage(view, { action: request.url, fields }));
  }
  const wanted =
    request.method === 'GET' ? `?${new URLSearchParams({ to: request.url }).toString()}` : '';
  return reply.redirect(`${view.office.to('/sign-in')}${wanted}`, 303);
}

function isPermission(admission: OfficeRoute['permission']): admission is PermissionName {
  return permissionNames.some((name) => name === admission);
}

function asksAgain({ permission, confirm }: OfficeRoute): boolean {
  return confirm === true || (isPermission(permission) && needsConfirmation(permission));
}

async function isConfirmed(visit: StaffVisit): Promise<boolean> {
  return visit.session.isConfirmed || confirmPosted(visit);
}

/** @throws Refusal `not_allowed`, where a deed within a page needs more than the page */
export function demand(session: Session, permission: PermissionName, service?: string): void {
  if (!isAllowed(session.member, permission, service)) throw new Refusal('not_allowed');
}
