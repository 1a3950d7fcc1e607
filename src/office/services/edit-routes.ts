/** Shows and takes the pages on which definitions are changed: steps that keep what is typed, then one that saves. */
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { findKnownAccounts } from '../../organisations/index.ts';
import { href, html, type Content } from '../../web/html.ts';
import { postedFields, queryText } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import { atPage } from '../acting/deed.ts';
import type { StaffVisit } from '../office-route.ts';
import { editPage } from './edit-page.ts';
import { judgeChanges } from './judge-changes.ts';
import { formOf, type OfferFacts, type OfferSection } from './offer-section.ts';
import { readPosted, stepOf, type PostedOffer } from './posted-offer.ts';
import { offerTexts } from './services.texts.ts';

/** What is changed, and how it is saved. */
export type Editing<Definition extends object> = {
  readonly section: OfferSection<Definition>;
  readonly schema: z.ZodType<Definition>;
  readonly definition: Definition;
  readonly version: number;
  readonly title: string;
  readonly lead: string;
  readonly path: string;
  readonly back: { readonly path: string; readonly label: string };
  /** @param version the one that whoever typed had seen */
  readonly save: (definition: Definition, version: number) => Promise<void>;
};

type Shown = {
  readonly posted: PostedOffer;
  readonly errors?: Readonly<Record<string, string>>;
  readonly problem?: Content;
  readonly isSaved?: boolean;
  readonly focus?: string | null;
  readonly version: number;
};

export async function showEditing<Definition extends object>(
  visit: StaffVisit,
  editing: Editing<Definition>,
): Promise<FastifyReply> {
  const posted = editing.section.values(visit.view, editing.definition);
  const isSaved = queryText(visit.request, 'saved') !== null;
  return sendPage(
    visit.reply,
    await pageOf(visit, editing, { posted, isSaved, version: editing.version }),
  );
}

export async function postEditing<Definition extends object>(
  visit: StaffVisit,
  editing: Editing<Definition>,
): Promise<FastifyReply> {
  const { reply, request, view } = visit;
  const { section } = editing;
  const typed = readPosted(request.body);
  const step = stepOf(request.body);
  const seen = seenVersion(request.body, editing.version);
  const posted = section.tidied?.(typed) ?? typed;
  if (step.name !== 'save') {
    const next = section.step?.(typed, step) ?? { posted, focus: null };
    return sendPage(reply, await pageOf(visit, editing, { ...next, version: seen }));
  }
  const judged = judgeChanges(view, section, editing.schema, {
    before: editing.definition,
    posted,
  });
  if (judged.kind === 'bad') {
    const page = await pageOf(visit, editing, { posted, errors: judged.errors, version: seen });
    return sendPage(reply.status(422), page);
  }
  try {
    await editing.save(judged.definition, seen);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'changed_since') throw error;
    const page = await pageOf(visit, editing, {
      posted,
      problem: changedSince(visit, editing.path),
      version: editing.version,
    });
    return sendPage(reply.status(409), page);
  }
  return reply.redirect(view.office.to(`${editing.path}?saved=yes`), 303);
}

/** What the page of an editor shows beside it, for what is typed so far; the script of the page asks for it. */
export async function postPreview<Definition extends object>(
  visit: StaffVisit,
  { section }: Pick<Editing<Definition>, 'section'>,
): Promise<FastifyReply> {
  const { reply, request, view } = visit;
  const preview = section.preview?.(view, readPosted(request.body));
  if (preview === undefined) throw new Refusal('not_found');
  return sendPage(
    reply,
    html`<!doctype html><title></title><div data-preview-here>${preview}</div>`,
  );
}

/** Nothing that was typed is lost; the page now saves over what the other person saved, for whoever looked at it. */
export function changedSince({ view }: StaffVisit, path: string): Content {
  const t = offerTexts(view.language);
  return html`${t('changed_since')}
    <a href="${href(view.office.to(path))}" target="_blank" rel="noopener">${t('changed_look')}</a>`;
}

/** The version that whoever typed had seen; the one of now where the form does not say. */
export function seenVersion(body: unknown, current: number): number {
  const { version } = postedFields(body);
  return typeof version === 'string' && /^\d{1,9}$/.test(version) ? Number(version) : current;
}

async function pageOf<Definition extends object>(
  visit: StaffVisit,
  editing: Editing<Definition>,
  { posted, errors = {}, problem = null, isSaved = false, focus = null, version }: Shown,
) {
  const { section, title, lead, path, back } = editing;
  const form = formOf(posted, errors);
  const facts = await offerFacts(visit);
  const about = { section, title, lead, path, back, facts, form };
  return editPage(atPage(visit.view, path), { ...about, version, problem, isSaved, focus });
}

export async function offerFacts({ context, organisation }: StaffVisit): Promise<OfferFacts> {
  const accounts = await findKnownAccounts(context, context.database, organisation.id);
  const inUse = accounts.filter(
    ({ provider, retiredAt }) =>
      retiredAt === null && context.providers.get(provider)?.methods.includes('card') === true,
  );
  return {
    languages: organisation.settings.languages,
    providers: [...new Set(inUse.map(({ provider }) => provider))],
  };
}
