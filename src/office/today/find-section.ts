/** The quickest way to a payment: what a caller says, typed on the first page. */
import { button } from '../../web/components/action.ts';
import { emptyForm, textField } from '../../web/components/field.ts';
import { href, html, type Html } from '../../web/html.ts';
import { listAddress } from '../lists/list-address.ts';
import { listPageTexts } from '../lists/list-page.texts.ts';
import type { OfficeView } from '../office-view.ts';
import { todayTexts } from './today.texts.ts';

export function findSection(view: OfficeView): Html {
  const t = listPageTexts(view.language);
  const action = listAddress(view, 'payments');
  const field = {
    name: 'search',
    label: todayTexts(view.language)('find'),
    hint: t('search_hint'),
  };
  return html`<form method="get" action="${href(action)}" role="search" class="it-filters" novalidate>
    ${textField(field, emptyForm)}
    <div class="it-actions">${button(t('search'))}</div>
  </form>`;
}
