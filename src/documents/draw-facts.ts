/** Names and values under a heading, as a list. */
import {
  contentWidth,
  drawText,
  group,
  hasRoom,
  heightOf,
  ink,
  page,
  paragraph,
  tagged,
  type Sheet,
  type TextStyle,
} from './pdf-sheet.ts';

const labelWidth = 170;
const label: TextStyle = { font: 'regular', size: 10, colour: ink.quiet };
const value: TextStyle = { font: 'regular', size: 10 };
const rowGap = 3;

/** Draws from `sheet.y`; begins a page where a line does not fit. */
export function drawFacts(
  sheet: Sheet,
  {
    title,
    facts,
    newPage,
  }: {
    readonly title: string;
    readonly facts: readonly (readonly [name: string, words: string])[];
    readonly newPage: () => void;
  },
): void {
  if (!hasRoom(sheet, 80)) newPage();
  const style = { font: 'strong', size: 14 } as const;
  paragraph(sheet, { parent: sheet.root, tag: 'H2', style, gap: 6 }, title);
  const list = group(sheet, sheet.root, 'L');
  const valueWidth = contentWidth - labelWidth;
  for (const [name, words] of facts) {
    const height = Math.max(
      heightOf(sheet, label, labelWidth - 12, name),
      heightOf(sheet, value, valueWidth, words),
    );
    if (!hasRoom(sheet, height)) newPage();
    const { y } = sheet;
    const row = group(sheet, list, 'LI');
    const left = { x: page.left, y, width: labelWidth - 12 };
    tagged(sheet, row, 'Lbl', () => drawText(sheet, label, left, name));
    const right = { x: page.left + labelWidth, y, width: valueWidth };
    tagged(sheet, row, 'LBody', () => drawText(sheet, value, right, words));
    row.end();
    sheet.y += height + rowGap;
  }
  list.end();
  sheet.y += 14;
}
