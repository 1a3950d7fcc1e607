/** To whoever asked for assistance: the request arrived, was answered, or somebody asks back. */
import { z } from 'zod';
import { texts } from '../../core/texts.ts';
import type { Language } from '../../core/texts.ts';
import type { MailDraft } from './frame.ts';
import { mode } from './payment-detail.ts';
import { linesOf } from './words-of-people.ts';

export const ticketForPayerPayload = z.object({
  organisationName: z.string(),
  mode,
  number: z.string(),
  kind: z.string(),
  /** What the staff wrote; of a first message, nothing is repeated. */
  words: z.string(),
  isFirst: z.boolean(),
  asks: z.boolean(),
  contactEmail: z.string().nullable(),
  /** The page of the request, for both sides. */
  url: z.url({ protocol: /^https?$/ }),
});

const ticketForPayerTexts = texts({
  en: {
    opened_subject: 'Request {number}: we have received it',
    opened: 'We have received your request {number}. {organisation} will answer at this address.',
    opened_link: 'Follow the request, add something or attach a document',
    answered_subject: 'Request {number}: {organisation} has answered',
    answered: '{organisation} has answered your request {number}:',
    asked_subject: 'Request {number}: {organisation} asks you something',
    asked: '{organisation} needs to know something more for your request {number}:',
    reply: 'Open the request and reply',
    not_you:
      'If you did not ask for anything, somebody has typed your address by mistake: you can ignore this mail.',
    kind: 'About',
    number: 'Request',
    no_card: 'Please never send card numbers, neither here nor by mail.',
  },
  it: {
    opened_subject: 'Richiesta {number}: l’abbiamo ricevuta',
    opened:
      'Abbiamo ricevuto la sua richiesta {number}. {organisation} le risponderà a questo indirizzo.',
    opened_link: 'Segua la richiesta, aggiunga qualcosa o alleghi un documento',
    answered_subject: 'Richiesta {number}: {organisation} ha risposto',
    answered: '{organisation} ha risposto alla sua richiesta {number}:',
    asked_subject: 'Richiesta {number}: {organisation} le chiede un’informazione',
    asked: 'Per la sua richiesta {number}, {organisation} ha bisogno di sapere ancora qualcosa:',
    reply: 'Apra la richiesta e risponda',
    not_you:
      'Se non ha chiesto nulla, qualcuno ha scritto il suo indirizzo per errore: può ignorare questa e-mail.',
    kind: 'Argomento',
    number: 'Richiesta',
    no_card: 'Non mandi mai il numero della carta, né qui né per e-mail.',
  },
  es: {
    opened_subject: 'Solicitud {number}: la hemos recibido',
    opened: 'Hemos recibido su solicitud {number}. {organisation} le responderá a esta dirección.',
    opened_link: 'Siga la solicitud, añada algo o adjunte un documento',
    answered_subject: 'Solicitud {number}: {organisation} ha respondido',
    answered: '{organisation} ha respondido a su solicitud {number}:',
    asked_subject: 'Solicitud {number}: {organisation} le pide un dato',
    asked: 'Para su solicitud {number}, {organisation} necesita saber algo más:',
    reply: 'Abra la solicitud y responda',
    not_you:
      'Si no ha pedido nada, alguien ha escrito su dirección por error: puede ignorar este correo.',
    kind: 'Asunto',
    number: 'Solicitud',
    no_card: 'No envíe nunca el número de la tarjeta, ni aquí ni por correo.',
  },
});

export function writeTicketForPayer(
  payload: z.output<typeof ticketForPayerPayload>,
  language: Language,
): MailDraft {
  const t = ticketForPayerTexts(language);
  const values = { number: payload.number, organisation: payload.organisationName };
  const answer = payload.asks ? 'asked' : 'answered';
  const news = payload.isFirst ? 'opened' : answer;
  // Anybody can type anybody's address: what they wrote is not sent there in our name.
  const words = payload.isFirst ? [] : linesOf(payload.words);
  return {
    note: 'assistance',
    mode: payload.mode,
    subject: t(`${news}_subject`, values),
    questionsTo: payload.contactEmail,
    blocks: [
      { kind: 'paragraph', words: t(news, values) },
      ...words.map((line) => ({ kind: 'paragraph', words: line }) as const),
      {
        kind: 'facts',
        facts: [
          [t('number'), payload.number],
          [t('kind'), payload.kind],
        ],
      },
      { kind: 'link', words: t(payload.isFirst ? 'opened_link' : 'reply'), url: payload.url },
      ...(payload.isFirst ? [{ kind: 'paragraph', words: t('not_you') } as const] : []),
      { kind: 'paragraph', words: t('no_card') },
    ],
  };
}
