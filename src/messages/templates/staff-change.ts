/** To somebody of the organisation's staff: how they sign in was changed (ASVS 6.3.7). */
import { z } from 'zod';
import { formatInstant } from '../../core/calendar-date.ts';
import { texts } from '../../core/texts.ts';
import type { Language } from '../../core/texts.ts';
import type { MailDraft } from './frame.ts';

export const staffChangePayload = z.object({
  mode: z.enum(['test', 'live']),
  organisation: z.string(),
  name: z.string(),
  change: z.enum(['password', 'authenticator', 'passkey_added', 'passkey_removed']),
  at: z.iso.datetime(),
  timeZone: z.string(),
});

const staffChangeTexts = texts({
  en: {
    subject: 'Your access to {organisation} was changed',
    hello: 'Hello {name},',
    password: 'your password was changed on {at}. All other sessions have ended.',
    authenticator: 'an authenticator app was set up for your access on {at}.',
    passkey_added: 'a passkey was added to your access on {at}.',
    passkey_removed: 'a passkey was removed from your access on {at}.',
    not_you: 'If it was not you, tell an administrator of {organisation} at once.',
  },
  it: {
    subject: 'Il Suo accesso a {organisation} è stato modificato',
    hello: 'Gentile {name},',
    password: 'la Sua password è stata cambiata il {at}. Tutte le altre sessioni sono terminate.',
    authenticator: 'il {at} è stata configurata un’app di autenticazione per il Suo accesso.',
    passkey_added: 'il {at} è stata aggiunta una passkey al Suo accesso.',
    passkey_removed: 'il {at} è stata tolta una passkey dal Suo accesso.',
    not_you: 'Se non è stata opera Sua, avverta subito un amministratore di {organisation}.',
  },
  es: {
    subject: 'Su acceso a {organisation} ha cambiado',
    hello: 'Hola, {name}:',
    password: 'su contraseña se cambió el {at}. Todas las demás sesiones han terminado.',
    authenticator: 'el {at} se configuró una aplicación de autenticación para su acceso.',
    passkey_added: 'el {at} se añadió una llave de acceso (passkey) a su acceso.',
    passkey_removed: 'el {at} se quitó una llave de acceso (passkey) de su acceso.',
    not_you: 'Si no ha sido usted, avise de inmediato a un administrador de {organisation}.',
  },
});

export function writeStaffChange(
  payload: z.output<typeof staffChangePayload>,
  language: Language,
): MailDraft {
  const t = staffChangeTexts(language);
  const at = formatInstant(new Date(payload.at), language, payload.timeZone);
  const values = { name: payload.name, organisation: payload.organisation, at };
  return {
    note: null,
    mode: payload.mode,
    subject: t('subject', values),
    questionsTo: null,
    blocks: [
      { kind: 'paragraph', words: t('hello', values) },
      { kind: 'paragraph', words: t(payload.change, values) },
      { kind: 'paragraph', words: t('not_you', values) },
    ],
  };
}
