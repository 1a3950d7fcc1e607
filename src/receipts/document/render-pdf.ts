/** A receipt as a tagged PDF (PDF/UA-1, ISO 14289-1): the same document always gives the same bytes. */
import { buffer } from 'node:stream/consumers';
import type { Language } from '../../core/texts.ts';
import { drawDetails } from './draw-details.ts';
import { addPage, drawFeet } from './draw-frame.ts';
import { drawHeading } from './draw-heading.ts';
import { drawItems } from './draw-items.ts';
import { drawVerification } from './draw-verification.ts';
import { openSheet } from '../../documents/index.ts';
import { plainLine } from '../../messages/index.ts';
import { receiptNumber } from './receipt-document.ts';
import type { ReceiptDocument } from './receipt-document.ts';
import { receiptTexts } from './receipt.texts.ts';

export async function renderReceiptPdf(
  document: ReceiptDocument,
  language: Language,
): Promise<Uint8Array> {
  const t = receiptTexts(language);
  const organisation = plainLine(document.organisation.name);
  const sheet = await openSheet({
    language,
    title: t('document_title', { number: receiptNumber(document), organisation }),
    author: organisation,
    createdAt: document.issuedAt,
  });
  const bytes = buffer(sheet.pdf);
  addPage(sheet, document);
  drawHeading(sheet, document, language);
  drawItems(sheet, document, language);
  drawDetails(sheet, document, language);
  drawVerification(sheet, document, language);
  drawFeet(sheet, document, language);
  sheet.root.end();
  sheet.pdf.end();
  return new Uint8Array(await bytes);
}
