/** The versions of the terms: what each said, since when and by whom, and which payments were begun under it. */
import type { FastifyReply } from 'fastify';
import { languageNames, languages } from '../../core/texts.ts';
import { findTermsVersions, type TermsVersion } from '../../organisations/index.ts';
import { listStaff } from '../../staff/index.ts';
import { actions, linkButton } from '../../web/components/action.ts';
import { disclosure } from '../../web/components/disclosure.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { href, html, type Html } from '../../web/html.ts';
import { sendPage } from '../../web/send-page.ts';
import { showInstant } from '../../web/view.ts';
import { listAddress } from '../lists/list-address.ts';
import { officePage } from '../office-page.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import type { OfficeView } from '../office-view.ts';
import { demandAll } from '../services/reach.ts';
import { termsTexts } from './terms.texts.ts';

export const termsRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path: '/terms', permission: 'manage_services', handle: showTerms },
];

async function showTerms(visit: StaffVisit): Promise<FastifyReply> {
  demandAll(visit);
  const { context, organisation, reply, view } = visit;
  const versions = await findTermsVersions(context.database, organisation.id);
  const staff = await listStaff(context.database, organisation.id);
  const people = new Map(staff.map(({ id, name }) => [`staff:${id}`, name]));
  return sendPage(reply, termsPage(view, { versions, people }));
}

type Page = {
  readonly versions: readonly TermsVersion[];
  readonly people: ReadonlyMap<string, string>;
};

function termsPage(view: OfficeView, { versions, people }: Page): Html {
  const t = termsTexts(view.language);
  return officePage(view, {
    title: t('title'),
    content: html`<p><a href="${href(view.office.to('/services'))}">${t('back_to_services')}</a></p>
      ${pageHeading(t('title'), t('lead'))}
      ${actions(
        linkButton(t('new'), view.office.to('/settings/terms')),
        linkButton(t('as_payer'), view.links.terms, 'secondary'),
      )}
      ${versions.map((version, index) => versionPart(view, version, { isCurrent: index === 0, people }))}`,
  });
}

function versionPart(
  view: OfficeView,
  { version, texts, actor, validFrom }: TermsVersion,
  { isCurrent, people }: { readonly isCurrent: boolean; readonly people: Page['people'] },
): Html {
  const t = termsTexts(view.language);
  const who = people.get(actor) ?? t('command');
  const written = languages.filter((language) => texts[language]);
  return html`<section>
    <h2>${t('version', { version })}${isCurrent && ` – ${t('current')}`}</h2>
    <p>${t('since', { when: showInstant(view, validFrom), who })}</p>
    ${written.length === 0 && html`<p>${t('usual')}</p>`}
    ${written.map((language) =>
      disclosure(
        languageNames[language],
        html`<div class="it-mail-text" lang="${language}">${texts[language]}</div>`,
      ),
    )}
    <p>
      <a href="${href(
        listAddress(view, 'payments', [
          ['terms', String(version)],
          ['columns', 'payment_id,created_at,state,email,total,terms_version,terms_accepted_at'],
        ]),
      )}">${t('accepted', { version })}</a>
    </p>
  </section>`;
}
