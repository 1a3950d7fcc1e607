/** How a notice is paid: the code for a telephone, the address, the number to type. */
import type { Language } from '../core/texts.ts';
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
} from '../documents/index.ts';
import type { NoticeDocument } from './notice-document.ts';
import { noticeTexts } from './notice.texts.ts';

/** 42 mm, quiet zone included: read from a sheet that lies on a table. */
const side = 120;

const heading: TextStyle = { font: 'strong', size: 14 };
const plain: TextStyle = { font: 'regular', size: 10.5 };
const quiet: TextStyle = { font: 'regular', size: 9.5, colour: ink.quiet };
const numberStyle: TextStyle = { font: 'strong', size: 15 };
const linkStyle: TextStyle = { font: 'regular', size: 9, colour: '#004d99' };

type Row = { readonly tag: string; readonly style: TextStyle; readonly words: string };

/** Draws at `sheet.y`, never across two pages; nothing where nothing is to be paid any more. */
export function drawHowToPay(
  sheet: Sheet,
  document: NoticeDocument,
  language: Language,
  newPage: () => void,
): void {
  if (document.outstanding.minor <= 0n) return;
  const t = noticeTexts(language);
  const { url } = document;
  const width = contentWidth - side - 20;
  const rows = rowsOf(document, language).map((row) => {
    return { ...row, height: heightOf(sheet, row.style, width, row.words) + 4 };
  });
  const height = rows.reduce((sum, row) => sum + row.height, 0);
  if (!hasRoom(sheet, Math.max(height, side))) newPage();
  const { y: top } = sheet;
  const section = group(sheet, sheet.root, 'Sect');
  for (const { tag, style, words, height: ofRow } of rows) {
    const place = { x: page.left + side + 20, y: sheet.y, width };
    const draw = (): void => drawText(sheet, style, place, words);
    if (tag === 'Link') drawLink(sheet, section, { url: words, place, height: ofRow, draw });
    else tagged(sheet, section, tag, draw);
    sheet.y += ofRow;
  }
  drawQr(sheet, section, { url, left: page.left, top, side, alt: t('qr_alt', { url }) });
  section.end();
  sheet.y = Math.max(sheet.y, top + side) + 14;
}

function rowsOf({ number, url, findUrl, organisation }: NoticeDocument, language: Language): Row[] {
  const t = noticeTexts(language);
  const contact = [organisation.email, organisation.phone].filter(Boolean).join(' · ');
  return [
    { tag: 'H2', style: heading, words: t('how') },
    { tag: 'P', style: plain, words: t('how_scan') },
    ...(number === null
      ? [
          { tag: 'P', style: plain, words: t('how_open') },
          { tag: 'Link', style: linkStyle, words: url },
        ]
      : [
          { tag: 'P', style: plain, words: t('how_type', { url: findUrl }) },
          { tag: 'P', style: numberStyle, words: number },
        ]),
    { tag: 'P', style: quiet, words: t('how_card') },
    ...(contact === '' ? [] : [{ tag: 'P', style: quiet, words: t('help', { contact }) }]),
  ];
}
