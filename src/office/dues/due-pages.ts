/** The pages of one due: what it is, and the forms that make, change and withdraw it, or take money for it. */
import { calendarDateToTyped } from '../../core/calendar-date.ts';
import { toTyped, type Money } from '../../core/money.ts';
import { outstanding, type Debtor, type Due, type DueChange } from '../../dues/index.ts';
import { serviceText } from '../../reports/index.ts';
import { actions, button, linkButton, postForm } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { factList } from '../../web/components/facts.ts';
import { choices, textField, type FilledForm } from '../../web/components/field.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { announcement, notice } from '../../web/components/notice.ts';
import { html, type Content, type Html } from '../../web/html.ts';
import { showDate, showMoney } from '../../web/view.ts';
import { orderKeyField, problemBox, reasonField } from '../acting/form-parts.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { dueHistory } from './due-history.ts';
import { dueTexts } from './due.texts.ts';

type TextKey = Parameters<ReturnType<typeof dueTexts>>[0];

/** A page with one form. */
export type DueForm = { readonly form: FilledForm; readonly problem: string | null };

function formPage(
  view: OfficeView,
  { form, problem }: DueForm,
  page: {
    readonly title: TextKey;
    readonly lead: TextKey;
    readonly submit: TextKey;
    readonly action: string;
    readonly before?: Content;
    readonly fields: Content;
  },
): Html {
  const t = dueTexts(view.language);
  return officePage(view, {
    title: t(page.title),
    hasErrors: Object.keys(form.errors).length > 0 || problem !== null,
    content: html`${problemBox(problem)}${errorSummary(view, form.errors)}
      ${pageHeading(t(page.title), t(page.lead))}${page.before}
      ${postForm(
        view,
        view.office.to(page.action),
        html`${orderKeyField(form)}${page.fields}${reasonField(view, form)}
          ${actions(button(t(page.submit)))}`,
      )}`,
  });
}

/** @param currency of the amount; null where a field of its own asks for it */
function termFields(view: OfficeView, form: FilledForm, currency: string | null): Html {
  const t = dueTexts(view.language);
  const amount = currency === null ? t('amount') : `${t('amount')} (${currency})`;
  return html`${textField({ name: 'about', label: t('about'), hint: t('about_hint') }, form)}
    ${textField({ name: 'amount', label: amount, inputMode: 'decimal', width: 'short', maximum: 20 }, form)}
    ${textField({ name: 'due_on', label: t('due_on'), hint: t('due_on_hint'), width: 'short', maximum: 20 }, form)}`;
}

export function newDuePage(view: OfficeView, currencies: readonly string[], page: DueForm): Html {
  const t = dueTexts(view.language);
  const { form } = page;
  const several = currencies.length > 1;
  const fields = html`${textField(
    { name: 'service', label: t('service'), hint: t('service_hint'), width: 'medium', maximum: 40 },
    form,
  )}
  ${several && currencyChoice(view, form, currencies)}
  ${termFields(view, form, several ? null : (currencies[0] ?? null))}
  ${textField({ name: 'debtor', label: t('debtor') }, form)}
  ${textField({ name: 'tax_id', label: t('tax_id'), hint: t('optional'), width: 'medium', maximum: 50 }, form)}
  ${textField({ name: 'email', label: t('email'), hint: t('optional'), type: 'email' }, form)}`;
  const action = '/dues/new';
  return formPage(view, page, {
    title: 'new_title',
    lead: 'new_lead',
    submit: 'create',
    action,
    fields,
  });
}

function currencyChoice(view: OfficeView, form: FilledForm, currencies: readonly string[]): Html {
  const chosen = form.values['currency'] ?? currencies[0];
  const list = currencies.map((value) => ({ value, label: value, isChosen: value === chosen }));
  return choices('currency', dueTexts(view.language)('currency'), list, {
    error: form.errors['currency'],
  });
}

