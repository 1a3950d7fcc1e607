/** Makes the mails that carry a receipt from its snapshot, the PDF among them. */
import { z } from 'zod';
import type { Context } from '../context.ts';
import { writeMessage, type Composer } from '../messages/index.ts';
import { findPayment } from '../payments/index.ts';
import { fromJson, receiptNumber } from './document/receipt-document.ts';
import { renderReceiptPdf } from './document/render-pdf.ts';
import { findReceiptOfPayment } from './store.ts';

const payload = z.object({ paymentId: z.string() });

/** The composers of this room, by the name of their template. */
export function receiptComposers(
  context: Pick<Context, 'database' | 'publicUrl'>,
): ReadonlyMap<string, Composer> {
  const compose =
    (template: 'receipt-for-payer' | 'notice-for-organisation'): Composer =>
    async (organisation, message) => {
      const { paymentId } = payload.parse(message.payload);
      const receipt = await findReceiptOfPayment(context.database, organisation.id, paymentId);
      const payment = await findPayment(context.database, organisation.id, paymentId);
      if (!receipt || !payment) throw new Error(`no receipt for ${paymentId}`);
      const receiptUrl = `${context.publicUrl}/${organisation.slug}/payments/${payment.accessToken}/receipt`;
      const content = writeMessage(
        template,
        { receipt: receipt.document, receiptUrl, paymentUrl: null },
        message.language,
      );
      const document = fromJson(receipt.document);
      const pdf = await renderReceiptPdf(document, message.language);
      const name = `receipt-${receiptNumber(document).replace('/', '-')}.pdf`;
      return { content, attachments: [{ name, type: 'application/pdf', content: pdf }] };
    };
  return new Map([
    ['receipt-for-payer', compose('receipt-for-payer')],
    ['notice-for-organisation', compose('notice-for-organisation')],
  ]);
}
