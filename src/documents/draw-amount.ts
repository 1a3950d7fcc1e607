/** The amount that a document is about, large on a panel in the organisation's colour. */
import {
  contentWidth,
  decoration,
  drawText,
  heightOf,
  ink,
  page,
  tagged,
  type Sheet,
  type TextStyle,
} from './pdf-sheet.ts';

export function drawAmount(
  sheet: Sheet,
  {
    colour,
    label,
    amount,
    note,
  }: {
    readonly colour: string;
    readonly label: string;
    readonly amount: string;
    readonly note: string;
  },
): void {
  const rows: readonly (readonly [TextStyle, string])[] = [
    [{ font: 'regular', size: 11, colour: ink.quiet }, label],
    [{ font: 'strong', size: 34 }, amount],
    [{ font: 'regular', size: 11 }, note],
  ];
  const shown = rows.filter(([, words]) => words !== '');
  const width = contentWidth - 40;
  const height = shown.reduce(
    (sum, [style, words]) => sum + heightOf(sheet, style, width, words),
    22,
  );
  const top = sheet.y;
  decoration(sheet, () => {
    sheet.pdf.rect(page.left, top, contentWidth, height).fill(ink.panel);
    sheet.pdf.rect(page.left, top, 4, height).fill(colour);
  });
  sheet.y += 11;
  for (const [style, words] of shown) {
    const place = { x: page.left + 24, y: sheet.y, width };
    tagged(sheet, sheet.root, 'P', () => drawText(sheet, style, place, words));
    sheet.y += heightOf(sheet, style, width, words);
  }
  sheet.y = top + height + 18;
}
