/** The receipt by mail to whoever paid; the sender attaches the PDF. */
import { z } from 'zod';
import { format } from '../../core/money.ts';
import { texts } from '../../core/texts.ts';
import type { Language } from '../../core/texts.ts';
import type { MailDraft } from './frame.ts';
import { detailBlocks, numberText, paymentDetail } from './payment-detail.ts';

export const receiptForPayerPayload = z.object({
  receipt: paymentDetail,
  /** The permanent page of the receipt. */
  receiptUrl: z.url({ protocol: /^https?$/ }),
});

const receiptForPayerTexts = texts({
  en: {
    subject: 'Receipt {number}: {amount} paid to {organisation}',
    opening:
      '{organisation} has received your payment of {amount}. Thank you. The receipt is attached as a PDF.',
    open: 'Open the receipt, download it or send it to another address',
    verify: 'Check that this receipt is genuine',
  },
  it: {
    subject: 'Ricevuta {number}: {amount} pagati a {organisation}',
    opening:
      '{organisation} ha ricevuto il suo pagamento di {amount}. Grazie. In allegato trova la ricevuta in PDF.',
    open: 'Apra la ricevuta, la scarichi o la invii a un altro indirizzo',
    verify: 'Verifichi che questa ricevuta sia autentica',
  },
  es: {
    subject: 'Recibo {number}: {amount} pagados a {organisation}',
    opening:
      '{organisation} ha recibido su pago de {amount}. Gracias. Adjuntamos el recibo en PDF.',
    open: 'Abra el recibo, descárguelo o envíelo a otra dirección',
    verify: 'Compruebe que este recibo es auténtico',
  },
});

export function writeReceiptForPayer(
  { receipt, receiptUrl }: z.output<typeof receiptForPayerPayload>,
  language: Language,
): MailDraft {
  const t = receiptForPayerTexts(language);
  const values = {
    number: numberText(receipt),
    amount: format(receipt.payment.amount, language),
    organisation: receipt.organisation.name,
  };
  return {
    note: 'receipt',
    mode: receipt.mode,
    subject: t('subject', values),
    questionsTo: receipt.organisation.email,
    blocks: [
      { kind: 'paragraph', words: t('opening', values) },
      { kind: 'link', words: t('open'), url: receiptUrl },
      ...detailBlocks(receipt, language, receipt.payer.email),
      { kind: 'link', words: t('verify'), url: receipt.verification.url },
    ],
  };
}
