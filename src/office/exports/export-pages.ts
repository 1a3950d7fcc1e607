/** The pages of exporting: what to export and how, a file that is being made, and all of them. */
import type { Export, Schedule } from '../../exports/index.ts';
import { formatNames } from '../../exports/index.ts';
import { locales } from '../../core/texts.ts';
import {
  columnTexts,
  findList,
  listTexts,
  type ListTotals,
  type Selection,
} from '../../reports/index.ts';
import { actions, button, linkButton, postForm } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { factList, type Fact } from '../../web/components/facts.ts';
import { choices, type FilledForm } from '../../web/components/field.ts';
import { pageHeading, stateHeading } from '../../web/components/heading.ts';
import { announcement } from '../../web/components/notice.ts';
import { dataTable } from '../../web/components/table.ts';
import { href, html, type Html } from '../../web/html.ts';
import { showInstant, showMoney } from '../../web/view.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { exportTexts } from './exports.texts.ts';

export type NewExport = {
  readonly selection: Selection;
  readonly totals: ListTotals;
  readonly orderKey: string;
  readonly maySchedule: boolean;
  readonly form: FilledForm;
};

/** The moments at which a file can be made, as the form says them. */
export const occasions = ['now', 'day', 'week', 'month'] as const;

export function newExportPage(view: OfficeView, page: NewExport): Html {
  const t = exportTexts(view.language);
  const { selection, form } = page;
  const title = t('new_title', { list: listTexts(view.language)(selection.list.name) });
  const query = new URLSearchParams();
  for (const [name, value] of selection.parameters) query.append(name, value);
  const chosen = form.values['when'] ?? 'now';
  return officePage(view, {
    title,
    hasErrors: Object.keys(form.errors).length > 0,
    content: html`${errorSummary(view, form.errors)}
      ${pageHeading(title, t('new_lead'))}
      ${factList(totalFacts(view, page.totals))}
      ${postForm(
        view,
        view.office.to('/exports'),
        html`<input type="hidden" name="list" value="${selection.list.name}">
          <input type="hidden" name="query" value="${query.toString()}">
          <input type="hidden" name="order_key" value="${page.orderKey}">
          ${choices(
            'format',
            t('format'),
            formatNames.map((name) => ({
              value: name,
              label: t(`format_${name}`),
              isChosen: (form.values['format'] ?? 'csv') === name,
            })),
            { error: form.errors['format'] },
          )}
          ${
            page.maySchedule &&
            choices(
              'when',
              t('when'),
              occasions.map((when) => ({
                value: when,
                label: t(`when_${when}`),
                isChosen: chosen === when,
              })),
            )
          }
          ${actions(button(t('make')))}`,
      )}`,
  });
}

function totalFacts(view: OfficeView, totals: ListTotals): Fact[] {
  const t = exportTexts(view.language);
  const count = totals.count.toLocaleString(locales[view.language]);
  return [
    [t('rows'), totals.isComplete ? count : t('more_rows', { count })],
    ...totals.sums.flatMap(({ column, sums }) =>
      sums.map((sum): Fact => [columnTexts(view.language)(column), showMoney(view, sum)]),
    ),
  ];
}

const marks = {
  waiting: { mark: 'spinner', tone: 'primary' },
  made: { mark: 'check', tone: 'success' },
  failed: { mark: 'warning', tone: 'danger' },
} as const;

export function exportPage(view: OfficeView, wanted: Export): Html {
  const t = exportTexts(view.language);
  const count = wanted.rowCount.toLocaleString(locales[view.language]);
  const title = t(`${wanted.state}_title`);
  return officePage(view, {
    title,
    ...(wanted.state === 'waiting' && { refreshSeconds: 5 }),
    content: html`<div${liveAttributes(view, wanted)}>
      ${stateHeading({ ...marks[wanted.state], title, money: t(`${wanted.state}_lead`, { count }) })}
      ${factList([
        [t('list'), titleOf(view, wanted.list)],
        [t('asked_at'), showInstant(view, wanted.requestedAt)],
        ...(wanted.state === 'made' ? madeFacts(view, wanted) : []),
      ])}
      ${
        wanted.state === 'made' &&
        actions(linkButton(t('download'), view.office.to(`/exports/${wanted.id}/file`)))
      }
      <p><a href="${href(view.office.to('/exports'))}">${t('back')}</a></p>
    </div>`,
  });
}

