/** The first page of the back office: what needs somebody, what came in, what is still to come. */
import { dateIn } from '../../core/calendar-date.ts';
import {
  heldUpNames,
  type AttentionFigure,
  type AttentionName,
  type Figures,
  type HeldUpName,
} from '../../reports/index.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { href, html, type Content, type Html } from '../../web/html.ts';
import { showDate, showMoney, showTime } from '../../web/view.ts';
import { listAddress } from '../lists/list-address.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { officeTexts } from '../office.texts.ts';
import { collectedSection } from './collected-section.ts';
import { findSection } from './find-section.ts';
import { owedSection } from './owed-section.ts';
import { tableBelow } from './table-below.ts';
import { todayTexts } from './today.texts.ts';

export type Today = {
  readonly name: string;
  readonly figures: Figures;
  readonly attention: readonly AttentionFigure[];
  /** Proposals that the person could agree to. */
  readonly toAgree: number;
  readonly heldUp: Readonly<Record<HeldUpName, number>>;
};

export function todayPage(view: OfficeView, today: Today): Html {
  const title = officeTexts(view.language)('today');
  return officePage(view, {
    title,
    content: html`${pageHeading(title, today.name)}
      ${findSection(view)}${attentionSection(view, today)}
      ${collectedSection(view, today.figures, asOf(view, today.figures))}
      ${owedSection(view, today.figures)}`,
  });
}

function asOf(view: OfficeView, { asOf: at }: Figures): Html {
  const t = todayTexts(view.language);
  const date = showDate(view, dateIn(view.timeZone, at));
  return html`<p class="small text-secondary">
    ${t('as_of', { time: showTime(view, at), date })}
    <a href="${href(`${view.office.to('')}?anew=yes`)}">${t('anew')}</a>
  </p>`;
}

function attentionSection(view: OfficeView, { attention, toAgree, heldUp }: Today): Html {
  const t = todayTexts(view.language);
  const found = attention.filter(({ totals }) => totals.count > 0);
  const linkTo = (path: string, text: string) =>
    html`<a href="${href(view.office.to(path))}">${text}</a>`;
  const late = heldUpNames.filter((name) => heldUp[name] > 0);
  const lines: Content[][] = [
    ...found.map((figure) => attentionLine(view, figure)),
    ...(toAgree > 0 ? [[linkTo('/approvals', t('to_agree')), toAgree, null, null]] : []),
    ...late.map((name) => [t(`held_${name}`), heldUp[name], null, null]),
  ];
  return html`<section>
    <h2>${t('attention')}</h2>
    ${
      lines.length === 0
        ? html`<p>${t('all_well')}</p>`
        : tableBelow({
            caption: t('attention'),
            columns: [{ name: t('what') }, { name: t('count'), isAmount: true }, { name: t('amount'), isAmount: true }, { name: t('act') }], // prettier-ignore
            lines,
          })
    }
  </section>`;
}

/** Where the people of the office act on what the list only shows. */
const places: Partial<Record<AttentionName, '/suspense' | '/disputes'>> = {
  money_not_placed: '/suspense',
  second_payments: '/suspense',
  disputes: '/disputes',
};

function attentionLine(view: OfficeView, figure: AttentionFigure): Content[] {
  const t = todayTexts(view.language);
  const { name, list, parameters, totals } = figure;
  const { count, isComplete } = totals;
  const place = places[name];
  const [sums] = totals.sums;
  return [
    html`<a href="${href(listAddress(view, list, parameters))}">${t(name)}</a>`,
    isComplete ? count : t('more_than', { count }),
    sums?.sums.map((sum) => showMoney(view, sum)).join(' · '),
    place === undefined
      ? null
      : html`<a href="${href(view.office.to(place))}">${officeTexts(view.language)(place === '/disputes' ? 'disputes' : 'suspense')}</a>`,
  ];
}
