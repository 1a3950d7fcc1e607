/** What staff did to a due, with what became different. */
import { calendarDate } from '../../core/calendar-date.ts';
import { fromDecimal } from '../../core/money.ts';
import type { DueChange } from '../../dues/index.ts';
import { dataTable } from '../../web/components/table.ts';
import { html, type Html } from '../../web/html.ts';
import { showDate, showInstant, showMoney } from '../../web/view.ts';
import { actingTexts } from '../acting/acting.texts.ts';
import type { OfficeView } from '../office-view.ts';
import { dueTexts } from './due.texts.ts';

export function dueHistory(view: OfficeView, changes: readonly DueChange[]): Html | null {
  const t = dueTexts(view.language);
  if (changes.length === 0) return null;
  return html`<h2>${t('history')}</h2>
    ${dataTable({
      caption: t('history'),
      isCaptionHidden: true,
      columns: [
        { name: t('when') },
        { name: t('what') },
        { name: actingTexts(view.language)('reason') },
      ],
      lines: changes.map((change) => [
        showInstant(view, change.at),
        html`${t(`kind_${change.kind}`)}${differences(view, change)}`,
        change.reason,
      ]),
    })}`;
}

const told = ['about', 'amount', 'due_on'] as const;

/** `Amount: €42.00 → €39.90`, of what became different. */
function differences(view: OfficeView, { before, after }: DueChange): string {
  if (before === null) return '';
  const t = dueTexts(view.language);
  const changed = told
    .filter((name) => name in after && before[name] !== after[name])
    .map((name) => `${t(name)}: ${valueOf(view, name, before)} → ${valueOf(view, name, after)}`);
  return changed.length === 0 ? '' : ` (${changed.join(', ')})`;
}

type Terms = DueChange['after'];

function valueOf(view: OfficeView, name: (typeof told)[number], terms: Terms): string {
  const value = terms[name];
  if (typeof value !== 'string') return '—';
  if (name === 'due_on') {
    const date = calendarDate(value);
    return date ? showDate(view, date) : value;
  }
  const currency = terms['currency'];
  const amount =
    name === 'amount' && typeof currency === 'string' ? fromDecimal(value, currency) : null;
  return amount ? showMoney(view, amount) : value;
}
