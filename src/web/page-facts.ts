/** What pages read of the rooms, asked together with the other pages of the same moment. */
import type { Context } from '../context.ts';
import { findTogether } from '../core/find-together.ts';
import type { Queryable } from '../database/database.ts';
import { findDues, findDuesOfInvoices } from '../dues/index.ts';
import { findInvoices, findInvoicesByTokens } from '../invoices/index.ts';
import type { Organisation } from '../organisations/index.ts';
import {
  findAllocationsOf,
  findAttempts,
  findGivenBack,
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

function asked<Found>(find: Find<Found>, keyOf: (found: Found) => string | null): Ask<Found> {
  const ask = findTogether(
    ({ database }: Context, { id }: Organisation, keys) => find(database, id, keys),
    keyOf,
  );
  return ({ context }, organisation, keys) => ask(context, organisation, keys);
}

export const invoicesByTokens = asked(findInvoicesByTokens, (invoice) => invoice.accessToken);
export const invoicesByIds = asked(findInvoices, (invoice) => invoice.id);
export const duesByIds = asked(findDues, (due) => due.id);
export const duesOfInvoices = asked(findDuesOfInvoices, (due) => due.invoiceId);
export const holdsOfDues = asked(findHolds, (hold) => hold.dueId);
export const paidPaymentsOfDues = asked(findPaidPaymentsOfDues, (paid) => paid.dueId);
export const paymentsByTokens = asked(findPaymentsByTokens, (payment) => payment.accessToken);
export const attemptsOfPayments = asked(findAttempts, (attempt) => attempt.paymentId);
export const suspenseOfAttempts = asked(findSuspenseOfAttempts, (item) => item.attemptId);
export const givenBackOfPayments = asked(findGivenBack, (given) => given.paymentId);
export const receiptsOfPayments = asked(findReceiptsOfPayments, (receipt) => receipt.paymentId);
export const allocationsOfPayments = asked(
  async (database, organisationId, paymentIds) => [
    ...(await findAllocationsOf(database, organisationId, paymentIds)),
  ],
  ([paymentId]) => paymentId,
);
