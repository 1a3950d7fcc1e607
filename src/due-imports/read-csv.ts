/** Reads delimited text row by row, whatever its rows hold; never more than one row in memory. */
import { Readable, pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { DuesFileRejected } from './file-rejected.ts';
import { duesLimits } from './source.ts';

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** @throws DuesFileRejected `quote_open`, `row_too_long`, `not_read` */
export async function* readCsv(
  texts: AsyncIterable<string>,
  delimiter: Delimiter,
): AsyncGenerator<readonly string[]> {
  let row = 0;
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    // A quotation mark inside a cell that has none around it is a mark like any other.
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: duesLimits.rowBytes,
  });
  // What goes wrong in the source comes out of the parser, which is read below.
  const ended = pipeline(Readable.from(texts, { objectMode: false }), parser, () => {});
  try {
    for await (const record of ended) {
      row += 1;
      if (isCells(record)) yield record;
    }
  } catch (error) {
    throw translated(error, row + 1);
  }
}

/** Without columns and casts, a record is its cells. */
function isCells(record: unknown): record is readonly string[] {
  return Array.isArray(record);
}

function translated(error: unknown, row: number): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return new DuesFileRejected('quote_open', { row });
    case 'CSV_MAX_RECORD_SIZE':
      return new DuesFileRejected('row_too_long', { row, limit: duesLimits.rowBytes / 1024 });
    default:
      return error;
  }
}

/** What separates the cells: named by a first line `sep=;`, or what makes the most of the header. */
export function findDelimiter(
  head: string,
  score: (cells: readonly string[]) => number,
): Delimiter {
  const lines = head.split(/\r\n|\n|\r/);
  const named = /^"?sep=([,;|\t])"?/i.exec(lines[0] ?? '')?.[1];
  const isNamed = delimiters.find((one) => one === named);
  if (isNamed) return isNamed;
  const first = lines.find((line) => line.trim() !== '') ?? '';
  const scored = delimiters.map((delimiter) => {
    const cells = first.split(delimiter).map((cell) => cell.replaceAll('"', ''));
    return { delimiter, score: score(cells) * 1000 + cells.length };
  });
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

/** The line that some spreadsheets put before the header. */
export function isSeparatorRow(cells: readonly string[]): boolean {
  return /^sep=/i.test(cells[0] ?? '');
}

/** A row of a spreadsheet in which nothing stands. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}
