/** How to check a receipt: the verification page as a QR code, as an address and as a typed code. */
import encodeQr from 'qr';
import type { Language } from '../../core/texts.ts';
import { addPage } from './draw-frame.ts';
import {
  contentWidth,
  drawText,
  group,
  hasRoom,
  heightOf,
  ink,
  page,
  tagged,
} from './pdf-sheet.ts';
import type { Element, Sheet, TextStyle } from './pdf-sheet.ts';
import type { ReceiptDocument } from './receipt-document.ts';
import { receiptTexts } from './receipt.texts.ts';
import { formatVerificationCode } from './verification-code.ts';

/** 32 mm, quiet zone included. */
const side = 92;
/** ISO/IEC 18004: four light modules around the symbol. */
const quietModules = 4;

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
  drawQr(sheet, section, { url, top, alt: t('qr_alt', { url }) });
  section.end();
  sheet.y = Math.max(y, top + side);
}

function drawLink(
  sheet: Sheet,
  section: Element,
  link: {
    url: string;
    place: { x: number; y: number; width: number };
    height: number;
    draw: () => void;
  },
): void {
  const paragraph = group(sheet, section, 'P');
  const element = group(sheet, paragraph, 'Link');
  const { x, y, width } = link.place;
  tagged(sheet, element, 'Span', link.draw);
  // PDF/UA-1, 7.18.5: a link annotation says in words where it leads.
  const options: PDFKit.Mixins.AnnotationOption = {};
  // pdfkit writes a `String` object as text and a bare string as a name.
  Object.assign(options, { structParent: element, Contents: Object(link.url) });
  sheet.pdf.link(x, y, width, link.height, link.url, options);
  element.end();
  paragraph.end();
}

function drawQr(
  sheet: Sheet,
  section: Element,
  qr: { url: string; top: number; alt: string },
): void {
  const modules = encodeQr(qr.url, 'raw', { ecc: 'medium', border: quietModules });
  const size = side / modules.length;
  const box = [page.left, qr.top, page.left + side, qr.top + side] as const;
  const draw = (): void => {
    for (const [row, cells] of modules.entries()) {
      for (const [start, length] of runs(cells)) {
        sheet.pdf.rect(page.left + start * size, qr.top + row * size, length * size, size);
      }
    }
    sheet.pdf.fill('#000000');
  };
  tagged(sheet, section, 'Figure', draw, { alt: qr.alt, placement: 'Block', bbox: box });
}

/** The stretches of dark modules in a row, as start and length: far fewer marks than one per module. */
function runs(cells: readonly boolean[]): [number, number][] {
  const found: [number, number][] = [];
  for (const [index, isDark] of cells.entries()) {
    const last = found.at(-1);
    if (!isDark) continue;
    if (last && last[0] + last[1] === index) last[1] += 1;
    else found.push([index, 1]);
  }
  return found;
}
