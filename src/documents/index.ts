/** The documents' door: tagged PDFs on A4, and what receipts, notices and lists draw alike. It owns no tables. */
export { drawAmount } from './draw-amount.ts';
export { drawFacts } from './draw-facts.ts';
export { drawTable, type DrawnTable, type TableRow } from './draw-table.ts';
export { addPage, drawFeet, drawOrganisation, drawWarning, type Frame } from './draw-frame.ts';
export { drawLink } from './draw-link.ts';
export { drawQr } from './draw-qr.ts';
export {
  contentWidth,
  decoration,
  drawText,
  group,
  hasRoom,
  heightOf,
  ink,
  openSheet,
  page,
  paragraph,
  tagged,
  type Element,
  type Place,
  type Sheet,
  type TextStyle,
} from './pdf-sheet.ts';
