/** To the organisation: its provider cannot say what became of a payment, and somebody has to ask. */
import type { z } from 'zod';
import { format } from '../../core/money.ts';
import { texts } from '../../core/texts.ts';
import type { Language } from '../../core/texts.ts';
import type { MailDraft } from './frame.ts';
import { paymentTrouble, troubleFacts } from './payment-trouble.ts';

export const unresolvedPayload = paymentTrouble;

const unresolvedTexts = texts({
  en: {
    subject: 'Payment without a known outcome: {payment}, {amount}',
    unknown:
      'The provider has not been able to say whether a payment of {amount} succeeded or failed.',
    held: 'What it was to pay stays reserved meanwhile, so that nobody pays it twice. The portal goes on asking.',
    ask: 'Please look for the attempt identifier in the provider’s own pages, and ask the provider if it is not there.',
  },
  it: {
    subject: 'Pagamento dall’esito sconosciuto: {payment}, {amount}',
    unknown: 'Il gestore non ha saputo dire se un pagamento di {amount} è riuscito oppure no.',
    held: 'Intanto quanto doveva essere pagato resta riservato, perché nessuno lo paghi due volte. Il portale continua a chiedere.',
    ask: 'Cerca l’identificativo del tentativo nelle pagine del gestore e, se non c’è, chiedi al gestore.',
  },
  es: {
    subject: 'Pago con resultado desconocido: {payment}, {amount}',
    unknown: 'El proveedor no ha podido decir si un pago de {amount} se ha realizado o no.',
    held: 'Mientras tanto, lo que se iba a pagar queda reservado para que nadie lo pague dos veces. El portal sigue preguntando.',
    ask: 'Busque el identificador del intento en las páginas del proveedor y, si no aparece, pregunte al proveedor.',
  },
});

export function writeUnresolved(
  payload: z.output<typeof unresolvedPayload>,
  language: Language,
): MailDraft {
  const t = unresolvedTexts(language);
  const values = { amount: format(payload.amount, language), payment: payload.paymentId };
  return {
    note: null,
    mode: payload.mode,
    subject: t('subject', values),
    questionsTo: null,
    blocks: [
      { kind: 'paragraph', words: t('unknown', values) },
      { kind: 'paragraph', words: t('held') },
      { kind: 'paragraph', words: t('ask') },
      troubleFacts(payload, language),
    ],
  };
}
