/** A notice as a tagged PDF (PDF/UA-1, ISO 14289-1): the same document always gives the same bytes. */
import { buffer } from 'node:stream/consumers';
import { formatDate } from '../core/calendar-date.ts';
import { format } from '../core/money.ts';
import type { Language } from '../core/texts.ts';
import {
  addPage,
  drawAmount,
  drawFeet,
  drawOrganisation,
  drawWarning,
  ink,
  openSheet,
  paragraph,
  type Sheet,
} from '../documents/index.ts';
import { plainLine } from '../messages/index.ts';
import { drawContents } from './draw-contents.ts';
import { drawHowToPay } from './draw-how-to-pay.ts';
import type { NoticeDocument } from './notice-document.ts';
import { noticeTexts } from './notice.texts.ts';

export async function renderNoticePdf(
  document: NoticeDocument,
  language: Language,
): Promise<Uint8Array> {
  const t = noticeTexts(language);
  const { organisation, mode } = document;
  const name = plainLine(organisation.name);
  const number = document.number ?? '';
  const sheet = await openSheet({
    language,
    title: t('document_title', { number, organisation: name }).replace('  ', ' '),
    author: name,
    createdAt: new Date(`${document.madeOn}T00:00:00Z`),
  });
  const bytes = buffer(sheet.pdf);
  const newPage = (): void => addPage(sheet, organisation.colour);
  newPage();
  drawHeading(sheet, document, language);
  drawHowToPay(sheet, document, language, newPage);
  drawContents(sheet, document, language, newPage);
  const test = mode === 'test' ? ` · ${t('test_short')}` : '';
  drawFeet(sheet, {
    foot: `${t('foot', { number }).trim()} · ${name}${test}`,
    pageOf: (page, pages) => t('page', { page, pages }),
  });
  sheet.root.end();
  sheet.pdf.end();
  return new Uint8Array(await bytes);
}

function drawHeading(sheet: Sheet, document: NoticeDocument, language: Language): void {
  const t = noticeTexts(language);
  const { name, legalName, taxIds, address, email, phone, colour } = document.organisation;
  drawOrganisation(sheet, name, [
    [
      legalName === name ? null : legalName,
      taxIds.length > 0 && t('tax_ids', { ids: taxIds.join(', ') }),
    ],
    [address, email, phone],
  ]);
  const title = { parent: sheet.root, tag: 'H1', style: { font: 'strong', size: 24 } } as const;
  paragraph(sheet, title, t('title'));
  if (document.number !== null) {
    const style = { font: 'strong', size: 11, colour: ink.quiet } as const;
    const words = t('number', { number: document.number });
    paragraph(sheet, { parent: sheet.root, tag: 'P', style, gap: 14 }, words);
  } else sheet.y += 10;
  if (document.mode === 'test') drawWarning(sheet, t('test'));
  const { outstanding, dueOn, madeOn } = document;
  const isOpen = outstanding.minor > 0n;
  drawAmount(sheet, {
    colour,
    label: isOpen ? t('to_pay', { date: formatDate(madeOn, language) }) : t('nothing'),
    amount: format(outstanding, language),
    note: isOpen && dueOn ? t('by', { date: formatDate(dueOn, language) }) : '',
  });
}
