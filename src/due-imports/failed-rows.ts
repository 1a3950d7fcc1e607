/** Gives failed rows back in the form of their file, with the reasons beside them: mended, they load. */
import { stringify } from 'csv-stringify/sync';
import type { Language } from '../core/texts.ts';
import { faultColumn } from './columns.ts';
import type { FileForm } from './inspect-file.ts';
import { beginsLikeFormula } from './raw-row.ts';
import { rowErrorWords, type RowError } from './row-error.ts';
import type { BadUnit } from './unit.ts';

/** @returns a text for each unit; the header comes with the first */
export function createFailedRows(
  form: FileForm,
  language: Language,
): (unit: Pick<BadUnit, 'raws' | 'errors'>) => string {
  if (form.kind === 'json-lines') return (unit) => unit.raws.map(jsonLine(unit, language)).join('');
  const { delimiter, header } = form;
  const kept = header.names.map((name) => name !== faultColumn);
  const write = (cells: readonly (readonly string[])[]): string =>
    stringify(
      cells.map((row) => row.map(guarded)),
      { delimiter },
    );
  let isFirst = true;
  return ({ raws, errors }) => {
    const rows = raws.map(({ row, given }) => {
      const cells = typeof given === 'string' ? [given] : given;
      const own = kept.flatMap((isKept, index) => (isKept ? [cells[index] ?? ''] : []));
      // Cells for which there is no column stand behind the reasons.
      return [...own, reasons(errors, row, language), ...cells.slice(kept.length)];
    });
    const head = [...header.names.filter((_, index) => kept[index]), faultColumn];
    // The mark by which spreadsheets know the encoding.
    const start = isFirst ? `\ufeff${write([head])}` : '';
    isFirst = false;
    return start + write(rows);
  };
}

function reasons(errors: readonly RowError[], row: number, language: Language): string {
  const own = errors.filter((error) => error.row === row);
  const told = own.map((error) => {
    const words = rowErrorWords(language, error);
    return error.column === null ? words : `${error.column}: ${words}`;
  });
  return `${row}: ${told.join('; ')}`;
}

/** What a spreadsheet would take for a formula gets an apostrophe, which is taken away when it is read. */
function guarded(cell: string): string {
  return beginsLikeFormula.test(cell) && !/^[+-]?[\d.,]+$/.test(cell) ? `'${cell}` : cell;
}

function jsonLine(
  { errors }: Pick<BadUnit, 'errors'>,
  language: Language,
): (raw: BadUnit['raws'][number]) => string {
  return ({ row, given }) => {
    const line = typeof given === 'string' ? given : JSON.stringify(given);
    const said = JSON.stringify({ [faultColumn]: reasons(errors, row, language) });
    return `${said}\n${line}\n`;
  };
}
