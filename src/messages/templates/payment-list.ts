/** The list of payments by mail to the address on file; the sender attaches it as PDF and CSV. */
import { z } from 'zod';
import { calendarDate, formatDate, type CalendarDate } from '../../core/calendar-date.ts';
import { texts } from '../../core/texts.ts';
import type { Language } from '../../core/texts.ts';
import type { MailDraft } from './frame.ts';
import { mode } from './payment-detail.ts';

const day = z.custom<CalendarDate>(
  (value) => typeof value === 'string' && calendarDate(value) !== null,
  'a day as YYYY-MM-DD',
);

export const paymentListPayload = z.object({
  organisationName: z.string(),
  mode,
  from: day,
  to: day,
  count: z.int().min(0),
  /** Amounts as the reader writes them, one per currency. */
  totals: z.array(z.string()),
  contactEmail: z.string().nullable(),
});

const paymentListTexts = texts({
  en: {
    subject: 'Your payments to {organisation}, {from} to {to}',
    opening:
      'Here is the list of the payments to {organisation} in the period that was asked for. It is attached as a PDF and as a table (CSV).',
    none: 'There are no payments to {organisation} in the period that was asked for.',
    period: 'Period',
    period_text: '{from} to {to}',
    count: 'Payments',
    total: 'Total',
    why: 'The list goes to the last e-mail address that was given with a payment, and nowhere else. If you did not ask for it, you can ignore this mail.',
  },
  it: {
    subject: 'I suoi pagamenti a {organisation}, dal {from} al {to}',
    opening:
      'Ecco l’elenco dei pagamenti a {organisation} nel periodo richiesto. È allegato in PDF e come tabella (CSV).',
    none: 'Nel periodo richiesto non ci sono pagamenti a {organisation}.',
    period: 'Periodo',
    period_text: 'dal {from} al {to}',
    count: 'Pagamenti',
    total: 'Totale',
    why: 'L’elenco viene inviato all’ultimo indirizzo e-mail indicato con un pagamento, e a nessun altro. Se non l’ha chiesto, può ignorare questa e-mail.',
  },
  es: {
    subject: 'Sus pagos a {organisation}, del {from} al {to}',
    opening:
      'Esta es la lista de los pagos a {organisation} en el periodo solicitado. Se adjunta en PDF y como tabla (CSV).',
    none: 'En el periodo solicitado no hay pagos a {organisation}.',
    period: 'Periodo',
    period_text: 'del {from} al {to}',
    count: 'Pagos',
    total: 'Total',
    why: 'La lista se envía a la última dirección de correo indicada con un pago, y a ninguna otra. Si no la ha pedido, puede ignorar este correo.',
  },
});

export function writePaymentList(
  payload: z.output<typeof paymentListPayload>,
  language: Language,
): MailDraft {
  const t = paymentListTexts(language);
  const { organisationName: organisation } = payload;
  const [from, to] = [formatDate(payload.from, language), formatDate(payload.to, language)];
  return {
    note: 'payment_list',
    mode: payload.mode,
    subject: t('subject', { organisation, from, to }),
    questionsTo: payload.contactEmail,
    blocks: [
      { kind: 'paragraph', words: t(payload.count > 0 ? 'opening' : 'none', { organisation }) },
      {
        kind: 'facts',
        facts: [
          [t('period'), t('period_text', { from, to })],
          [t('count'), String(payload.count)],
          ...payload.totals.map((total): [string, string] => [t('total'), total]),
        ],
      },
      { kind: 'paragraph', words: t('why') },
    ],
  };
}
