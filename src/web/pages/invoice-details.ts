/** What stands on an invoice, as the payer needs it: facts, amounts, lines, VAT, what to know. */
import { amountBox, factList } from '../components/facts.ts';
import { notice } from '../components/notice.ts';
import { dataTable } from '../components/table.ts';
import { sheet } from '../components/columns.ts';
import type { Html } from '../html.ts';
import { href, html } from '../html.ts';
import type { View } from '../view.ts';
import { showDate, showMoney } from '../view.ts';
import type { InvoiceFacts } from './invoice.ts';
import { invoiceTexts } from './invoice.texts.ts';

export function invoiceDetails(view: View, invoice: InvoiceFacts): Html {
  const t = invoiceTexts(view.language);
  return html`${warnings(view, invoice)}
    ${sheet(
      html`<h2>${t('facts')}</h2>`,
      factList([
        [t('supplier'), invoice.supplierName],
        [t('supplier_tax_id'), invoice.supplierTaxId],
        [t('customer'), invoice.customerMasked],
        [t('document'), t(invoice.kind)],
        [t('number'), invoice.number],
        [t('issued_on'), showDate(view, invoice.issuedOn)],
      ]),
      amounts(view, invoice),
    )}
    ${sheet(
      lines(view, invoice),
      vat(view, invoice),
      html`<p class="mt-4"><a href="${href(errorAddress(view, invoice))}">${t('wrong_data')}</a></p>`,
    )}`;
}

/** The form for errors in an invoice, with this one's number typed already. */
function errorAddress({ links }: View, { number }: InvoiceFacts): string {
  const query = new URLSearchParams({ number });
  return `${links.assistance}/error-in-invoice?${query.toString()}`;
}

function warnings(view: View, invoice: InvoiceFacts): Html | null {
  if (invoice.warnings.length === 0) return null;
  const list = html`<ul>${invoice.warnings.map((warning) => html`<li>${warning}</li>`)}</ul>`;
  return notice('warning', list, invoiceTexts(view.language)('warnings'));
}

/** Where what is paid is not the total, each part that is left out is shown and explained. */
function amounts(view: View, invoice: InvoiceFacts): Html {
  const t = invoiceTexts(view.language);
  const { splitPaymentVat, withholding } = invoice;
  if (!splitPaymentVat && !withholding)
    return amountBox(t('total'), showMoney(view, invoice.total));
  const vatAmount = splitPaymentVat && showMoney(view, splitPaymentVat);
  const withheld = withholding && showMoney(view, withholding);
  return html`<hr>
    ${factList([
      [t('total'), showMoney(view, invoice.total)],
      [t('split_payment'), vatAmount && html`− ${vatAmount}`],
      [t('withholding'), withheld && html`− ${withheld}`],
      [t('payable'), showMoney(view, invoice.payable)],
    ])}
    ${vatAmount && notice('info', t('split_payment_why', { vat: vatAmount }))}
    ${withheld && notice('info', t('withholding_why', { amount: withheld }))}`;
}

function lines(view: View, invoice: InvoiceFacts): Html {
  const t = invoiceTexts(view.language);
  return dataTable({
    caption: t('lines'),
    columns: [
      { name: t('description') },
      { name: t('quantity'), isAmount: true },
      { name: t('line_amount'), isAmount: true },
    ],
    lines: invoice.lines.map((line) => [
      line.description,
      line.quantity,
      line.amount && showMoney(view, line.amount),
    ]),
  });
}

function vat(view: View, invoice: InvoiceFacts): Html | null {
  if (invoice.vat.length === 0) return null;
  const t = invoiceTexts(view.language);
  return dataTable({
    caption: t('vat'),
    columns: [
      { name: t('rate') },
      { name: t('taxable'), isAmount: true },
      { name: t('tax'), isAmount: true },
    ],
    lines: invoice.vat.map((line) => [
      line.rate,
      showMoney(view, line.taxable),
      showMoney(view, line.tax),
    ]),
  });
}
