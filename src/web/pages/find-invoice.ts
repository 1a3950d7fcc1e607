/**
 * The search for an invoice by what stands on it, its one answer to wrong data, and several
 * matches.
 */
import type { CalendarDate } from '../../core/calendar-date.ts';
import type { Money } from '../../core/money.ts';
import { button, linkButton, postForm } from '../components/action.ts';
import { oneColumn, sheet } from '../components/columns.ts';
import { disclosure } from '../components/disclosure.ts';
import { errorSummary } from '../components/error-summary.ts';
import type { FilledForm, TextField } from '../components/field.ts';
import { textField } from '../components/field.ts';
import { pageHeading, stateHeading } from '../components/heading.ts';
import type { Html } from '../html.ts';
import { href, html } from '../html.ts';
import { layout } from '../layout.ts';
import type { View } from '../view.ts';
import { showDate, showMoney } from '../view.ts';
import { findInvoiceTexts } from './find-invoice.texts.ts';
import { sampleInvoice } from './sample-invoice.ts';

/** Fields that an organisation may make mandatory beside number, customer code and amount. */
export const extraFields = ['issued_on', 'due_on', 'tax_code', 'year'] as const;
export type ExtraField = (typeof extraFields)[number];

export type FindInvoicePage = {
  readonly action: string;
  readonly extraFields: readonly ExtraField[];
  readonly form: FilledForm;
  /** The same answer for every reason, so that nobody learns which invoices exist. */
  readonly isNotFound: boolean;
};

export function findInvoicePage(view: View, page: FindInvoicePage): Html {
  const t = findInvoiceTexts(view.language);
  const fields = [...fixedFields(view), ...page.extraFields.map((name) => extraField(view, name))];
  return layout(view, {
    title: t('title'),
    hasErrors: page.isNotFound || Object.keys(page.form.errors).length > 0,
    content: oneColumn(
      page.isNotFound ? notFound(view) : errorSummary(view, page.form.errors),
      pageHeading(t('title'), t('lead')),
      sheet(
        disclosure(t('where'), html`<p>${t('where_text')}</p>${sampleInvoice(view.language)}`),
        postForm(view, page.action, [
          fields.map((field) => textField(field, page.form)),
          button(t('submit'), 'large'),
        ]),
      ),
      sheet(html`<p class="mb-0"><a href="${href(view.links.notices)}">${t('notice')}</a></p>`),
    ),
  });
}

function fixedFields(view: View): TextField[] {
  const t = findInvoiceTexts(view.language);
  return [
    { name: 'number', label: t('number'), hint: t('number_hint'), width: 'medium', isCode: true },
    {
      name: 'customer_code',
      label: t('customer_code'),
      hint: t('customer_code_hint'),
      width: 'medium',
      isCode: true,
    },
    {
      name: 'amount',
      label: t('amount'),
      hint: t('amount_hint'),
      width: 'short',
      inputMode: 'decimal',
      maximum: 30,
    },
  ];
}

function extraField(view: View, name: ExtraField): TextField {
  const t = findInvoiceTexts(view.language);
  const fields: Readonly<Record<ExtraField, TextField>> = {
    issued_on: { name, label: t('issued_on'), hint: t('date_hint'), width: 'short', maximum: 20 },
    due_on: { name, label: t('due_on'), hint: t('date_hint'), width: 'short', maximum: 20 },
    tax_code: {
      name,
      label: t('tax_code'),
      hint: t('tax_code_hint'),
      width: 'medium',
      isCode: true,
    },
    year: {
      name,
      label: t('year'),
      hint: t('year_hint'),
      width: 'short',
      inputMode: 'numeric',
      maximum: 4,
    },
  };
  return fields[name];
}

function notFound(view: View): Html {
  const t = findInvoiceTexts(view.language);
  return html`<div class="alert alert-warning" role="alert" tabindex="-1" data-focus>
    <h2 class="alert-heading">${t('not_found_title')}</h2>
    <ul>
      <li>${t('not_found_copy')}</li>
      <li>${t('not_found_amount')}</li>
      <li>${t('not_found_new')}</li>
      <li>${t('not_found_help')} <a href="${href(view.links.help)}">${t('help_link')}</a>.</li>
    </ul>
  </div>`;
}

export type TooManyTriesPage = { readonly retryMinutes: number };

export function tooManyTriesPage(view: View, page: TooManyTriesPage): Html {
  const t = findInvoiceTexts(view.language);
  return layout(view, {
    title: t('tries_title'),
    content: oneColumn(
      sheet(
        stateHeading({
          mark: 'clock',
          tone: 'warning',
          title: t('tries_title'),
          money: t('tries_money'),
        }),
        html`<p>${t('tries_text', { minutes: page.retryMinutes })}</p>
          <p class="mb-4">${t('tries_next')}</p>`,
        linkButton(t('help_link'), view.links.help, 'secondary'),
      ),
    ),
  });
}

export type MatchingInvoice = {
  readonly address: string;
  readonly number: string;
  readonly supplierName: string;
  readonly issuedOn: CalendarDate;
  readonly amount: Money;
};

export type ChooseInvoicePage = { readonly matches: readonly MatchingInvoice[] };

export function chooseInvoicePage(view: View, page: ChooseInvoicePage): Html {
  const t = findInvoiceTexts(view.language);
  const list = page.matches.map(
    (match) => html`<li>
      <a class="list-item" href="${href(match.address)}">
        <span>
          ${t('choose_open', { number: match.number })}<br>
          <span class="small text-secondary fw-normal">${t('choose_of', {
            supplier: match.supplierName,
            date: showDate(view, match.issuedOn),
          })}</span>
        </span>
        <span class="text-nowrap">${showMoney(view, match.amount)}</span>
      </a>
    </li>`,
  );
  return layout(view, {
    title: t('choose_title'),
    content: oneColumn(
      pageHeading(t('choose_title'), t('choose_lead')),
      sheet(
        html`<ul class="link-list">${list}</ul>`,
        html`<p><a href="${href(view.links.find)}">${t('again')}</a></p>`,
      ),
    ),
  });
}
