/** Services as files: fetched as they stand, and loaded as `services load` does. */
import type { FastifyReply } from 'fastify';
import { Refusal } from '../../core/errors.ts';
import {
  findChargeTypes,
  findServices,
  loadOffers,
  offersAsFile,
  type Service,
} from '../../services/index.ts';
import { isAllowed } from '../../staff/index.ts';
import { actions, button, fileForm } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { emptyForm, fileField } from '../../web/components/field.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { announcement, notice } from '../../web/components/notice.ts';
import { href, html, type Html } from '../../web/html.ts';
import { sendPage } from '../../web/send-page.ts';
import { atPage } from '../acting/deed.ts';
import { officePage } from '../office-page.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import { demandAll, serviceOf } from './reach.ts';
import { offerTexts } from './services.texts.ts';

const permission = 'manage_services';
const largestFile = 2 * 1024 * 1024;
const mostFaults = 50;

export const fileRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path: '/services/load_file', permission, handle: showLoad },
  {
    method: 'POST',
    path: '/services/load_file',
    permission,
    bodyLimit: largestFile + 64 * 1024,
    files: { largestBytes: largestFile, most: 1 },
    handle: postLoad,
  },
  {
    method: 'GET',
    path: '/services/file.json',
    permission,
    handle: (visit) => sendFile(visit, null),
  },
  {
    method: 'GET',
    path: '/services/:service/file.json',
    permission,
    handle: async (visit) => sendFile(visit, await serviceOf(visit)),
  },
];

/** @param one null for all that are theirs */
async function sendFile(visit: StaffVisit, one: Service | null): Promise<FastifyReply> {
  const { context, organisation, member, reply } = visit;
  const all = await findServices(context.database, organisation.id);
  const services = one ? [one] : all.filter(({ id }) => isAllowed(member, permission, id));
  const chargeTypes = await findChargeTypes(context.database, organisation.id);
  const name = one ? `service-${one.id}` : `services-${organisation.slug}`;
  const text = JSON.stringify(offersAsFile(services, chargeTypes), null, 2);
  return (
    reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}.json"`)
      // The same JSON, and no markup for whatever takes the file for a page.
      .send(`${text.replaceAll('<', String.raw`\u003c`)}\n`)
  );
}

type Outcome =
  | { readonly kind: 'loaded'; readonly saved: readonly string[]; readonly unchanged: number }
  | { readonly kind: 'wrong'; readonly faults: readonly string[] }
  | { readonly kind: 'no_file' };

async function showLoad(visit: StaffVisit): Promise<FastifyReply> {
  demandAll(visit);
  return sendPage(visit.reply, loadPage(visit, null));
}

async function postLoad(visit: StaffVisit): Promise<FastifyReply> {
  demandAll(visit);
  const { reply } = visit;
  const outcome = await load(visit);
  if (outcome.kind === 'loaded') return sendPage(reply, loadPage(visit, outcome));
  return sendPage(reply.status(422), loadPage(visit, outcome));
}

async function load({ context, organisation, actor, request, view }: StaffVisit): Promise<Outcome> {
  const [file] = request.postedFiles;
  if (!file) return { kind: 'no_file' };
  const t = offerTexts(view.language);
  if (file.isTooLarge) return { kind: 'wrong', faults: [t('file_too_large')] };
  const given = readJson(file.content);
  if (given === null) return { kind: 'wrong', faults: [t('file_no_json')] };
  try {
    return { kind: 'loaded', ...(await loadOffers(context, organisation, given.value, actor)) };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'unavailable') throw error;
    return { kind: 'wrong', faults: error.detail.split('\n').slice(0, mostFaults) };
  }
}

function readJson(content: Buffer): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content)) };
  } catch {
    return null;
  }
}

function loadPage(visit: StaffVisit, outcome: Outcome | null): Html {
  const view = atPage(visit.view, '/services/load_file');
  const t = offerTexts(view.language);
  const errors = outcome?.kind === 'no_file' ? { files: t('no_file') } : {};
  return officePage(view, {
    title: t('load_file'),
    hasErrors: outcome !== null && outcome.kind !== 'loaded',
    content: html`${outcome?.kind === 'loaded' && announcement('success', loadedWords(visit, outcome))}
      ${errorSummary(view, errors)}
      ${
        outcome?.kind === 'wrong' &&
        html`<div role="alert" tabindex="-1" data-focus>${notice('danger', html`<ul>${outcome.faults.map((fault) => html`<li>${fault}</li>`)}</ul>`, t('file_wrong'))}</div>`
      }
      <p><a href="${href(view.office.to('/services'))}">${t('back_to_services')}</a></p>
      ${pageHeading(t('load_file'), t('load_file_lead'))}
      ${fileForm(
        view,
        view.office.to('/services/load_file'),
        html`${fileField(
          {
            name: 'files',
            label: t('file'),
            hint: t('file_hint'),
            accepts: 'application/json,.json',
            isSingle: true,
          },
          { ...emptyForm, errors },
        )}
          ${actions(button(t('load')))}`,
      )}`,
  });
}

function loadedWords(
  { view }: StaffVisit,
  { saved, unchanged }: Extract<Outcome, { kind: 'loaded' }>,
): string {
  const t = offerTexts(view.language);
  const count = saved.length;
  return count === 0 ? t('loaded_nothing') : t('loaded', { names: saved.join(', '), unchanged });
}
