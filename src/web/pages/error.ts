/** The page for what could not be done: what happened, whether money moved, what to do now. */
import { actions, linkButton } from '../components/action.ts';
import { oneColumn, sheet } from '../components/columns.ts';
import { copyField } from '../components/copy-field.ts';
import { factList } from '../components/facts.ts';
import { stateHeading } from '../components/heading.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import { layout } from '../layout.ts';
import type { View } from '../view.ts';
import { errorTexts } from './error.texts.ts';

export type ErrorKind =
  'not_found' | 'form_expired' | 'too_many' | 'refused' | 'failure' | 'unavailable';

export type ErrorPage = {
  readonly kind: ErrorKind;
  /** Stands in the log too; null where nothing went wrong on our side. */
  readonly errorId: string | null;
};

export function errorPage(view: View, page: ErrorPage): Html {
  const t = errorTexts(view.language);
  const title = t(`${page.kind}_title`);
  const isOurs = page.kind === 'failure' || page.kind === 'unavailable';
  const tone = isOurs ? 'danger' : 'primary';
  const mark = isOurs ? 'warning' : 'information';
  const start = view.organisation
    ? linkButton(t('find'), view.links.find)
    : linkButton(t('start'), '/');
  return layout(view, {
    title,
    content: oneColumn(
      sheet(
        stateHeading({ mark, tone, title, money: t(`${page.kind}_money`) }),
        html`<p class="mb-4">${t(`${page.kind}_next`)}</p>`,
        page.errorId !== null &&
          factList([[t('error_id'), copyField(view, t('error_id'), page.errorId)]]),
        actions(start, linkButton(t('help'), view.links.help, 'secondary')),
      ),
    ),
  });
}
