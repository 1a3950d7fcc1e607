/** To somebody of the staff: the invoices they sent are loaded, with what came of them. */
import { z } from 'zod';
import { locales, texts } from '../../core/texts.ts';
import type { Language } from '../../core/texts.ts';
import type { MailDraft } from './frame.ts';

export const uploadLoadedPayload = z.object({
  mode: z.enum(['test', 'live']),
  organisation: z.string(),
  files: z.object({ imported: z.int(), already_known: z.int(), rejected: z.int() }),
  /** What was loaded, in words. */
  sums: z.array(z.object({ label: z.string(), amount: z.string() })),
  url: z.string(),
});

const uploadLoadedTexts = texts({
  en: {
    subject: 'The invoices are loaded ({organisation})',
    loaded: 'The invoices that you sent to {organisation} are loaded.',
    imported: 'Files loaded',
    already_known: 'Files that were there already',
    rejected: 'Files that were not loaded',
    rejected_kept:
      'The files that were not loaded can be fetched for a day, with the reason of each.',
    look: 'Sign in and look at them',
  },
  it: {
    subject: 'Le fatture sono caricate ({organisation})',
    loaded: 'Le fatture che ha inviato a {organisation} sono caricate.',
    imported: 'File caricati',
    already_known: 'File già presenti',
    rejected: 'File non caricati',
    rejected_kept:
      'I file non caricati si possono scaricare per un giorno, ciascuno con il motivo.',
    look: 'Acceda e guardi il risultato',
  },
  es: {
    subject: 'Las facturas están cargadas ({organisation})',
    loaded: 'Las facturas que envió a {organisation} están cargadas.',
    imported: 'Archivos cargados',
    already_known: 'Archivos que ya estaban',
    rejected: 'Archivos no cargados',
    rejected_kept:
      'Los archivos no cargados se pueden descargar durante un día, cada uno con su motivo.',
    look: 'Entre y vea el resultado',
  },
});

export function writeUploadLoaded(
  payload: z.output<typeof uploadLoadedPayload>,
  language: Language,
): MailDraft {
  const t = uploadLoadedTexts(language);
  const { files, organisation } = payload;
  const count = (key: keyof typeof files): [string, string] => [
    t(key),
    files[key].toLocaleString(locales[language]),
  ];
  const sums = payload.sums.map(({ label, amount }) => [label, amount] as const);
  return {
    note: null,
    mode: payload.mode,
    subject: t('subject', { organisation }),
    questionsTo: null,
    blocks: [
      { kind: 'paragraph', words: t('loaded', { organisation }) },
      {
        kind: 'facts',
        facts: [count('imported'), count('already_known'), count('rejected'), ...sums],
      },
      ...(files.rejected > 0 ? [{ kind: 'paragraph', words: t('rejected_kept') } as const] : []),
      { kind: 'link', words: t('look'), url: payload.url },
    ],
  };
}
