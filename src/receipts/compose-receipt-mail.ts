/** Makes the mails that carry a receipt from its snapshot, the PDF among them. */
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Language } from '../core/texts.ts';
import { writeMessage, type Composer } from '../messages/index.ts';
import { findPayment } from '../payments/index.ts';
import { composeServiceNotice } from './compose-service-notice.ts';
import { composeListMail } from './payment-list/compose-list-mail.ts';
import { fromJson, receiptNumber } from './document/receipt-document.ts';
import { renderReceiptPdf } from './document/render-pdf.ts';
import { findReceiptOfPayment, type Receipt } from './store.ts';

const payload = z.object({ paymentId: z.string() });

/** The composers of this room, by the name of their template. */
export function receiptComposers(
  context: Pick<Context, 'database' | 'clock' | 'publicUrl'>,
): ReadonlyMap<string, Composer> {
  const draw = drawOnce();
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
        organisation.settings.mail_notes,
      );
      const document = fromJson(receipt.document);
      const pdf = await draw(receipt, message.language);
      const name = `receipt-${receiptNumber(document).replace('/', '-')}.pdf`;
      return { content, attachments: [{ name, type: 'application/pdf', content: pdf }] };
    };
  return new Map([
    ['receipt-for-payer', compose('receipt-for-payer')],
    ['notice-for-organisation', compose('notice-for-organisation')],
    ['notice-for-service', composeServiceNotice(context)],
    ['payment-list', composeListMail(context)],
  ]);
}

const mostKept = 32;

/** The mails of a payment follow each other closely, and mostly carry the same document. */
function drawOnce(): (receipt: Receipt, language: Language) => Promise<Uint8Array> {
  const kept = new Map<string, Promise<Uint8Array>>();
  return async ({ id, document }, language) => {
    const key = `${id} ${language}`;
    const drawn = kept.get(key) ?? renderReceiptPdf(fromJson(document), language);
    kept.set(key, drawn);
    const [oldest = key] = kept.keys();
    if (kept.size > mostKept) kept.delete(oldest);
    try {
      return await drawn;
    } catch (error) {
      kept.delete(key);
      throw new Error(`the receipt ${id} could not be drawn`, { cause: error });
    }
  };
}
