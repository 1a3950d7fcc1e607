/** Looks through a file before anything of it is loaded: encoding, form, and whether it can be read to its end. */
import { createHash } from 'node:crypto';
import { createEncodingFinder, decoded } from './encoding.ts';
import { DuesFileRejected } from './file-rejected.ts';
import { columnFinder, countKnown, readHeader, type Header } from './header.ts';
import { findDelimiter, isBlank, isSeparatorRow, readCsv, type Delimiter } from './read-csv.ts';
import { readJsonLine, readLines } from './read-json-lines.ts';
import { withoutGuard, type RawRow } from './raw-row.ts';
import { duesLimits, type DuesSource, type Encoding, type Reading } from './source.ts';
import type { Column } from './columns.ts';

export type FileForm =
  | {
      readonly kind: 'csv';
      readonly delimiter: Delimiter;
      readonly header: Header;
      /** Of the header itself. */
      readonly headerRow: number;
    }
  | { readonly kind: 'json-lines' };

export type InspectedFile = {
  readonly sha256: string;
  readonly encoding: Encoding;
  readonly form: FileForm;
  /** Without header and blank ones. */
  readonly rowCount: number;
};

/** @throws DuesFileRejected */
export async function inspectFile(source: DuesSource, reading: Reading): Promise<InspectedFile> {
  const hash = createHash('sha256');
  const finder = createEncodingFinder();
  let size = 0;
  for await (const bytes of source.open()) {
    size += bytes.length;
    hash.update(bytes);
    finder.take(bytes);
  }
  if (size === 0) throw new DuesFileRejected('file_empty');
  const encoding = reading.encoding ?? finder.found();
  const form = await findForm(() => decoded(source.open(), encoding), reading);
  const inspected = { sha256: hash.digest('hex'), encoding, form, rowCount: 0 };
  let rowCount = 0;
  for await (const row of readRows(source, inspected, reading)) {
    rowCount += row ? 1 : 0;
    if (rowCount > duesLimits.rows) {
      throw new DuesFileRejected('rows_many', { limit: duesLimits.rows });
    }
  }
  if (rowCount === 0) throw new DuesFileRejected('no_rows');
  return { ...inspected, rowCount };
}

async function findForm(open: () => AsyncGenerator<string>, reading: Reading): Promise<FileForm> {
  const head = await textUntil(open(), duesLimits.rowBytes);
  if (head.trimStart().startsWith('{')) return { kind: 'json-lines' };
  const delimiter = findDelimiter(head, (cells) => countKnown(cells, reading));
  let headerRow = 0;
  for await (const cells of readCsv(open(), delimiter)) {
    headerRow += 1;
    if (isBlank(cells) || isSeparatorRow(cells)) continue;
    return { kind: 'csv', delimiter, header: readHeader(cells, reading), headerRow };
  }
  throw new DuesFileRejected('no_rows');
}

/** The beginning of a text, at least so many characters where there are so many. */
async function textUntil(texts: AsyncGenerator<string>, least: number): Promise<string> {
  let head = '';
  for await (const text of texts) {
    head += text;
    if (head.length >= least) break;
  }
  return head;
}

/** Every row after the header; blank ones are left out, and counted. */
export async function* readRows(
  source: DuesSource,
  { encoding, form }: Pick<InspectedFile, 'encoding' | 'form'>,
  reading: Reading,
): AsyncGenerator<RawRow> {
  const texts = decoded(source.open(), encoding);
  let row = 0;
  if (form.kind === 'json-lines') {
    const find = columnFinder(reading);
    for await (const line of readLines(texts)) {
      row += 1;
      const read = readJsonLine(line, row, find);
      if (read) yield read;
    }
    return;
  }
  for await (const cells of readCsv(texts, form.delimiter)) {
    row += 1;
    if (row > form.headerRow && !isBlank(cells)) yield csvRow(cells, row, form.header);
  }
}

function csvRow(given: readonly string[], row: number, { columns }: Header): RawRow {
  const surplus = given.slice(columns.length);
  const isOtherCount = given.length < columns.length || !isBlank(surplus);
  const values = { found: given.length, expected: columns.length };
  if (isOtherCount) {
    return { row, cells: {}, faults: [{ column: null, code: 'cell_count', values }], given };
  }
  const cells: Partial<Record<Column, string>> = {};
  columns.forEach((column, index) => {
    const text = withoutGuard((given[index] ?? '').trim());
    if (column !== null && text !== '') cells[column] = text;
  });
  return { row, cells, faults: [], given };
}
