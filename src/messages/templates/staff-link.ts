/** To somebody of the organisation's staff: a link by which they choose their password. */
import { z } from 'zod';
import { texts } from '../../core/texts.ts';
import type { Language } from '../../core/texts.ts';
import type { MailDraft } from './frame.ts';

export const staffLinkPayload = z.object({
  mode: z.enum(['test', 'live']),
  organisation: z.string(),
  name: z.string(),
  purpose: z.enum(['invitation', 'new_password']),
  url: z.string(),
});

const staffLinkTexts = texts({
  en: {
    subject_invitation: 'Your access to the payments of {organisation}',
    subject_new_password: 'Choose a new password for {organisation}',
    hello: 'Hello {name},',
    invitation:
      'you have been given access to the payment portal of {organisation}. Choose your password with this link. It works once, for three days.',
    new_password:
      'somebody asked for a new password for your access to the payment portal of {organisation}. The link works once, for half an hour.',
    link_invitation: 'Choose your password',
    link_new_password: 'Choose a new password',
    phone: 'Have your telephone at hand: you will also need an authenticator app.',
    not_you: 'If it was not you, do nothing: your password stays as it is.',
  },
  it: {
    subject_invitation: 'Il Suo accesso ai pagamenti di {organisation}',
    subject_new_password: 'Scelga una nuova password per {organisation}',
    hello: 'Gentile {name},',
    invitation:
      'Le è stato dato accesso al portale dei pagamenti di {organisation}. Scelga la password con questo collegamento. Funziona una volta sola, per tre giorni.',
    new_password:
      'qualcuno ha chiesto una nuova password per il Suo accesso al portale dei pagamenti di {organisation}. Il collegamento funziona una volta sola, per mezz’ora.',
    link_invitation: 'Scelga la password',
    link_new_password: 'Scelga una nuova password',
    phone: 'Tenga a portata di mano il telefono: servirà anche un’app di autenticazione.',
    not_you: 'Se non è stata una Sua richiesta, non faccia nulla: la password resta com’è.',
  },
  es: {
    subject_invitation: 'Su acceso a los pagos de {organisation}',
    subject_new_password: 'Elija una contraseña nueva para {organisation}',
    hello: 'Hola, {name}:',
    invitation:
      'se le ha dado acceso al portal de pagos de {organisation}. Elija su contraseña con este enlace. Funciona una sola vez, durante tres días.',
    new_password:
      'alguien ha pedido una contraseña nueva para su acceso al portal de pagos de {organisation}. El enlace funciona una sola vez, durante media hora.',
    link_invitation: 'Elegir la contraseña',
    link_new_password: 'Elegir una contraseña nueva',
    phone: 'Tenga el teléfono a mano: también necesitará una aplicación de autenticación.',
    not_you: 'Si no ha sido usted, no haga nada: su contraseña sigue igual.',
  },
});

export function writeStaffLink(
  payload: z.output<typeof staffLinkPayload>,
  language: Language,
): MailDraft {
  const t = staffLinkTexts(language);
  const { purpose } = payload;
  return {
    note: null,
    mode: payload.mode,
    subject: t(`subject_${purpose}`, payload),
    questionsTo: null,
    blocks: [
      { kind: 'paragraph', words: t('hello', payload) },
      { kind: 'paragraph', words: t(purpose, payload) },
      { kind: 'link', words: t(`link_${purpose}`), url: payload.url },
      { kind: 'paragraph', words: t(purpose === 'invitation' ? 'phone' : 'not_you') },
    ],
  };
}
