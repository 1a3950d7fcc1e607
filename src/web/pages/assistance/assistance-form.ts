/** The form of each kind of request: what it asks, and what is known of the payment already. */
import {
  ticketTexts,
  wrongParts,
  type DetailName,
  type TicketKind,
} from '../../../tickets/index.ts';
import { attachmentsField } from '../../attachments/attachment-list.ts';
import type { Money } from '../../../core/money.ts';
import { button, fileForm } from '../../components/action.ts';
import { oneColumn, sheet } from '../../components/columns.ts';
import { emailField } from '../../components/email-field.ts';
import { errorSummary } from '../../components/error-summary.ts';
import { factList } from '../../components/facts.ts';
import type { FilledForm, TextField } from '../../components/field.ts';
import { choices, textArea, textField } from '../../components/field.ts';
import { pageHeading } from '../../components/heading.ts';
import type { Html } from '../../html.ts';
import { html } from '../../html.ts';
import { layout } from '../../layout.ts';
import type { View } from '../../view.ts';
import { showMoney } from '../../view.ts';
import { assistanceTexts } from './assistance.texts.ts';

export const mostWords = 4000;

/** What each form asks beside words, in order. */
export const fieldsOf: Readonly<Record<TicketKind, readonly DetailName[]>> = {
  no_receipt: ['reference'],
  wrong_address: ['reference', 'wrong_email'],
  split_payment_by_mistake: ['invoice_number', 'amount', 'date'],
  error_in_invoice: ['wrong', 'invoice_number', 'customer_code', 'amount', 'date'],
  portal_error: ['page'],
  other: ['reference'],
};

/** Kinds that say enough without words. */
export const wordsOptional: ReadonlySet<TicketKind> = new Set([
  'no_receipt',
  'wrong_address',
  'split_payment_by_mistake',
]);

export type AssistanceForm = FilledForm & {
  readonly suggestion: string | null;
  readonly wrong: readonly string[];
};

export type AssistanceFormPage = {
  readonly kind: TicketKind;
  readonly action: string;
  /** Made when the form is shown for the first time; comes back with it. */
  readonly orderKey: string;
  readonly payment: {
    readonly token: string;
    readonly id: string;
    readonly amount: Money;
    readonly state: 'open' | 'paid' | 'set_aside';
  } | null;
  readonly form: AssistanceForm;
};

export function assistanceFormPage(view: View, page: AssistanceFormPage): Html {
  const t = assistanceTexts(view.language);
  const { kind, form } = page;
  return layout(view, {
    title: t(kind),
    hasErrors: Object.keys(form.errors).length > 0,
    content: oneColumn(
      errorSummary(view, form.errors),
      pageHeading(t(kind), t(`${kind}_lead`)),
      page.payment && paymentSheet(view, page.payment),
      sheet(
        html`<h2 class="visually-hidden">${t('your_data')}</h2>`,
        fileForm(view, page.action, [
          html`<input type="hidden" name="order_key" value="${page.orderKey}">`,
          page.payment && html`<input type="hidden" name="payment" value="${page.payment.token}">`,
          // The portal tells what it knows; nobody has to copy a reference.
          fieldsOf[kind]
            .filter((name) => name !== 'reference' || page.payment === null)
            .map((name) => detailField(view, kind, name, form)),
          wordsField(view, kind, form),
          emailField(
            view,
            {
              label: t(kind === 'wrong_address' ? 'email_right' : 'email'),
              hint: t('email_hint'),
            },
            form,
          ),
          textField({ name: 'name', label: t('name'), autocomplete: 'name', maximum: 100 }, form),
          attachmentsField(view, form),
          button(t('send'), 'large'),
        ]),
      ),
    ),
  });
}

function paymentSheet(view: View, payment: NonNullable<AssistanceFormPage['payment']>): Html {
  const t = assistanceTexts(view.language);
  return sheet(
    html`<h2>${t('about_payment')}</h2>`,
    factList([
      [t('payment'), payment.id],
      [t('payment_amount'), showMoney(view, payment.amount)],
      [t('payment_state'), t(`payment_${payment.state}`)],
    ]),
    html`<p class="small text-secondary mb-0">${t('payment_attached')}</p>`,
  );
}

function wordsField(view: View, kind: TicketKind, form: FilledForm): Html {
  const t = assistanceTexts(view.language);
  const asked = wordsOptional.has(kind) ? t('words_optional') : t('words');
  const label = kind === 'error_in_invoice' ? t('words_should') : asked;
  return textArea({ name: 'words', label, hint: t('words_hint'), maximum: mostWords }, form);
}

function detailField(view: View, kind: TicketKind, name: DetailName, form: AssistanceForm): Html {
  if (name !== 'wrong') return textField(textFieldOf(view, kind, name), form);
  const t = assistanceTexts(view.language);
  const names = ticketTexts(view.language);
  const list = wrongParts.map((value) => ({
    value,
    label: names(`wrong_${value}`),
    isChosen: form.wrong.includes(value),
    isMultiple: true,
  }));
  return choices('wrong', t('wrong'), list, { error: form.errors['wrong'] });
}

function textFieldOf(view: View, kind: TicketKind, name: Exclude<DetailName, 'wrong'>): TextField {
  const t = assistanceTexts(view.language);
  const isPaid = kind === 'split_payment_by_mistake';
  const short = { width: 'short', maximum: 30 } as const;
  const code = { width: 'medium', isCode: true } as const;
  const fields: Readonly<Record<Exclude<DetailName, 'wrong'>, Omit<TextField, 'name'>>> = {
    invoice_number: { label: t('invoice_number'), hint: t('invoice_number_hint'), ...code },
    customer_code: { label: t('customer_code'), hint: t('customer_code_hint'), ...code },
    amount: {
      label: t(isPaid ? 'amount_paid' : 'amount_written'),
      hint: t('amount_hint'),
      inputMode: 'decimal',
      ...short,
    },
    date: { label: t(isPaid ? 'date_paid' : 'date_written'), hint: t('date_hint'), ...short },
    wrong_email: { label: t('wrong_email'), type: 'email', maximum: 254 },
    reference: { label: t('reference'), hint: t('reference_hint'), width: 'medium' },
    page: { label: t('page'), hint: t('page_hint'), maximum: 500 },
  };
  return { name, ...fields[name] };
}
