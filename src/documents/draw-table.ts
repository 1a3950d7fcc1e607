/** A table under a heading: its header is repeated on every page and read once, its last column holds amounts. */
import {
  contentWidth,
  decoration,
  drawText,
  group,
  hasRoom,
  heightOf,
  ink,
  page,
  paragraph,
  tagged,
  type Element,
  type Place,
  type Sheet,
  type TextStyle,
} from './pdf-sheet.ts';

const padding = 5;
const gap = 12;
const header: TextStyle = { font: 'strong', size: 9, colour: ink.quiet };
const body: TextStyle = { font: 'regular', size: 10.5 };

export type TableRow = { readonly cells: readonly string[]; readonly isStrong?: boolean };

export type DrawnTable = {
  readonly title: string;
  /** Widths in points; the first column has what is left. */
  readonly columns: readonly { readonly name: string; readonly width?: number }[];
  readonly rows: readonly TableRow[];
  readonly newPage: () => void;
};

type Column = { readonly x: number; readonly width: number; readonly align: 'left' | 'right' };

/** Draws from `sheet.y`, on as many pages as it takes. */
export function drawTable(sheet: Sheet, table: DrawnTable): void {
  if (!hasRoom(sheet, 90)) table.newPage();
  const style = { font: 'strong', size: 14 } as const;
  paragraph(sheet, { parent: sheet.root, tag: 'H2', style, gap: 2 }, table.title);
  const columns = columnsOf(table);
  const element = group(sheet, sheet.root, 'Table');
  const head = group(sheet, element, 'THead');
  const titles = { cells: table.columns.map(({ name }) => name) };
  drawRow(sheet, head, { row: titles, columns, style: header, tag: 'TH' });
  head.end();
  const rows = group(sheet, element, 'TBody');
  for (const row of table.rows) {
    const font = row.isStrong ? 'strong' : 'regular';
    const drawn = { row, columns, style: { ...body, font }, tag: 'TD' } as const;
    if (!hasRoom(sheet, heightOfRow(sheet, drawn))) repeatHeader(sheet, table, columns);
    drawRow(sheet, rows, drawn);
  }
  rows.end();
  element.end();
  sheet.y += 14;
}

function columnsOf({ columns }: DrawnTable): Column[] {
  const fixed = columns.reduce((sum, { width = 0 }) => sum + (width > 0 ? width + gap : 0), 0);
  let { left: x } = page;
  return columns.map(({ width = contentWidth - fixed }, index) => {
    const column = { x, width, align: index === columns.length - 1 ? 'right' : 'left' } as const;
    x += width + gap;
    return column;
  });
}

type Drawn = {
  readonly row: TableRow;
  readonly columns: readonly Column[];
  readonly style: TextStyle;
  readonly tag: 'TH' | 'TD';
};

function heightOfRow(sheet: Sheet, { row, columns, style }: Drawn): number {
  const heights = row.cells.map((words, index) =>
    heightOf(sheet, style, columns[index]?.width ?? contentWidth, words),
  );
  return Math.max(...heights) + 2 * padding;
}

function drawRow(sheet: Sheet, parent: Element, drawn: Drawn): void {
  const { row, columns, style, tag } = drawn;
  const element = group(sheet, parent, 'TR');
  const height = heightOfRow(sheet, drawn);
  for (const [index, words] of row.cells.entries()) {
    const column = columns[index];
    const draw = () => drawText(sheet, styleOf(style, column), placeOf(sheet, column), words);
    tagged(sheet, element, tag, draw, tag === 'TH' ? { scope: 'Column' } : {});
  }
  element.end();
  sheet.y += height;
  drawRule(sheet);
}

function repeatHeader(sheet: Sheet, table: DrawnTable, columns: readonly Column[]): void {
  table.newPage();
  const draw = (): void => {
    for (const [index, { name }] of table.columns.entries()) {
      const column = columns[index];
      drawText(sheet, styleOf(header, column), placeOf(sheet, column), name);
    }
  };
  decoration(sheet, draw, true);
  sheet.y += heightOf(sheet, header, contentWidth, ' ') + 2 * padding;
  drawRule(sheet);
}

function styleOf(style: TextStyle, column: Column | undefined): TextStyle {
  return { ...style, align: column?.align ?? 'left' };
}

function placeOf(sheet: Sheet, column: Column | undefined): Place {
  return { x: column?.x ?? page.left, y: sheet.y + padding, width: column?.width ?? contentWidth };
}

function drawRule(sheet: Sheet): void {
  const { y } = sheet;
  decoration(sheet, () => {
    sheet.pdf.moveTo(page.left, y).lineTo(page.width - page.right, y);
    sheet.pdf.lineWidth(0.5).stroke(ink.line);
  });
}
