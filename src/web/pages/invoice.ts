/**
 * The page of one invoice: what it is, what of it is to be paid, and whether it can be paid here.
 */
import type { CalendarDate } from '../../core/calendar-date.ts';
import type { Money } from '../../core/money.ts';
import type { CardBrand } from '../../providers/provider.ts';
import { mainAndAside } from '../components/columns.ts';
import type { FilledForm } from '../components/field.ts';
import { steps } from '../components/steps.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import { layout } from '../layout.ts';
import type { View } from '../view.ts';
import { showDate } from '../view.ts';
import { invoiceDetails } from './invoice-details.ts';
import { invoiceState } from './invoice-states.ts';
import { invoiceTexts } from './invoice.texts.ts';

export type DocumentKind = 'invoice' | 'credit_note' | 'debit_note' | 'advance' | 'self_invoice';

export type InvoiceLine = {
  readonly description: string;
  /** As the invoice states it, already written for the reader: `2,00 pz`. */
  readonly quantity: string | null;
  /** Null where the invoice states none that can be read. */
  readonly amount: Money | null;
};

export type VatLine = {
  /** `22 %`, or the reason why there is none: `esente art. 10`. */
  readonly rate: string;
  readonly taxable: Money;
  readonly tax: Money;
};

export type InstalmentState = 'open' | 'overdue' | 'paid' | 'in_progress' | 'withdrawn';

export type Instalment = {
  readonly dueId: string;
  readonly amount: Money;
  readonly dueOn: CalendarDate | null;
  readonly state: InstalmentState;
};

export type InvoiceFacts = {
  readonly kind: DocumentKind;
  readonly number: string;
  readonly issuedOn: CalendarDate;
  readonly supplierName: string;
  readonly supplierTaxId: string;
  /** Masked: `M*** R***`; the page can be opened by whoever holds the link. */
  readonly customerMasked: string;
  readonly lines: readonly InvoiceLine[];
  readonly vat: readonly VatLine[];
  readonly total: Money;
  readonly splitPaymentVat: Money | null;
  readonly withholding: Money | null;
  readonly payable: Money;
  readonly instalments: readonly Instalment[];
  /** Sentences for the payer, in the language of the page. */
  readonly warnings: readonly string[];
};

/** `continueAddress` is null unless this browser started the payment. */
export type PaymentInProgress = {
  readonly since: Date;
  readonly continueAddress: string | null;
  readonly restartAction: string;
};

/** What can be done with the invoice now. Names of form fields stand beside each action. */
export type InvoiceState =
  /** Posts `due` once for each instalment chosen. */
  | {
      readonly kind: 'payable';
      readonly action: string;
      /** Posts the same; puts them into the cart. */
      readonly cartAction: string;
      readonly amountDueNow: Money;
      readonly chosenDueIds: readonly string[];
      readonly acceptedBrands: readonly CardBrand[];
      readonly error?: string;
      /** Of other instalments of the same invoice. */
      readonly inProgress?: PaymentInProgress;
    }
  /** `resendAction` posts nothing; `openAction` posts `proof`. */
  | {
      readonly kind: 'already_paid';
      readonly paidOn: CalendarDate;
      readonly emailMasked: string | null;
      readonly resendAction: string | null;
      readonly isResent: boolean;
      readonly openAction: string;
      readonly form: FilledForm;
    }
  | ({ readonly kind: 'in_progress' } & PaymentInProgress)
  | {
      readonly kind: 'not_payable';
      readonly reason: 'direct_debit' | 'withheld' | 'no_method' | 'nothing_due';
    }
  | { readonly kind: 'withdrawn'; readonly creditNoteNumber: string | null };

export type InvoicePage = { readonly invoice: InvoiceFacts; readonly state: InvoiceState };

function hasErrors(state: InvoiceState): boolean {
  if (state.kind === 'payable') return state.error !== undefined;
  return state.kind === 'already_paid' && Object.keys(state.form.errors).length > 0;
}

export function invoicePage(view: View, page: InvoicePage): Html {
  const t = invoiceTexts(view.language);
  const { invoice, state } = page;
  const title = t('title', { number: invoice.number });
  const lead = t('lead', {
    supplier: invoice.supplierName,
    date: showDate(view, invoice.issuedOn),
  });
  return layout(view, {
    title,
    hasErrors: hasErrors(state),
    content: [
      state.kind === 'payable' && steps(view, 'invoice'),
      html`<div class="mb-4">
        <h1>${title}</h1>
        <p class="lead mb-0">${lead}</p>
      </div>`,
      mainAndAside(invoiceDetails(view, invoice), invoiceState(view, invoice, state)),
    ],
  });
}
