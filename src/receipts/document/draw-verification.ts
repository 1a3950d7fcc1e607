/** How to check a receipt: the verification page as a QR code, as an address and as a typed code. */
import type { Language } from '../../core/texts.ts';
import { addPage } from './draw-frame.ts';
import {
  contentWidth,
  drawLink,
  drawQr,
  drawText,
  group,
  hasRoom,
  heightOf,
  ink,
  page,
  tagged,
  type Sheet,
  type TextStyle,
} from '../../documents/index.ts';
import type { ReceiptDocument } from './receipt-document.ts';
import { receiptTexts } from './receipt.texts.ts';
import { formatVerificationCode } from './verification-code.ts';

/** 32 mm, quiet zone included. */
const side = 92;

const heading: TextStyle = { font: 'strong', size: 14 };
const plain: TextStyle = { font: 'regular', size: 10, colour: ink.quiet };
const codeStyle: TextStyle = { font: 'strong', size: 13 };
const linkStyle: TextStyle = { font: 'regular', size: 9, colour: '#004d99' };

/** Draws at `sheet.y`, never across two pages. */
export function drawVerification(
  sheet: Sheet,
  document: ReceiptDocument,
  language: Language,
): void {
  const t = receiptTexts(language);
  const { code, url } = document.verification;
  const width = contentWidth - side - 20;
  const rows: readonly [string, TextStyle, string][] = [
    ['H2', heading, t('verify')],
    ['P', plain, t('verify_how')],
    ['P', { ...plain, size: 9 }, t('verify_code')],
    ['P', codeStyle, formatVerificationCode(code)],
    ['Link', linkStyle, url],
  ];
  const heights = rows.map(([, style, words]) => heightOf(sheet, style, width, words));
  const height = heights.reduce((sum, next) => sum + next, 8);
  if (!hasRoom(sheet, Math.max(height, side))) addPage(sheet, document);
  const top = sheet.y;
  let y = top;
  const section = group(sheet, sheet.root, 'Sect');
  for (const [index, [tag, style, words]] of rows.entries()) {
    const place = { x: page.left + side + 20, y, width };
    const draw = (): void => drawText(sheet, style, place, words);
    if (tag === 'Link') drawLink(sheet, section, { url, place, height: heights[index] ?? 0, draw });
    else tagged(sheet, section, tag, draw);
    y += (heights[index] ?? 0) + (index === 1 ? 8 : 0);
  }
  drawQr(sheet, section, { url, left: page.left, top, side, alt: t('qr_alt', { url }) });
  section.end();
  sheet.y = Math.max(y, top + side);
}
