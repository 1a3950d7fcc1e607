/** What a payer accepts before paying, and how accessible the portal is. */
import type { CalendarDate } from '../../core/calendar-date.ts';
import { oneColumn, sheet } from '../components/columns.ts';
import { pageHeading } from '../components/heading.ts';
import type { Html } from '../html.ts';
import { href, html } from '../html.ts';
import { layout } from '../layout.ts';
import type { View } from '../view.ts';
import { showDate } from '../view.ts';
import { legalTexts } from './legal.texts.ts';

export type TermsPage = {
  readonly organisationName: string;
  /** Of the version that a payment records as accepted. */
  readonly versionOn: CalendarDate;
  /** The organisation's own terms as plain text, a paragraph each; null for the portal's. */
  readonly paragraphs: readonly string[] | null;
};

const termSections = ['service', 'payment', 'twice', 'returns', 'data'] as const;

export function termsPage(view: View, page: TermsPage): Html {
  const t = legalTexts(view.language);
  const name = page.organisationName;
  const text =
    page.paragraphs?.map((paragraph) => html`<p>${paragraph}</p>`) ??
    termSections.map(
      (key) => html`<h2 class="mt-4">${t(key)}</h2><p>${t(`${key}_text`, { name })}</p>`,
    );
  return layout(view, {
    title: t('terms_title'),
    content: oneColumn(
      pageHeading(t('terms_title'), page.paragraphs ? null : t('terms_lead')),
      sheet(
        text,
        html`<p class="small text-secondary mt-4">
          ${t('version', { date: showDate(view, page.versionOn) })}
        </p>`,
      ),
    ),
  });
}

export type AccessibilityPage = {
  readonly organisationName: string;
  readonly drawnUpOn: CalendarDate;
  readonly email: string | null;
};

export function accessibilityPage(view: View, page: AccessibilityPage): Html {
  const t = legalTexts(view.language);
  const { email } = page;
  const contact = email !== null && html` <a href="${href(`mailto:${email}`)}">${email}</a>`;
  return layout(view, {
    title: t('access_title'),
    content: oneColumn(
      pageHeading(t('access_title'), t('access_lead', { name: page.organisationName })),
      sheet(
        html`<h2>${t('conformity')}</h2><p>${t('conformity_text')}</p>`,
        html`<h2 class="mt-4">${t('limits')}</h2><p>${t('limits_text')}</p>`,
        html`<h2 class="mt-4">${t('feedback')}</h2><p>${t('feedback_text')}${contact}</p>`,
        html`<h2 class="mt-4">${t('procedure')}</h2><p>${t('procedure_text')}</p>`,
        html`<p class="small text-secondary mt-4">
          ${t('drawn_up', { date: showDate(view, page.drawnUpOn) })}
        </p>`,
      ),
    ),
  });
}
