/** Asks the payer of a second payment whether it goes back or is used for something else that is owed. */
import type { z } from 'zod';
import { format } from '../../core/money.ts';
import { texts } from '../../core/texts.ts';
import type { Language } from '../../core/texts.ts';
import type { MailDraft } from './frame.ts';
import { paymentTrouble, troubleFacts } from './payment-trouble.ts';

export const secondPaymentChoicePayload = paymentTrouble;

const choiceTexts = texts({
  en: {
    subject: 'What shall we do with your second payment of {amount}?',
    received:
      '{organisation} holds {amount} of yours: you paid it for something that had already been paid.',
    choose:
      'You can have it back on the card you paid with, or have it used for another amount that you owe to {organisation}.',
    answer: 'Please tell us which you prefer by writing to {email}, with the payment number below.',
    answer_without: 'Please tell {organisation} which you prefer, with the payment number below.',
    nothing: 'Until you answer, the money stays safe and is not used for anything.',
  },
  it: {
    subject: 'Che cosa facciamo del Suo secondo pagamento di {amount}?',
    received:
      '{organisation} conserva {amount} che Lei ha versato per qualcosa che risultava già pagato.',
    choose:
      'Può riaverli sulla carta con cui ha pagato, oppure usarli per un altro importo che deve a {organisation}.',
    answer:
      'Ci dica che cosa preferisce scrivendo a {email} e indicando il numero di pagamento qui sotto.',
    answer_without:
      'Dica a {organisation} che cosa preferisce, indicando il numero di pagamento qui sotto.',
    nothing: 'Fino alla Sua risposta la somma è al sicuro e non viene usata per altro.',
  },
  es: {
    subject: '¿Qué hacemos con su segundo pago de {amount}?',
    received: '{organisation} conserva {amount} que usted pagó por algo que ya estaba pagado.',
    choose:
      'Puede recuperarlo en la tarjeta con la que pagó o destinarlo a otro importe que deba a {organisation}.',
    answer:
      'Díganos qué prefiere escribiendo a {email} e indicando el número de pago que figura abajo.',
    answer_without:
      'Diga a {organisation} qué prefiere, indicando el número de pago que figura abajo.',
    nothing: 'Hasta que responda, el dinero está a salvo y no se utiliza para nada.',
  },
});

export function writeSecondPaymentChoice(
  payload: z.output<typeof secondPaymentChoicePayload>,
  language: Language,
): MailDraft {
  const t = choiceTexts(language);
  const { organisationName: organisation, contactEmail: email } = payload;
  const amount = format(payload.amount, language);
  const paragraphs = [
    t('received', { organisation, amount }),
    t('choose', { organisation }),
    email ? t('answer', { email }) : t('answer_without', { organisation }),
    t('nothing'),
  ];
  return {
    note: 'second_payment_choice',
    mode: payload.mode,
    subject: t('subject', { amount }),
    questionsTo: null,
    blocks: [
      ...paragraphs.map((words) => ({ kind: 'paragraph', words }) as const),
      troubleFacts(payload, language),
    ],
  };
}
