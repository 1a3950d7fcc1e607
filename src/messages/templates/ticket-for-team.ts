/** To the team that answers: somebody asks for assistance, or has written again. */
import { z } from 'zod';
import { texts } from '../../core/texts.ts';
import type { Language } from '../../core/texts.ts';
import type { MailDraft } from './frame.ts';
import { mode } from './payment-detail.ts';
import { linesOf } from './words-of-people.ts';

export const ticketForTeamPayload = z.object({
  organisationName: z.string(),
  mode,
  number: z.string(),
  kind: z.string(),
  team: z.string(),
  words: z.string(),
  isFirst: z.boolean(),
  /** What the form asked for: names and values. */
  facts: z.array(z.tuple([z.string(), z.string()])),
  /** The request in the administration pages. */
  url: z.url({ protocol: /^https?$/ }),
});

const ticketForTeamTexts = texts({
  en: {
    opened_subject: '[{number}] New request: {kind}',
    written_subject: '[{number}] New message: {kind}',
    opened: 'Somebody asks for assistance ({team}).',
    written: 'Whoever asked has written again ({team}).',
    number: 'Request',
    kind: 'About',
    open: 'Open the request and answer',
  },
  it: {
    opened_subject: '[{number}] Nuova richiesta: {kind}',
    written_subject: '[{number}] Nuovo messaggio: {kind}',
    opened: 'Una persona chiede assistenza ({team}).',
    written: 'Chi ha chiesto assistenza ha scritto di nuovo ({team}).',
    number: 'Richiesta',
    kind: 'Argomento',
    open: 'Apri la richiesta e rispondi',
  },
  es: {
    opened_subject: '[{number}] Nueva solicitud: {kind}',
    written_subject: '[{number}] Nuevo mensaje: {kind}',
    opened: 'Una persona pide asistencia ({team}).',
    written: 'Quien pidió asistencia ha vuelto a escribir ({team}).',
    number: 'Solicitud',
    kind: 'Asunto',
    open: 'Abra la solicitud y responda',
  },
});

export function writeTicketForTeam(
  payload: z.output<typeof ticketForTeamPayload>,
  language: Language,
): MailDraft {
  const t = ticketForTeamTexts(language);
  const { number, kind, team } = payload;
  const news = payload.isFirst ? 'opened' : 'written';
  return {
    note: null,
    mode: payload.mode,
    subject: t(`${news}_subject`, { number, kind }),
    questionsTo: null,
    blocks: [
      { kind: 'paragraph', words: t(news, { team }) },
      { kind: 'facts', facts: [[t('number'), number], [t('kind'), kind], ...payload.facts] },
      ...linesOf(payload.words).map((line) => ({ kind: 'paragraph', words: line }) as const),
      { kind: 'link', words: t('open'), url: payload.url },
    ],
  };
}
