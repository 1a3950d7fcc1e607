/** The search for a due by the number of its notice: one field, and a typing slip is told at once. */
import { button, postForm } from '../components/action.ts';
import { oneColumn, sheet } from '../components/columns.ts';
import { errorSummary } from '../components/error-summary.ts';
import { textField, type FilledForm } from '../components/field.ts';
import { pageHeading } from '../components/heading.ts';
import { href, html, type Html } from '../html.ts';
import { layout } from '../layout.ts';
import type { View } from '../view.ts';
import { findNoticeTexts } from './find-notice.texts.ts';

export type FindNoticePage = {
  readonly action: string;
  readonly form: FilledForm;
  readonly isNotFound: boolean;
};

export function findNoticePage(view: View, page: FindNoticePage): Html {
  const t = findNoticeTexts(view.language);
  const field = {
    name: 'number',
    label: t('number'),
    hint: t('number_hint'),
    width: 'medium',
    isCode: true,
    maximum: 60,
  } as const;
  return layout(view, {
    title: t('title'),
    hasErrors: page.isNotFound || Object.keys(page.form.errors).length > 0,
    content: oneColumn(
      page.isNotFound ? notFound(view) : errorSummary(view, page.form.errors),
      pageHeading(t('title'), t('lead')),
      sheet(
        postForm(view, page.action, [textField(field, page.form), button(t('submit'), 'large')]),
      ),
      sheet(html`<p class="mb-0"><a href="${href(view.links.find)}">${t('invoice')}</a></p>`),
    ),
  });
}

function notFound(view: View): Html {
  const t = findNoticeTexts(view.language);
  return html`<div class="alert alert-warning" role="alert" tabindex="-1" data-focus>
    <h2 class="alert-heading">${t('not_found_title')}</h2>
    <ul>
      <li>${t('not_found_copy')}</li>
      <li>${t('not_found_other')}</li>
      <li>${t('not_found_new')}</li>
    </ul>
  </div>`;
}