export function changeDuePage(view: OfficeView, due: Due, page: DueForm): Html {
  const fields = termFields(view, page.form, due.amount.currency);
  const action = `/dues/${due.id}/change`;
  return formPage(view, page, {
    title: 'change_title',
    lead: 'change_lead',
    submit: 'save',
    action,
    fields,
  });
}

/** What the form of a change begins with. */
export function termValues(view: OfficeView, due: Due): Record<string, string> {
  return {
    about: due.reason,
    amount: toTyped(due.amount, view.language),
    due_on: due.dueOn ? calendarDateToTyped(due.dueOn) : '',
  };
}

export function withdrawDuePage(view: OfficeView, due: Due, page: DueForm): Html {
  return formPage(view, page, {
    title: 'withdraw_title',
    lead: 'withdraw_lead',
    submit: 'withdraw',
    action: `/dues/${due.id}/withdraw`,
    before: dueFacts(view, due),
    fields: null,
  });
}

export function counterPage(view: OfficeView, due: Due, page: DueForm): Html {
  const t = dueTexts(view.language);
  const { form } = page;
  return formPage(view, page, {
    title: 'counter_title',
    lead: 'counter_lead',
    submit: 'take',
    action: `/dues/${due.id}/counter`,
    before: dueFacts(view, due),
    fields: html`${textField(
      {
        name: 'amount',
        label: `${t('counter_amount')} (${due.amount.currency})`,
        inputMode: 'decimal',
        width: 'short',
        maximum: 20,
      },
      form,
    )}
    ${textField({ name: 'email', label: t('counter_email'), hint: t('optional'), type: 'email' }, form)}`,
  });
}

function dueFacts(view: OfficeView, due: Due): Html {
  const t = dueTexts(view.language);
  return factList([
    [t('about'), due.reason],
    [t('amount'), showMoney(view, due.amount)],
    [t('due_on'), due.dueOn && showDate(view, due.dueOn)],
    [t('settled'), due.settled.minor > 0n && showMoney(view, due.settled)],
    [t('credited'), due.credited.minor > 0n && showMoney(view, due.credited)],
    [t('open'), showMoney(view, outstanding(due))],
    [t('state'), due.withdrawn && t('withdrawn')],
  ]);
}

export type DuePage = {
  readonly due: Due;
  readonly debtor: Debtor | null;
  /** Where it can be paid, whole; null for dues of invoices. */
  readonly payAddress: string | null;
  readonly changes: readonly DueChange[];
  readonly done: TextKey | null;
  /** What of cash just recorded is a second payment. */
  readonly setAside: Money | null;
  /** What the reader may do. */
  readonly may: { readonly change: boolean; readonly take: boolean };
};

export function duePage(view: OfficeView, page: DuePage): Html {
  const t = dueTexts(view.language);
  const { due, debtor, done, setAside, may } = page;
  const isOpen = outstanding(due).minor > 0n;
  const to = (deed: string) => view.office.to(`/dues/${due.id}/${deed}`);
  return officePage(view, {
    title: t('title'),
    content: html`${done && announcement('success', t(done))}
      ${setAside && notice('warning', t('set_aside', { amount: showMoney(view, setAside) }))}
      ${pageHeading(due.reason, due.id)}
      ${factList([
        [t('debtor'), debtor?.name],
        [t('tax_id'), debtor?.taxId],
        [t('email'), debtor?.email],
        [t('service'), serviceText(due.service, view.language)],
      ])}
      ${dueFacts(view, due)}
      ${
        page.payAddress !== null &&
        isOpen &&
        html`<h2>${t('page')}</h2><p>${t('page_hint')}</p><p><code>${page.payAddress}</code></p>`
      }
      ${actions(
        isOpen && may.take && linkButton(t('counter'), to('counter')),
        !due.withdrawn && may.change && linkButton(t('change'), to('change'), 'secondary'),
        isOpen && may.change && linkButton(t('withdraw'), to('withdraw'), 'secondary'),
      )}
      ${dueHistory(view, page.changes)}`,
  });
}
