/** The receipt on a page: all that its PDF has, made to be printed too. */
import type { Money } from '../../core/money.ts';
import type { Instrument } from '../../providers/provider.ts';
import { actions, linkButton, printButton } from '../components/action.ts';
import { cardName } from '../../messages/index.ts';
import { oneColumn, sheet } from '../components/columns.ts';
import { copyField } from '../components/copy-field.ts';
import { amountBox, factList } from '../components/facts.ts';
import { pageHeading } from '../components/heading.ts';
import { notice } from '../components/notice.ts';
import { dataTable } from '../components/table.ts';
import type { Html } from '../html.ts';
import { href, html } from '../html.ts';
import { layout } from '../layout.ts';
import type { View } from '../view.ts';
import { showInstant, showMoney } from '../view.ts';
import { receiptTexts } from './receipt.texts.ts';

export type ReceiptPage = {
  readonly number: string;
  readonly amount: Money;
  readonly paidAt: Date;
  readonly issuedAt: Date;
  readonly creditorName: string;
  readonly creditorTaxId: string;
  /** One line; null where the organisation gave none. */
  readonly creditorAddress: string | null;
  readonly payerName: string | null;
  readonly instrument: Instrument | null;
  readonly reference: string;
  readonly providerReference: string | null;
  /** `details`: service, debtor, what it is made of. */
  readonly items: readonly {
    readonly label: string;
    readonly details: readonly string[];
    readonly amount: Money;
  }[];
  /** What is still to be paid of the same invoice; null where that makes no sense. */
  readonly remaining: Money | null;
  readonly returned: Money | null;
  readonly verificationCode: string;
  /** Where the code is checked, as it is printed: with the host. */
  readonly verifyAddress: string;
  readonly pdfAddress: string;
  /** Where assistance is asked for with this payment attached. */
  readonly assistanceAddress: string;
};

export function receiptPage(view: View, page: ReceiptPage): Html {
  const t = receiptTexts(view.language);
  return layout(view, {
    title: t('number', { number: page.number }),
    content: oneColumn(
      pageHeading(t('title'), t('number', { number: page.number })),
      view.mode === 'test' && notice('warning', t('test')),
      actions(linkButton(t('pdf'), page.pdfAddress), printButton(t('print'))),
      sheet(
        amountBox(t('amount'), showMoney(view, page.amount)),
        facts(view, page),
        items(view, page),
      ),
      sheet(
        html`<h2>${t('code')}</h2>`,
        html`<p>${copyField(view, t('code'), page.verificationCode)}</p>`,
        html`<p class="text-secondary">${t('code_text', { address: page.verifyAddress })}</p>`,
        html`<p class="mt-4 mb-0 d-print-none">
          <a href="${href(page.assistanceAddress)}">${t('assistance')}</a>
        </p>`,
      ),
    ),
  });
}

function facts(view: View, page: ReceiptPage): Html {
  const t = receiptTexts(view.language);
  const { instrument, remaining } = page;
  const isSettled = remaining?.minor === 0n;
  return factList([
    [t('paid_at'), showInstant(view, page.paidAt)],
    [
      t('creditor'),
      [
        page.creditorName,
        page.creditorAddress && html`<br><span class="fw-normal">${page.creditorAddress}</span>`,
      ],
    ],
    [t('tax_id'), page.creditorTaxId],
    [t('payer'), page.payerName],
    [t('instrument'), instrument && `${cardName(instrument.brand)} •••• ${instrument.lastFour}`],
    [t('remaining'), remaining && (isSettled ? t('remaining_none') : showMoney(view, remaining))],
    [t('returned'), page.returned && showMoney(view, page.returned)],
    [t('reference'), page.reference],
    [t('provider_reference'), page.providerReference],
    [t('issued_at'), showInstant(view, page.issuedAt)],
  ]);
}

function items(view: View, page: ReceiptPage): Html {
  const t = receiptTexts(view.language);
  return dataTable({
    caption: t('items'),
    columns: [{ name: t('item') }, { name: t('item_amount'), isAmount: true }],
    lines: page.items.map(({ label, details, amount }) => [
      [label, details.map((words) => html`<br><span class="small fw-normal">${words}</span>`)],
      showMoney(view, amount),
    ]),
  });
}
