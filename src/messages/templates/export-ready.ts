/** To somebody of the staff: the list they asked for as a file is ready, with what it adds up to. */
import { z } from 'zod';
import { locales, texts } from '../../core/texts.ts';
import type { Language } from '../../core/texts.ts';
import type { MailDraft } from './frame.ts';

export const exportReadyPayload = z.object({
  mode: z.enum(['test', 'live']),
  organisation: z.string(),
  /** In words. */
  list: z.string(),
  rowCount: z.number(),
  sums: z.array(z.object({ label: z.string(), amount: z.string() })),
  url: z.string(),
});

const exportReadyTexts = texts({
  en: {
    subject: '{list}: the file is ready ({organisation})',
    ready: 'The list “{list}” of {organisation} is ready as a file. It is kept for seven days.',
    rows: 'Rows',
    fetch: 'Sign in and fetch the file',
  },
  it: {
    subject: '{list}: il file è pronto ({organisation})',
    ready:
      'L’elenco «{list}» di {organisation} è pronto come file. Resta disponibile per sette giorni.',
    rows: 'Righe',
    fetch: 'Acceda e scarichi il file',
  },
  es: {
    subject: '{list}: el archivo está listo ({organisation})',
    ready: 'El listado «{list}» de {organisation} está listo como archivo. Se conserva siete días.',
    rows: 'Filas',
    fetch: 'Entre y descargue el archivo',
  },
});

export function writeExportReady(
  payload: z.output<typeof exportReadyPayload>,
  language: Language,
): MailDraft {
  const t = exportReadyTexts(language);
  const values = { list: payload.list, organisation: payload.organisation };
  const rows = payload.rowCount.toLocaleString(locales[language]);
  const sums = payload.sums.map(({ label, amount }) => [label, amount] as const);
  return {
    note: null,
    mode: payload.mode,
    subject: t('subject', values),
    questionsTo: null,
    blocks: [
      { kind: 'paragraph', words: t('ready', values) },
      { kind: 'facts', facts: [[t('rows'), rows], ...sums] },
      { kind: 'link', words: t('fetch'), url: payload.url },
    ],
  };
}
