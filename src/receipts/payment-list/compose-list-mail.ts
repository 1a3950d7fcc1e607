/** Makes the mail that brings a list of payments, as PDF and as CSV. */
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { calendarDate, type CalendarDate } from '../../core/calendar-date.ts';
import { format } from '../../core/money.ts';
import { writeMessage, type Composer } from '../../messages/index.ts';
import { listPayments } from './payment-list.ts';
import { renderListCsv } from './render-list-csv.ts';
import { renderListPdf } from './render-list-pdf.ts';

const day = z.custom<CalendarDate>(
  (value) => typeof value === 'string' && calendarDate(value) !== null,
);
const payload = z.object({ taxCode: z.string(), from: day, to: day });

export function composeListMail(context: Pick<Context, 'database' | 'clock'>): Composer {
  return async (organisation, message) => {
    const { taxCode, ...period } = payload.parse(message.payload);
    const list = await listPayments(context.database, organisation, taxCode, period);
    const { language } = message;
    const { settings } = organisation;
    const content = writeMessage(
      'payment-list',
      {
        organisationName: settings.name,
        mode: organisation.mode,
        ...period,
        count: list.payments.length,
        totals: list.totals.map((total) => format(total, language)),
        contactEmail: settings.contact.email ?? settings.mail_address ?? null,
      },
      language,
      settings.mail_notes,
    );
    if (list.payments.length === 0) return { content, attachments: [] };
    const heading = { organisation, period, language, madeAt: context.clock.now() };
    const name = `payments-${period.from}-${period.to}`;
    return {
      content,
      attachments: [
        {
          name: `${name}.pdf`,
          type: 'application/pdf',
          content: await renderListPdf(list, heading),
        },
        { name: `${name}.csv`, type: 'text/csv', content: renderListCsv(list, language) },
      ],
    };
  };
}
