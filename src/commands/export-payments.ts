/** `export payments`: every payment of a period with its details, as the back office exports it. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { calendarDate } from '../core/calendar-date.ts';
import { formatNames, isFormatName, selectionOf, writeList } from '../exports/index.ts';
import { findList } from '../reports/index.ts';
import { UsageError, type Run } from './command.ts';
import { parseArguments } from './parse-arguments.ts';
import { organisationNamed, withPortal } from './with-portal.ts';

export const exportPayments: Run = async (args, terminal) => {
  const { values } = parseArguments(args, {
    organisation: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string' },
  });
  const [from, to] = [dateOf('--from', values.from), dateOf('--to', values.to)];
  if (to < from) throw new UsageError('--to: the end lies before the beginning');
  const { format, out } = values;
  if (format === undefined || !isFormatName(format))
    throw new UsageError(`--format: one of ${formatNames.join(', ')}`);
  return withPortal(terminal, async (portal) => {
    const organisation = await organisationNamed(portal, values.organisation);
    const [language = 'en'] = organisation.settings.languages;
    const columns = findList('payments')?.columns.map(({ name }) => name) ?? [];
    const parameters = [
      ['paid_from', from],
      ['paid_to', to],
      ['columns', columns.join(',')],
    ] as const;
    const wanted = { list: 'payments', parameters, services: null, format, language };
    const selection = selectionOf(portal.context, organisation, wanted);
    const file = await openFile(out);
    const written = await writeList(
      portal.context,
      organisation,
      { selection, format, language },
      file.write,
    );
    await file.close();
    terminal.say(`${organisation.slug}: ${written.rowCount} payments from ${from} to ${to}`);
    return 0;
  });
};

function dateOf(option: string, text: string | undefined): string {
  const date = text === undefined ? null : calendarDate(text);
  if (date === null) throw new UsageError(`${option}: a date is needed, such as 2026-03-31`);
  return date;
}

/** A file appears under its name when it is whole; without a name it goes to stdout. */
async function openFile(path: string | undefined) {
  const draft = path === undefined ? null : `${path}.${process.pid}.part`;
  const stream = draft === null ? process.stdout : createWriteStream(draft);
  if (draft !== null) await once(stream, 'open');
  return {
    write: async (piece: Uint8Array): Promise<void> => {
      if (!stream.write(piece)) await once(stream, 'drain');
    },
    close: async (): Promise<void> => {
      if (draft === null || path === undefined) return;
      stream.end();
      await once(stream, 'finish');
      await rename(draft, path);
      await rm(draft, { force: true });
    },
  };
}