/** The page's script asks for the state and loads the page again when it has changed. */
function liveAttributes(view: OfficeView, wanted: Export): Html | null {
  if (wanted.state !== 'waiting') return null;
  const address = view.office.to(`/exports/${wanted.id}/state`);
  return html` data-live="${href(address)}" data-live-state="${liveState(wanted)}"`;
}

/** Changes with each piece that is written. */
export function liveState({ state, rowCount }: Export): string {
  return `${state}:${rowCount}`;
}

function madeFacts(view: OfficeView, wanted: Export): Fact[] {
  const t = exportTexts(view.language);
  const kilobytes = Math.ceil(Number(wanted.byteCount) / 1024);
  const labelOf = (name: string): string =>
    findList(wanted.list)
      ?.columns.map((column) => column.name)
      .filter((known) => known === name)
      .map((known) => columnTexts(view.language)(known))[0] ?? name;
  return [
    [t('rows'), wanted.rowCount.toLocaleString(locales[view.language])],
    ...wanted.sums.flatMap(({ column, sums }) =>
      sums.map((sum): Fact => [labelOf(column), showMoney(view, sum)]),
    ),
    [t('size'), `${kilobytes.toLocaleString(locales[view.language])} KB`],
  ];
}

function titleOf(view: OfficeView, name: string): string {
  const list = findList(name);
  return list ? listTexts(view.language)(list.name) : name;
}

export type AllExports = {
  readonly exports: readonly Export[];
  /** Null for whoever may not set them up. */
  readonly schedules: readonly Schedule[] | null;
  readonly done: 'scheduled' | 'ended' | null;
};

export function allExportsPage(view: OfficeView, page: AllExports): Html {
  const t = exportTexts(view.language);
  const lines = page.exports.map((each) => [
    html`<a href="${href(view.office.to(`/exports/${each.id}`))}">${titleOf(view, each.list)}</a>`,
    each.format.toUpperCase(),
    showInstant(view, each.requestedAt),
    t(`state_${each.state}`),
    each.rowCount.toLocaleString(locales[view.language]),
  ]);
  const columns = [t('list'), t('format'), t('asked_at'), t('state'), t('rows')];
  return officePage(view, {
    title: t('title'),
    content: html`${page.done && announcement('success', t(page.done))}
      ${pageHeading(t('title'), t('lead'))}
      ${
        lines.length === 0
          ? html`<p>${t('none')}</p>`
          : dataTable({
              caption: t('title'),
              isCaptionHidden: true,
              columns: columns.map((name) => ({ name })),
              lines,
            })
      }
      ${page.schedules && page.schedules.length > 0 && scheduleSection(view, page.schedules)}`,
  });
}

function scheduleSection(view: OfficeView, schedules: readonly Schedule[]): Html {
  const t = exportTexts(view.language);
  const columns = [t('list'), t('rhythm'), t('format'), t('to'), t('next'), t('end')];
  const lines = schedules.map((each) => [
    titleOf(view, each.list),
    t(`every_${each.every}`),
    each.format.toUpperCase(),
    each.recipient,
    each.nextAt ? showInstant(view, each.nextAt) : '–',
    postForm(
      view,
      view.office.to(`/exports/schedules/${each.id}/end`),
      button(t('ending', { list: titleOf(view, each.list) }), 'secondary'),
    ),
  ]);
  return html`<section>
    <h2>${t('schedules')}</h2>
    ${dataTable({ caption: t('schedules'), isCaptionHidden: true, columns: columns.map((name) => ({ name })), lines })}
  </section>`;
}
