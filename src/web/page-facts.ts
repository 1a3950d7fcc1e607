/** What pages read of the rooms, asked together with the other pages of the same moment. */
import { findTogether } from '../core/find-together.ts';
import type { Queryable } from '../database/database.ts';
import { findDues, findDuesOfInvoices } from '../dues/index.ts';
import { findInvoices, findInvoicesByTokens } from '../invoices/index.ts';
import type { Organisation } from '../organisations/index.ts';
import {
  findAllocationsOf,
  findAttempts,
  findHolds,
  findPaidPaymentsOfDues,
  findPaymentsByTokens,
  findSuspenseOfAttempts,
} from '../payments/index.ts';
import { findReceiptsOfPayments } from '../receipts/index.ts';
import type { Site } from './site.ts';

type Find<Found> = (
  database: Queryable,
  organisationId: string,
  keys: readonly string[],
) => Promise<readonly Found[]>;

type Ask<Found> = (
  site: Site,
  organisation: Organisation,
  keys: readonly string[],
) => Promise<readonly Found[]>;

function asked<Found>(
  what: string,
  find: Find<Found>,
  keyOf: (found: Found) => string | null,
): Ask<Found> {
  return ({ context: { database, together } }, { id }, keys) =>
    findTogether(together, keys, {
      // Names of their own: other rooms gather other questions about the same rows.
      name: `pages: ${what} of ${id}`,
      find: (many) => find(database, id, many),
      keyOf,
    });
}

export const invoicesByTokens = asked(
  'invoices by token',
  findInvoicesByTokens,
  (invoice) => invoice.accessToken,
);
export const invoicesByIds = asked('invoices', findInvoices, (invoice) => invoice.id);
export const duesByIds = asked('dues', findDues, (due) => due.id);
export const duesOfInvoices = asked('dues by invoice', findDuesOfInvoices, (due) => due.invoiceId);
export const holdsOfDues = asked('holds', findHolds, (hold) => hold.dueId);
export const paidPaymentsOfDues = asked(
  'paid payments by due',
  findPaidPaymentsOfDues,
  (paid) => paid.dueId,
);
export const paymentsByTokens = asked(
  'payments by token',
  findPaymentsByTokens,
  (payment) => payment.accessToken,
);
export const attemptsOfPayments = asked('attempts', findAttempts, (attempt) => attempt.paymentId);
export const suspenseOfAttempts = asked(
  'suspense items',
  findSuspenseOfAttempts,
  (item) => item.attemptId,
);
export const receiptsOfPayments = asked(
  'receipts',
  findReceiptsOfPayments,
  (receipt) => receipt.paymentId,
);
export const allocationsOfPayments = asked(
  'allocations',
  async (database, organisationId, paymentIds) => [
    ...(await findAllocationsOf(database, organisationId, paymentIds)),
  ],
  ([paymentId]) => paymentId,
);
