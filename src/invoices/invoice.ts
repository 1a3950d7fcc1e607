/** An invoice as the portal keeps it: what was read of it, and how its page is reached. */
import type { CalendarDate } from '../core/calendar-date.ts';
import type { Money } from '../core/money.ts';
import type { InvoiceDocument } from './formats/index.ts';

export type Invoice = {
  readonly id: string;
  readonly accessToken: string;
  readonly number: string;
  readonly documentType: string;
  readonly isCreditNote: boolean;
  readonly issuedOn: CalendarDate;
  readonly total: Money;
  readonly payable: Money;
  readonly customerName: string;
  readonly customerTaxIds: readonly string[];
  readonly document: InvoiceDocument;
  readonly contentDigest: string;
};

/** Letters and digits only, in capitals: `FT/2015-0006`, `ft 2015 0006` and `FT20150006` are the same. */
export function numberKey(number: string): string {
  return number
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
