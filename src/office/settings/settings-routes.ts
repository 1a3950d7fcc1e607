/** Seeing and changing an organisation's settings. */
import type { FastifyReply } from 'fastify';
import { setOrganisation, settingsFaults } from '../../organisations/index.ts';
import { postedFields, queryText } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import { faultOfColour } from './colour-field.ts';
import { textOf, type PostedSettings, type SettingsSection } from './section.ts';
import { settingsSections, valuesAgain } from './sections.ts';
import { logoRoutes } from './logo-routes.ts';
import { logoTexts } from './logo.texts.ts';
import { sectionFacts } from './section-facts.ts';
import { sectionPage, settingsPage } from './settings-pages.ts';
import { settingsTexts } from './settings.texts.ts';

const permission = 'change_settings';

export const settingsRoutes: readonly OfficeRoute[] = [
  {
    method: 'GET',
    path: '/settings',
    permission,
    handle: async ({ reply, view }) => sendPage(reply, settingsPage(view)),
  },
  ...settingsSections.flatMap((section): OfficeRoute[] => [
    {
      method: 'GET',
      path: `/settings/${section.name}`,
      permission,
      handle: (visit) => showSection(visit, section),
    },
    {
      method: 'POST',
      path: `/settings/${section.name}`,
      permission,
      handle: (visit) => postSection(visit, section),
    },
  ]),
  ...logoRoutes,
];

async function showSection(visit: StaffVisit, section: SettingsSection): Promise<FastifyReply> {
  const { organisation, reply, view } = visit;
  const form = { values: section.values(organisation.settings), errors: {} };
  const page = { section, facts: await sectionFacts(visit), form, said: saidOf(visit) };
  return sendPage(reply, sectionPage(view, page));
}

function saidOf({ request, view }: StaffVisit): string | null {
  const logo = queryText(request, 'logo');
  if (logo === 'saved' || logo === 'removed') return logoTexts(view.language)(logo);
  return queryText(request, 'saved') === null ? null : settingsTexts(view.language)('saved');
}

async function postSection(visit: StaffVisit, section: SettingsSection): Promise<FastifyReply> {
  const { context, organisation, actor, request, reply, view } = visit;
  const posted = readPosted(postedFields(request.body));
  const facts = await sectionFacts(visit);
  const changes = section.changes(posted, facts);
  const errors = faultsOf(visit, posted, changes);
  if (Object.keys(errors).length > 0) {
    const form = { values: valuesAgain(section, posted), errors };
    const page = sectionPage(view, { section, facts, form, said: null });
    return sendPage(reply.status(422), page);
  }
  await setOrganisation(context, organisation, changes, actor);
  return reply.redirect(view.office.to(`/settings/${section.name}?saved=yes`), 303);
}

const longest = 20_000;

function readPosted(fields: Readonly<Record<string, unknown>>): PostedSettings {
  const read: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') read[name] = value.slice(0, longest).trim();
    else if (Array.isArray(value))
      read[name] = value.filter((item) => typeof item === 'string').slice(0, 50);
  }
  return read;
}

/** What is wrong, at the fields where it was typed. */
function faultsOf(
  { organisation, view }: StaffVisit,
  posted: PostedSettings,
  changes: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const t = settingsTexts(view.language);
  const errors: Record<string, string> = {};
  for (const path of settingsFaults(organisation, changes)) {
    const field = fieldOf(posted, path);
    errors[field] ??= textOf(posted, field) === '' ? t('missing') : t('wrong');
  }
  if ('colour' in changes) {
    const fault = faultOfColour(view, textOf(posted, 'colour'));
    if (fault !== null) errors['colour'] = fault;
  }
  return errors;
}

/** `['contact', 'email']` is the field `contact_email`; what is wrong inside a list, its field. */
function fieldOf(posted: PostedSettings, path: readonly PropertyKey[]): string {
  const names = path.map(String);
  const fields = names.map((_, index) => names.slice(0, names.length - index).join('_'));
  return fields.find((name) => name in posted) ?? fields[0] ?? 'form';
}
