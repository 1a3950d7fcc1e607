/** The receipt as a page and as a PDF, for whoever has the payment's address. */
import type { FastifyInstance } from 'fastify';
import { inLanguage } from '../../core/localised.ts';
import { format } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import {
  formatVerificationCode,
  fromJson,
  receiptNumber,
  renderReceiptPdf,
  type ReceiptDocument,
} from '../../receipts/index.ts';
import { paymentTexts } from '../pages/payment.texts.ts';
import { receiptPage, type ReceiptPage } from '../pages/receipt.ts';
import { givenBackOfPayments, receiptsOfPayments } from '../page-facts.ts';
import { sendPage } from '../send-page.ts';
import { viewOf, type Site } from '../site.ts';
import { openPayment } from './open-payment.ts';

export function addReceiptRoutes(app: FastifyInstance, site: Site): void {
  app.get('/:organisation/payments/:token/receipt', async (request, reply) => {
    const { organisation, payment, address } = await openPayment(site, request);
    const [receipt] = await receiptsOfPayments(site, organisation, [payment.id]);
    if (!receipt) return reply.redirect(address, 303);
    const view = viewOf(site, request, reply, organisation);
    const [returned] = await givenBackOfPayments(site, organisation, [payment.id]);
    return sendPage(
      reply,
      receiptPage(view, {
        ...shown(fromJson(receipt.document), `${address}/receipt.pdf`, view.language),
        returned: returned?.amount ?? null,
        assistanceAddress: `${view.links.assistance}?payment=${payment.accessToken}`,
      }),
    );
  });

  app.get('/:organisation/payments/:token/receipt.pdf', async (request, reply) => {
    const { organisation, payment, address } = await openPayment(site, request);
    const [receipt] = await receiptsOfPayments(site, organisation, [payment.id]);
    if (!receipt) return reply.redirect(address, 303);
    const { language } = viewOf(site, request, reply, organisation);
    const document = fromJson(receipt.document);
    const name = `receipt-${receiptNumber(document).replace('/', '-')}.pdf`;
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(Buffer.from(await renderReceiptPdf(document, language)));
  });
}

function shown(
  document: ReceiptDocument,
  pdfAddress: string,
  language: Language,
): Omit<ReceiptPage, 'assistanceAddress'> {
  const { organisation, payment, items } = document;
  const t = paymentTexts(language);
  return {
    number: receiptNumber(document),
    amount: payment.amount,
    paidAt: document.paidAt,
    issuedAt: document.issuedAt,
    creditorName: organisation.legalName,
    creditorTaxId: organisation.taxIds.join(', '),
    creditorAddress: organisation.address,
    payerName: null,
    instrument: payment.instrument && { method: 'card', ...payment.instrument },
    reference: payment.id,
    providerReference: payment.providerReference,
    items: items.map((item) => ({
      label: item.invoiceNumber ? t('invoice_item', { reason: item.reason }) : item.reason,
      details: detailsOf(item, language),
      amount: item.amount,
    })),
    remaining: document.remainingOfInvoices ?? null,
    returned: null,
    verificationCode: formatVerificationCode(document.verification.code),
    verifyAddress: document.verification.url.replace(/\?.*/, ''),
    pdfAddress,
  };
}

function detailsOf(
  { serviceName, customerName, invoiceNumber, lines = [] }: ReceiptDocument['items'][number],
  language: Language,
): string[] {
  const service = serviceName ? inLanguage(serviceName, language) : '';
  // An invoice's customer is not shown to whoever has the payment's address.
  const debtor = invoiceNumber ? '' : customerName;
  const madeOf = lines.length < 2 ? [] : lines;
  return [
    [service, debtor].filter((words) => words !== '').join(' · '),
    ...madeOf.map(({ text, amount }) => `${text}: ${format(amount, language)}`),
  ].filter((words) => words !== '');
}
