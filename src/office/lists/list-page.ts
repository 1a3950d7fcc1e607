/** One page of a list: what is looked for, how many there are, the rows, and views that are kept. */
import { format } from '../../core/money.ts';
import {
  columnTexts,
  listTexts,
  type ListPage,
  type ListTotals,
  type SavedView,
  type Selection,
} from '../../reports/index.ts';
import { actions, button, linkButton, postForm } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { checkbox, emptyForm, textField, type FilledForm } from '../../web/components/field.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { announcement } from '../../web/components/notice.ts';
import { dataTable } from '../../web/components/table.ts';
import { href, html, type Html } from '../../web/html.ts';
import { isAllowed } from '../../staff/index.ts';
import { importTexts } from '../imports/imports.texts.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { cellContent } from './cell.ts';
import { filterForm, type FilterForm } from './filter-form.ts';
import { besideSelection, listAddress } from './list-address.ts';
import { listPageTexts } from './list-page.texts.ts';

export type ShownList = {
  readonly form: FilterForm;
  /** Null when something that was asked for is wrong: only the form is shown then. */
  readonly found: FoundList | null;
};

export type FoundList = {
  readonly selection: Selection;
  readonly page: ListPage;
  readonly totals: ListTotals;
  readonly views: readonly SavedView[];
  readonly mayKeepViews: boolean;
  /** Where the export of this selection begins; null for whoever may not. */
  readonly exportAddress: string | null;
  readonly isSaved: boolean;
  readonly viewForm?: FilledForm;
};

export function listPage(view: OfficeView, { form, found }: ShownList): Html {
  const t = listPageTexts(view.language);
  const title = listTexts(view.language)(form.list.name);
  const errors = { ...form.errors, ...found?.viewForm?.errors };
  return officePage(view, {
    title,
    hasErrors: Object.keys(errors).length > 0,
    content: html`${found?.isSaved && announcement('success', t('view_saved'))}
      ${errorSummary(view, errors)}
      ${pageHeading(title)}
      ${loadLink(view, form.list)}
      ${filterForm(view, form)}
      ${found && results(view, title, found)}
      ${found && savedViews(view, found)}`,
  });
}

/** Where what the list shows comes from, for those who may bring more of it. */
function loadLink(view: OfficeView, { name }: FilterForm['list']): Html | null {
  const { member } = view;
  if (name !== 'imports' || !member || !isAllowed(member, 'import', 'invoices')) return null;
  return actions(linkButton(importTexts(view.language)('title'), view.office.to('/imports')));
}

function results(view: OfficeView, title: string, found: FoundList): Html {
  const { page, selection, exportAddress } = found;
  const t = listPageTexts(view.language);
  if (page.rows.length === 0) {
    return html`<section class="it-empty" aria-label="${t('empty')}">
      <p>${t(selection.chosen.length > 0 ? 'empty_filtered' : 'empty_ever')}</p>
    </section>`;
  }
  return html`<section aria-label="${title}">
    <div class="it-totals">
      ${totalsLine(view, found)}
      ${exportAddress !== null && linkButton(t('export'), exportAddress, 'secondary')}
    </div>
    <div class="it-wide-table">${rowTable(view, title, found)}</div>
    ${paging(view, found)}
  </section>`;
}

function totalsLine(view: OfficeView, { totals, selection }: FoundList): Html {
  const t = listPageTexts(view.language);
  const count = new Intl.NumberFormat(view.language).format(totals.count);
  if (!totals.isComplete) {
    const address = besideSelection(view, selection, { totals: 'all' });
    return html`<p>${t('more_rows', { count })} · <a href="${href(address)}">${t('all_totals')}</a></p>`;
  }
  const sums = totals.sums.flatMap(({ column, sums: each }) =>
    each.map((sum) =>
      t('sum', { column: columnTexts(view.language)(column), sum: format(sum, view.language) }),
    ),
  );
  return html`<p>${[t('rows', { count }), ...sums].join(' · ')}</p>`;
}

function rowTable(view: OfficeView, caption: string, { page, selection }: FoundList): Html {
  const t = columnTexts(view.language);
  return dataTable({
    caption,
    columns: selection.columns.map(({ name, kind }) => ({
      name: t(name),
      isAmount: kind === 'money' || kind === 'number',
    })),
    lines: page.rows.map(({ cells, currency }) =>
      selection.columns.map((column, index) =>
        cellContent(view, column, cells[index] ?? null, currency),
      ),
    ),
  });
}

function paging(view: OfficeView, { page, selection }: FoundList): Html | null {
  const t = listPageTexts(view.language);
  if (page.next === null && page.previous === null) return null;
  const link = (cursor: string | null, label: string, rel: string) =>
    cursor !== null &&
    html`<a class="btn btn-outline-primary" rel="${rel}"
      href="${href(besideSelection(view, selection, { cursor }))}">${label}</a>`;
  return html`<nav aria-label="${t('pages')}" class="it-actions">
    ${link(page.previous, t('newer'), 'prev')}
    ${link(page.next, t('older'), 'next')}
  </nav>`;
}

function savedViews(view: OfficeView, found: FoundList): Html | null {
  const t = listPageTexts(view.language);
  const { selection, views, mayKeepViews } = found;
  if (!mayKeepViews && views.length === 0) return null;
  const path = `/lists/${selection.list.name}/views`;
  const form = found.viewForm ?? emptyForm;
  const isOpen = Object.keys(form.errors).length > 0;
  return html`<section>
    <h2>${t('views')}</h2>
    ${
      views.length > 0 &&
      html`<ul class="it-views">
        ${views.map((one) => html`<li>${savedView(view, one, path)}</li>`)}
      </ul>`
    }
    ${
      mayKeepViews &&
      html`<details${isOpen && html` open`}>
        <summary>${t('view_save')}</summary>
        ${postForm(
          view,
          view.office.to(path),
          html`${selection.parameters.map(
            ([name, value]) =>
              html`<input type="hidden" name="parameter" value="${name}=${value}">`,
          )}
            ${textField({ name: 'view_name', label: t('view_name'), maximum: 80 }, form)}
            ${checkbox('view_shared', t('view_shared'), form)}
            ${button(t('view_save'), 'secondary')}`,
        )}
      </details>`
    }
  </section>`;
}

function savedView(view: OfficeView, one: SavedView, path: string): Html {
  const t = listPageTexts(view.language);
  const isOwn = one.staffId === view.member?.id;
  const name = isOwn ? one.name : t('view_of_colleague', { name: one.name });
  return html`<a href="${href(listAddress(view, one.list, one.parameters))}">${name}</a>
    ${
      isOwn &&
      postForm(
        view,
        view.office.to(`${path}/${one.id}/remove`),
        html`<button type="submit" class="btn btn-link">${t('view_remove', { name: one.name })}</button>`,
      )
    }`;
}
