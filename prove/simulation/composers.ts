/** Mails about receipts without their PDF: drawing takes time that no schedule has, and is tested elsewhere. */
import { z } from 'zod';
import type { Context } from '../../src/context.ts';
import type { Composer } from '../../src/messages/index.ts';
import { findReceiptOfPayment } from '../../src/receipts/index.ts';

const payload = z.object({ paymentId: z.string() });

export function plainComposers(context: Pick<Context, 'database'>): ReadonlyMap<string, Composer> {
  const compose: Composer = async (organisation, { payload: stored, language }) => {
    const { paymentId } = payload.parse(stored);
    const receipt = await findReceiptOfPayment(context.database, organisation.id, paymentId);
    if (!receipt) throw new Error(`no receipt for ${paymentId}`);
    const text = `receipt ${receipt.number}`;
    return { content: { language, subject: text, text, html: text }, attachments: [] };
  };
  return new Map([
    ['receipt-for-payer', compose],
    ['notice-for-organisation', compose],
  ]);
}
