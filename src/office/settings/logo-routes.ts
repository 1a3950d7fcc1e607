/** Putting up another logo, and taking it away. */
import type { FastifyReply } from 'fastify';
import { readLogoContent, setOrganisation, type Logo } from '../../organisations/index.ts';
import { sendPage } from '../../web/send-page.ts';
import { atPage } from '../acting/deed.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import { logoTexts } from './logo.texts.ts';
import { looks } from './looks.ts';
import { sectionFacts } from './section-facts.ts';
import { sectionPage } from './settings-pages.ts';

const permission = 'change_settings';
const path = '/settings/looks/logo';

/** More than is kept is read, so that what is too much can be told in the form. */
const files = { largestBytes: 256 * 1024, most: 4 };

export const logoRoutes: readonly OfficeRoute[] = [
  { method: 'POST', path, permission, files, handle: postLogo },
  { method: 'POST', path: `${path}/remove`, permission, handle: removeLogo },
];

async function postLogo(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, reply, view } = visit;
  const logo = readPosted(visit);
  if (typeof logo === 'string') {
    const form = { values: looks.values(organisation.settings), errors: { logo } };
    const facts = await sectionFacts(visit);
    const shown = { section: looks, facts, form, said: null };
    return sendPage(reply.status(422), sectionPage(atPage(view, '/settings/looks'), shown));
  }
  await setOrganisation(context, organisation, { logo }, actor);
  return reply.redirect(view.office.to('/settings/looks?logo=saved'), 303);
}

/** @returns the picture, or what to say of the file that is none */
function readPosted({ request, view }: StaffVisit): Logo | string {
  const t = logoTexts(view.language);
  const [file, ...more] = request.postedFiles;
  if (!file) return t('missing');
  if (more.length > 0) return t('several');
  const read = file.isTooLarge ? 'too_large' : readLogoContent(file.content);
  return typeof read === 'string' ? t(read) : read;
}

async function removeLogo(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, reply, view } = visit;
  await setOrganisation(context, organisation, { logo: undefined }, actor);
  return reply.redirect(view.office.to('/settings/looks?logo=removed'), 303);
}
