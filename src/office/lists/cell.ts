/** Cells of lists as people read them. */
import { onceEach } from '../../core/once-each.ts';
import { money } from '../../core/money.ts';
import { locales, type Language } from '../../core/texts.ts';
import {
  chargeTypeNamed,
  instantOfCell,
  serviceNamed,
  valueText,
  type Cell,
  type Column,
} from '../../reports/index.ts';
import { href, html, type Content } from '../../web/html.ts';
import { showMoney } from '../../web/view.ts';
import type { OfficeView } from '../office-view.ts';
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
      if (column.name === 'service' || column.name === 'services')
        return serviceNamed(cell, view.names, view.language);
      if (column.name === 'charge_type' || column.name === 'charge_types')
        return chargeTypeNamed(cell, view.names, view.language);
      return column.opens === null ? cell : storyLink(view, column.opens, cell);
  }
}

/** `22/11/26, 15:41`: short enough for a table. */
export function showMoment(view: OfficeView, at: Date): string {
  return instantFormat(view.language, view.timeZone).format(at);
}

/** Leads to the whole story; of the id only its end is shown, which tells neighbours apart. */
export function storyLink(view: OfficeView, opens: 'payment' | 'due', id: string): Content {
  const path = opens === 'payment' ? `/payments/${id}` : `/dues/${id}`;
  return html`<a class="it-id" href="${href(view.office.to(path))}">…${id.slice(-8)}</a>`;
}

const instantFormat = onceEach(
  (language: Language, timeZone: string) =>
    new Intl.DateTimeFormat(locales[language], {
      dateStyle: 'short',
      timeStyle: 'short',
      timeZone,
    }),
);

const dateFormat = onceEach(
  (language: Language) =>
    new Intl.DateTimeFormat(locales[language], { dateStyle: 'short', timeZone: 'UTC' }),
);
