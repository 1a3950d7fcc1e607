/** Says of a code whether it is on a receipt of the organisation; and then only amount and date. */
import type { CalendarDate } from '../core/calendar-date.ts';
import { dateIn } from '../core/calendar-date.ts';
import type { Money } from '../core/money.ts';
import type { Queryable } from '../database/database.ts';
import type { Organisation } from '../organisations/index.ts';
import { findGivenBack } from '../payments/index.ts';
import { fromJson } from './document/receipt-document.ts';
import { parseVerificationCode } from './document/verification-code.ts';
import { findReceiptByCode } from './store.ts';

export type Verification =
  | {
      readonly genuine: true;
      readonly amount: Money;
      readonly paidOn: CalendarDate;
      /** What of it has gone back to the payer since. */
      readonly returned: Money | null;
    }
  | { readonly genuine: false };

/** @param typed the code in any case, with or without blanks */
export async function verifyReceipt(
  database: Queryable,
  organisation: Organisation,
  typed: string,
): Promise<Verification> {
  const code = parseVerificationCode(typed);
  const receipt = code && (await findReceiptByCode(database, organisation.id, code));
  if (!receipt) return { genuine: false };
  const { paidAt, timeZone } = fromJson(receipt.document);
  const [given] = await findGivenBack(database, organisation.id, [receipt.paymentId]);
  const paidOn = dateIn(timeZone, paidAt);
  return { genuine: true, amount: receipt.amount, paidOn, returned: given?.amount ?? null };
}
