/** Cells of lists as people read them. */
import { onceEach } from '../../core/once-each.ts';
import { money } from '../../core/money.ts';
import { isLanguage, languageNames, locales, type Language } from '../../core/texts.ts';
import {
  chargeTypeNamed,
  discountNamed,
  instantOfCell,
  serviceNamed,
  valueText,
  type Cell,
  type Column,
} from '../../reports/index.ts';
import { href, html, type Content } from '../../web/html.ts';
import { showMoney } from '../../web/view.ts';
import type { OfficeView } from '../office-view.ts';
import { deedText } from '../story/deed.texts.ts';
import { listAddress } from './list-address.ts';
import { listPageTexts } from './list-page.texts.ts';

/** @param currency of the amounts in its row */
export function cellContent(
  view: OfficeView,
  column: Column,
  cell: Cell,
  currency: string | null,
): Content {
  if (cell === null || cell === '') return null;
  switch (column.kind) {
    case 'money':
      return currency === null ? cell : showMoney(view, money(BigInt(cell), currency));
    case 'instant':
      return showMoment(view, instantOfCell(cell));
    case 'date':
      return dateFormat(view.language).format(new Date(`${cell}T00:00:00Z`));
    case 'state':
      return column.vocabulary === null ? cell : valueText(column.vocabulary, cell, view.language);
    case 'boolean':
      return listPageTexts(view.language)(cell === 'true' ? 'yes' : 'no');
    case 'number':
    case 'text':
      return column.opens === null ? textContent(view, column, cell) : storyLink(view, column.opens, cell); // prettier-ignore
  }
}

function textContent(view: OfficeView, { name }: Column, cell: string): Content {
  switch (name) {
    case 'service':
    case 'services':
      return serviceNamed(cell, view.names, view.language);
    case 'charge_type':
    case 'charge_types':
      return chargeTypeNamed(cell, view.names, view.language);
    case 'discount':
      return discountNamed(cell, view.names, view.language);
    case 'language':
      return isLanguage(cell) ? languageNames[cell] : cell;
    case 'action':
      return deedLink(view, cell);
    default:
      return cell;
  }
}

/** What somebody did, in words; leads to everything of the kind, which the filter knows by its code. */
function deedLink(view: OfficeView, action: string): Content {
  const said = deedText(action, view.language);
  if (said === null) return action;
  return html`<a href="${href(listAddress(view, 'audit', [['action', action]]))}">${said}</a>`;
}

/** `22/11/2026, 15:41`: short enough for a table. */
export function showMoment(view: OfficeView, at: Date): string {
  return instantFormat(view.language, view.timeZone).format(at);
}

/** Leads to the whole story; of the id only its end is shown, which tells neighbours apart. */
export function storyLink(view: OfficeView, opens: 'payment' | 'due', id: string): Content {
  const path = opens === 'payment' ? `/payments/${id}` : `/dues/${id}`;
  return html`<a class="it-id" href="${href(view.office.to(path))}">…${id.slice(-8)}</a>`;
}

/** With all four digits of the year: dues may be years away. */
const dayParts = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;

const instantFormat = onceEach(
  (language: Language, timeZone: string) =>
    new Intl.DateTimeFormat(locales[language], {
      ...dayParts,
      hour: '2-digit',
      minute: '2-digit',
      timeZone,
    }),
);

const dateFormat = onceEach(
  (language: Language) =>
    new Intl.DateTimeFormat(locales[language], { ...dayParts, timeZone: 'UTC' }),
);
