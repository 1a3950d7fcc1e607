/** Spreadsheets (ECMA-376, SpreadsheetML): one sheet, written and compressed as rows come. */
import { Zip, ZipDeflate } from 'fflate';
import { columnTexts, listTexts, type Cell, type Column } from '../../reports/index.ts';
import { decimalOf, localInstant, stateText } from './cell-value.ts';
import { addsCurrency, type Format, type Occasion, type Rows } from './format.ts';
import { xlsxParts } from './xlsx-parts.ts';

/** Styles of cells, by their place in `xl/styles.xml`. */
const styles = { plain: 0, amount: 1, date: 2, instant: 3, head: 4 } as const;

export const xlsx: Format = {
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  createWriter: (occasion) => {
    const { columns, list } = occasion.selection;
    const t = columnTexts(occasion.language);
    const archive = openArchive(occasion.madeAt);
    const titles = [...columns.map(({ name }) => t(name)), t('currency')];
    const head = titles.slice(0, addsCurrency(occasion.selection) ? undefined : -1);
    let [sheets, left, sheet] = [0, 0, archive.nothing];
    const nextSheet = (): void => {
      if (sheets > 0) sheet.end(sheetFoot);
      sheets += 1;
      left = mostRows - 1;
      sheet = archive.open(`xl/worksheets/sheet${sheets}.xml`);
      sheet.write(`${sheetHead}${rowOf(head.map((text) => textCell(text, styles.head)))}`);
    };
    return {
      begin: () => {
        nextSheet();
        return archive.taken();
      },
      rows: (rows) => {
        for (let from = 0; from < rows.length;) {
          if (left === 0) nextSheet();
          const some = rows.slice(from, from + left);
          sheet.write(writtenRows(occasion, columns, some));
          from += some.length;
          left -= some.length;
        }
        return archive.taken();
      },
      end: () => {
        sheet.end(sheetFoot);
        for (const [name, text] of xlsxParts(listTexts(occasion.language)(list.name), sheets))
          archive.add(name, text);
        archive.end();
        return archive.taken();
      },
    };
  },
};

/** Of one sheet, its head among them (SpreadsheetML as Excel reads it); what is more goes to the next. */
const mostRows = 1_048_576;

const sheetHead =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>' +
  '<sheetFormatPr defaultRowHeight="15" baseColWidth="18"/><sheetData>';

const sheetFoot = '</sheetData></worksheet>';

function writtenRows(occasion: Occasion, columns: readonly Column[], rows: Rows): string {
  const isAdded = addsCurrency(occasion.selection);
  return rows
    .map((row) => {
      const currency = row[columns.length] ?? null;
      const cells = columns.map((column, index) =>
        cellOf(occasion, column, row[index] ?? null, currency),
      );
      return rowOf(isAdded ? [...cells, textCell(currency ?? '')] : cells);
    })
    .join('');
}

function rowOf(cells: readonly string[]): string {
  return `<row>${cells.join('')}</row>`;
}

function cellOf(
  { language, timeZone }: Occasion,
  column: Column,
  cell: Cell,
  currency: Cell,
): string {
  if (cell === null || cell === '') return '<c/>';
  switch (column.kind) {
    case 'money':
      return numberCell(decimalOf(cell, currency), styles.amount);
    case 'number':
      return numberCell(cell, styles.plain);
    case 'date':
      return numberCell(String(dayNumber(`${cell}T00:00:00Z`)), styles.date);
    case 'instant':
      return numberCell(
        String(dayNumber(`${localInstant(cell, timeZone).replace(' ', 'T')}Z`)),
        styles.instant,
      );
    case 'boolean':
      return `<c t="b"><v>${cell === 'true' ? 1 : 0}</v></c>`;
    case 'state':
      return textCell(stateText(column, cell, language));
    case 'text':
      return textCell(cell);
  }
}

function numberCell(number: string, style: number): string {
  return `<c s="${style}"><v>${number}</v></c>`;
}

/** A text that is marked as one is never a formula, whatever it begins with. */
function textCell(text: string, style: number = styles.plain): string {
  return `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

/** What XML 1.0 cannot hold is left out (2.2). */
function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

const dayMs = 86_400_000;
/** Day 0 of spreadsheets, so that 1 March 1900 and later count right. */
const dayZero = Date.UTC(1899, 11, 30);

function dayNumber(instant: string): number {
  return (Date.parse(instant) - dayZero) / dayMs;
}

type Part = {
  readonly write: (text: string) => void;
  readonly end: (text: string) => void;
};

type Archive = {
  readonly add: (name: string, text: string) => void;
  readonly open: (name: string) => Part;
  /** The part before the first. */
  readonly nothing: Part;
  readonly end: () => void;
  /** What was written since it was last asked. */
  readonly taken: () => Uint8Array;
};

function openArchive(madeAt: Date): Archive {
  let written: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    written.push(bytes);
  });
  const begin = (name: string): ZipDeflate => {
    const part = new ZipDeflate(name, { level: 6 });
    part.mtime = madeAt;
    zip.add(part);
    return part;
  };
  return {
    add: (name, text) => begin(name).push(Buffer.from(text), true),
    open: (name) => {
      const part = begin(name);
      return {
        write: (text) => {
          part.push(Buffer.from(text));
        },
        end: (text) => {
          part.push(Buffer.from(text), true);
        },
      };
    },
    nothing: { write: () => {}, end: () => {} },
    end: () => {
      zip.end();
    },
    taken: () => {
      const all = Buffer.concat(written);
      written = [];
      return all;
    },
  };
}
