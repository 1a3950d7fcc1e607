/** What stands on every page of a document: the organisation's colour above, number and page below. */
import {
  contentWidth,
  decoration,
  drawText,
  group,
  heightOf,
  ink,
  page,
  paragraph,
  tagged,
  type Sheet,
  type TextStyle,
} from './pdf-sheet.ts';

const barHeight = 10;
const pageNumberWidth = 90;
const small: TextStyle = { font: 'regular', size: 9, colour: ink.quiet };

export type Frame = {
  /** Which document of whom. */
  readonly foot: string;
  readonly pageOf: (page: number, pages: number) => string;
};

/** Begins a page; `sheet.y` is then below the bar. */
export function addPage(sheet: Sheet, colour: string): void {
  sheet.pdf.addPage();
  decoration(sheet, () => {
    sheet.pdf.rect(0, 0, page.width, barHeight).fill(colour);
  });
  sheet.y = page.top;
}

/** Writes the feet of all pages, last of all because each names how many there are. */
export function drawFeet(sheet: Sheet, { foot, pageOf }: Frame): void {
  const { count } = sheet.pdf.bufferedPageRange();
  const y = page.height - 36;
  const style = { font: 'regular', size: 8, colour: ink.quiet, isOneLine: true } as const;
  for (let index = 0; index < count; index += 1) {
    sheet.pdf.switchToPage(index);
    const draw = (): void => {
      sheet.pdf.moveTo(page.left, y - 8).lineTo(page.width - page.right, y - 8);
      sheet.pdf.lineWidth(0.5).stroke(ink.line);
      drawText(sheet, style, { x: page.left, y, width: contentWidth - pageNumberWidth }, foot);
      const place = { x: page.width - page.right - pageNumberWidth, y, width: pageNumberWidth };
      drawText(sheet, { ...style, align: 'right' }, place, pageOf(index + 1, count));
    };
    decoration(sheet, draw, true);
  }
}

/** Whose document it is: the name, and below it what is known of who they are. */
export function drawOrganisation(
  sheet: Sheet,
  name: string,
  lines: readonly (readonly (string | null | false | undefined)[])[],
): void {
  const parent = group(sheet, sheet.root, 'Sect');
  paragraph(sheet, { parent, tag: 'P', style: { font: 'strong', size: 15 } }, name);
  for (const parts of lines) {
    const line = parts.filter((part) => part).join(' · ');
    if (line) paragraph(sheet, { parent, tag: 'P', style: small }, line);
  }
  parent.end();
  sheet.y += 16;
}

/** What nobody may overlook, such as that it is a test. */
export function drawWarning(sheet: Sheet, words: string): void {
  const style = { font: 'strong', size: 12, colour: ink.warning } as const;
  const width = contentWidth - 32;
  const height = heightOf(sheet, style, width, words) + 16;
  const { y } = sheet;
  decoration(sheet, () => {
    sheet.pdf.roundedRect(page.left, y, contentWidth, height, 4).fill(ink.warningPanel);
  });
  const place = { x: page.left + 16, y: y + 8, width };
  tagged(sheet, sheet.root, 'P', () => drawText(sheet, style, place, words));
  sheet.y += height + 12;
}
