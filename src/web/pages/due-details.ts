/** What a due is: facts, what its amount is made of, how that changes by the day, and its notice. */
import { formatPercent } from '../../core/percent.ts';
import { subtract, zero } from '../../core/money.ts';
import { sheet } from '../components/columns.ts';
import { factList } from '../components/facts.ts';
import { dataTable } from '../components/table.ts';
import { href, html, type Html } from '../html.ts';
import { showDate, showMoney, type View } from '../view.ts';
import type { DueFacts, DuePage } from './due.ts';
import { dueTexts } from './due.texts.ts';

export function dueDetails(view: View, { due, noticeAddress }: DuePage): Html {
  const t = dueTexts(view.language);
  return html`${sheet(
    html`<h2>${t('facts')}</h2>`,
    factList([
      [t('service'), due.service],
      [t('debtor'), due.debtorMasked],
      [
        t('notice_number'),
        due.noticeNumber && html`<span class="it-code">${due.noticeNumber}</span>`,
      ],
      [t('due_on'), due.dueOn && showDate(view, due.dueOn)],
      [t('valid_from'), due.validFrom && showDate(view, due.validFrom)],
      [t('valid_until'), due.validUntil && showDate(view, due.validUntil)],
    ]),
    byDay(view, due),
  )}
  ${composition(view, due)}
  ${
    noticeAddress !== null &&
    sheet(
      html`<p class="mb-1"><a href="${href(noticeAddress)}">${t('notice')}</a></p>
        <p class="mb-0 text-secondary">${t('notice_text')}</p>`,
    )
  }`;
}

/** In words, and only what can still happen. */
function byDay(view: View, { byDay: { early, late } }: DueFacts): Html | null {
  const t = dueTexts(view.language);
  const sentences = [
    early &&
      t('early_until', { date: showDate(view, early.until), amount: showMoney(view, early.after) }),
    late &&
      t(late.isNow ? 'late_now' : 'late_from', {
        date: showDate(view, late.isNow ? late.since : late.from),
        percent: formatPercent(late.percent, view.language),
      }),
  ].filter((sentence) => sentence !== null);
  if (sentences.length === 0) return null;
  return html`${sentences.map((sentence) => html`<p class="mt-3 mb-0">${sentence}</p>`)}`;
}

function composition(view: View, due: DueFacts): Html | null {
  const t = dueTexts(view.language);
  const minus = (amount: DueFacts['settled']) =>
    showMoney(view, subtract(zero(amount.currency), amount));
  const came = [
    ...(due.settled.minor > 0n ? [[t('already_paid'), minus(due.settled)]] : []),
    ...(due.credited.minor > 0n ? [[t('credited'), minus(due.credited)]] : []),
  ];
  if (due.lines.length === 0 && came.length === 0) return null;
  const lines = due.lines.map(({ text, amount }) => [text, showMoney(view, amount)]);
  const total = [
    html`<strong>${t('sum')}</strong>`,
    html`<strong>${showMoney(view, due.amount)}</strong>`,
  ];
  const left = [
    html`<strong>${t('left')}</strong>`,
    html`<strong>${showMoney(view, due.outstanding)}</strong>`,
  ];
  return sheet(
    dataTable({
      caption: t('lines'),
      columns: [{ name: t('line') }, { name: t('line_amount'), isAmount: true }],
      lines: [...lines, total, ...came, ...(came.length > 0 ? [left] : [])],
    }),
  );
}
