/** How to pay, step by step. */
import type { CardBrand } from '../../../providers/provider.ts';
import { cardBrandMarks } from '../../components/card-brands.ts';
import { oneColumn, sheet } from '../../components/columns.ts';
import { errorSummary } from '../../components/error-summary.ts';
import { pageHeading } from '../../components/heading.ts';
import type { Html } from '../../html.ts';
import { href, html } from '../../html.ts';
import { layout } from '../../layout.ts';
import type { View } from '../../view.ts';
import { serviceTexts } from '../services/services.texts.ts';
import { findNoticeTexts } from '../find-notice.texts.ts';
import { helpTexts } from './help.texts.ts';
import { belowHelp, type AskedOpinion } from './opinion.ts';

export type ManualPage = {
  readonly acceptedBrands: readonly CardBrand[];
  readonly opinion: AskedOpinion | null;
};

export function manualPage(view: View, page: ManualPage): Html {
  const t = helpTexts(view.language);
  const parts = ['find', 'cart', 'pay', 'receipt'] as const;
  const errors = page.opinion?.form.errors ?? {};
  return layout(view, {
    title: t('manual_title'),
    hasErrors: Object.keys(errors).length > 0,
    content: oneColumn(
      errorSummary(view, errors),
      pageHeading(t('manual_title'), t('manual_lead')),
      sheet(
        html`<ol class="it-manual">
          ${parts.map(
            (part) => html`<li>
              <h2>${t(`step_${part}`)}</h2>
              <p>${t(`step_${part}_text`)}</p>
              ${part === 'find' && [service(view), noticeNumber(view)]}
            </li>`,
          )}
        </ol>`,
      ),
      sheet(
        html`<h2>${t('brands')}</h2>`,
        html`<div class="mb-3">${cardBrandMarks(page.acceptedBrands, t('brands'))}</div>`,
        html`<p>${t('brands_text')}</p>`,
        html`<h2 class="mt-4">${t('after')}</h2>`,
        html`<p>${t('after_text')}</p>`,
        html`<p><a href="${href(view.links.help)}">${t('help_link')}</a></p>`,
      ),
      belowHelp(view, page.opinion),
    ),
  });
}

/** Where there are services, the other way to what can be paid. */
function service(view: View): Html | null {
  const t = helpTexts(view.language);
  const { services: address } = view.links;
  if (address === null) return null;
  return html`<h3 class="h5">${t('step_service')}</h3>
    <p>${t('step_service_text')} <a href="${href(address)}">${serviceTexts(view.language)('title')}</a></p>`;
}

/** The shortest way of all: what is printed on a notice. */
function noticeNumber(view: View): Html | null {
  if (!view.organisation) return null;
  const t = findNoticeTexts(view.language);
  return html`<h3 class="h5">${t('title')}</h3>
    <p>${t('lead')} <a href="${href(view.links.notices)}">${t('submit')}</a></p>`;
}
