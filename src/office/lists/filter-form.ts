/** The form over a list: search, filters and columns, all of which end up in the address. */
import {
  columnTexts,
  filterTexts,
  periodNames,
  periodTexts,
  valueText,
  type Filter,
  type List,
} from '../../reports/index.ts';
import { button, linkButton } from '../../web/components/action.ts';
import { textField, type FilledForm } from '../../web/components/field.ts';
import { attribute, href, html, type Html } from '../../web/html.ts';
import type { OfficeView } from '../office-view.ts';
import { listAddress } from './list-address.ts';
import { listPageTexts } from './list-page.texts.ts';

/** What stands in the form: every value that was given, also those that were wrong. */
export type FilterForm = {
  readonly list: List;
  readonly given: readonly (readonly [name: string, value: string])[];
  /** By parameter, in words. */
  readonly errors: FilledForm['errors'];
  /** The names of the columns that are shown. */
  readonly columns: ReadonlySet<string>;
};

export function filterForm(view: OfficeView, form: FilterForm): Html {
  const t = listPageTexts(view.language);
  const { list, given } = form;
  const search = list.filters.find((filter) => filter.kind === 'search');
  const others = list.filters.filter((filter) => filter.kind !== 'search');
  const names = new Set(given.map(([name]) => name));
  const active = others.filter((filter) => parametersOf(filter).some((name) => names.has(name)));
  const hasErrors = Object.keys(form.errors).length > 0;
  const label = active.length === 0 ? t('filters') : t('filters_active', { count: active.length });
  return html`<form method="get" action="${href(listAddress(view, list.name))}" class="it-filters" novalidate>
    ${
      search &&
      textField(
        { name: search.name, label: t('search_payments'), hint: t('search_hint') },
        filled(form),
      )
    }
    <details${attribute('open', active.length > 0 || hasErrors)}>
      <summary>${label}</summary>
      <div class="it-filter-grid">${others.map((filter) => filterField(view, form, filter))}</div>
    </details>
    <details>
      <summary>${t('columns')}</summary>
      ${columnBoxes(view, form)}
    </details>
    <div class="it-actions">
      ${button(search ? t('search') : t('show'))}
      ${given.length > 0 && linkButton(t('clear'), listAddress(view, list.name), 'secondary')}
    </div>
  </form>`;
}

function parametersOf({ name, kind }: Filter): readonly string[] {
  if (kind === 'period') return [name, `${name}_from`, `${name}_to`];
  return kind === 'amount' ? [`${name}_min`, `${name}_max`] : [name];
}

function filled({ given, errors }: FilterForm): FilledForm {
  return { values: Object.fromEntries(given), errors };
}

function filterField(view: OfficeView, form: FilterForm, filter: Filter): Html {
  switch (filter.kind) {
    case 'choice':
      return choiceBoxes(view, form, filter);
    case 'period':
      return periodFields(view, form, filter.name);
    case 'amount':
      return amountFields(view, form, filter.name);
    case 'search':
    case 'id':
      return textField(
        { name: filter.name, label: filterTexts(view.language)(filter.name) },
        filled(form),
      );
  }
}

function choiceBoxes(
  view: OfficeView,
  { given, errors }: FilterForm,
  filter: Extract<Filter, { kind: 'choice' }>,
): Html {
  const { name } = filter;
  const boxes = filter.values.map((value) => ({
    value,
    label: valueText(filter.vocabulary, value, view.language),
    isChosen: given.some(([key, chosen]) => key === name && chosen === value),
  }));
  return checkboxes(name, filterTexts(view.language)(name), boxes, errors[name]);
}

type Box = { readonly value: string; readonly label: string; readonly isChosen: boolean };

function checkboxes(
  name: string,
  legend: string,
  boxes: readonly Box[],
  error: string | undefined,
): Html {
  return html`<fieldset class="it-boxes">
    <legend>${legend}</legend>
    ${error !== undefined && html`<p class="invalid-feedback">${error}</p>`}
    ${boxes.map(({ value, label, isChosen }, index) => {
      const id = index === 0 ? name : `${name}-${index + 1}`;
      return html`<div class="form-check">
        <input class="form-check-input" type="checkbox" id="${id}" name="${name}" value="${value}"${attribute(
          'checked',
          isChosen,
        )}>
        <label class="form-check-label" for="${id}">${label}</label>
      </div>`;
    })}
  </fieldset>`;
}

function periodFields(
  view: OfficeView,
  form: FilterForm,
  name: Extract<Filter, { kind: 'period' }>['name'],
): Html {
  const t = listPageTexts(view.language);
  const { values, errors } = filled(form);
  const error = errors[name];
  return html`<fieldset>
    <legend>${filterTexts(view.language)(name)}</legend>
    ${error !== undefined && html`<p class="invalid-feedback">${error}</p>`}
    <div class="form-group">
      <label class="form-label" for="${name}">${t('period')}</label>
      <select class="form-select" id="${name}" name="${name}">
        <option value="">${t('any_period')}</option>
        ${periodNames.map(
          (
            period,
          ) => html`<option value="${period}"${attribute('selected', values[name] === period)}
            >${periodTexts(view.language)(period)}</option>`,
        )}
      </select>
    </div>
    <div class="it-pair">
      ${dayField(`${name}_from`, t('from'), filled(form))}
      ${dayField(`${name}_to`, t('to'), filled(form))}
    </div>
  </fieldset>`;
}

function dayField(name: string, label: string, { values, errors }: FilledForm): Html {
  const error = errors[name];
  return html`<div class="form-group">
    <label class="form-label" for="${name}">${label}</label>
    ${error !== undefined && html`<p class="invalid-feedback" id="${name}-error">${error}</p>`}
    <input class="form-control" type="date" id="${name}" name="${name}" value="${values[name] ?? ''}"${attribute(
      'aria-describedby',
      error === undefined ? null : `${name}-error`,
    )}${attribute('aria-invalid', error === undefined ? null : 'true')}>
  </div>`;
}

function amountFields(
  view: OfficeView,
  form: FilterForm,
  name: Extract<Filter, { kind: 'amount' }>['name'],
): Html {
  const t = listPageTexts(view.language);
  const currency = `${name}_currency`;
  const values = { [currency]: 'EUR', ...filled(form).values };
  const field = (parameter: string, label: string, maximum: number) =>
    textField(
      { name: parameter, label, maximum, inputMode: maximum > 3 ? 'decimal' : 'text' },
      { values, errors: form.errors },
    );
  return html`<fieldset>
    <legend>${filterTexts(view.language)(name)}</legend>
    <div class="it-pair">
      ${field(`${name}_min`, t('least'), 30)}
      ${field(`${name}_max`, t('most'), 30)}
      ${field(currency, t('in_currency'), 3)}
    </div>
  </fieldset>`;
}

function columnBoxes(view: OfficeView, { list, columns, errors }: FilterForm): Html {
  const t = columnTexts(view.language);
  const boxes = list.columns.map(({ name }) => ({
    value: name,
    label: t(name),
    isChosen: columns.has(name),
  }));
  return checkboxes('columns', listPageTexts(view.language)('columns'), boxes, errors['columns']);
}
