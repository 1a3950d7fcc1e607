/** Tells the same invoice met again from one whose content has changed, and names what changed. */
import { createHash } from 'node:crypto';
import type { InvoiceDocument } from './document.ts';

/** The parts of a document that carry its meaning; warnings are ours and do not count. */
export const contentFields = [
  'number',
  'issuedOn',
  'documentType',
  'currency',
  'supplier',
  'customer',
  'total',
  'splitPayment',
  'splitPaymentVat',
  'withholding',
  'payable',
  'instalments',
  'lines',
  'vat',
  'refersTo',
] as const satisfies readonly (keyof InvoiceDocument)[];

export type ContentField = (typeof contentFields)[number];

/**
 * A hexadecimal SHA-256 digest of the meaning of a document: the same however the file was written,
 * signed, encoded or packed.
 */
export function contentDigest(document: InvoiceDocument): string {
  const texts = contentFields.map((field) => canonical(document[field]));
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex');
}

/** The fields in which two documents differ, in the order above. */
export function differences(one: InvoiceDocument, other: InvoiceDocument): ContentField[] {
  return contentFields.filter((field) => canonical(one[field]) !== canonical(other[field]));
}

/** JSON with keys in order; whole numbers of any size as texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return String(part);
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
