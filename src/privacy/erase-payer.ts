/** Gives out what is known of a payer, and forgets it within what accounting law keeps; both are audited. */
import { erasePersonal, recordAudit } from '../audit/index.ts';
import { eraseGatheredBy } from '../carts/index.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { keyedDigest } from '../core/sealing.ts';
import { eraseDebtorEmail, eraseUnpaidFree, findDuesOfDebtor } from '../dues/index.ts';
import { eraseRecipient } from '../messages/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { eraseEmail, findSubjectsOfPayments } from '../payments/index.ts';
import { eraseTickets, findTicketIdsByEmail } from '../tickets/index.ts';
import { exportPayer, findPayer } from './find-payer.ts';

type Working = Pick<Context, 'database' | 'clock' | 'ids' | 'key'>;

export type PrivacyOrder = {
  /** `staff:stf_…`. */
  readonly actor: string;
  readonly reason: string;
};

export type Erased = {
  readonly addressesOfPayments: number;
  readonly mails: number;
  readonly tickets: number;
  /** Things in carts, and free payments that never came about. */
  readonly gathered: number;
};

/**
 * Forgets an address, the mails to it and the requests of whoever gave it, all or nothing.
 *
 * Again, it finds nothing more. Payments, ledger, receipts and invoices stay.
 * @throws Refusal `input_invalid` without a reason
 */
export async function erasePayer(
  context: Working,
  organisation: Organisation,
  email: string,
  order: PrivacyOrder,
): Promise<Erased> {
  if (order.reason.trim() === '') throw new Refusal('input_invalid', 'reason: it is missing');
  return context.database.transaction(async (transaction) => {
    const { id } = organisation;
    const paymentIds = await eraseEmail(transaction, id, email);
    const dues = await findDuesOfDebtor(transaction, id, email);
    const unpaid = dues.filter((due) => due.isUnpaidFree).map(({ dueId }) => dueId);
    await eraseUnpaidFree(transaction, id, unpaid);
    const items = await eraseGatheredBy(transaction, id, email);
    await eraseDebtorEmail(transaction, id, email);
    const mails = await eraseRecipient(transaction, id, email);
    const ticketIds = await findTicketIdsByEmail(transaction, id, email);
    await eraseTickets(transaction, id, ticketIds, context.clock.now());
    const deeds = await findSubjectsOfPayments(transaction, id, paymentIds);
    await erasePersonal(transaction, id, [...paymentIds, ...deeds, ...ticketIds]);
    const erased = {
      addressesOfPayments: paymentIds.length,
      mails,
      tickets: ticketIds.length,
      gathered: items + unpaid.length,
    };
    await recordAudit(transaction, context, id, {
      actor: order.actor,
      action: 'erase payer',
      subject: subjectOf(context, email),
      detail: { reason: order.reason, ...erased },
    });
    return erased;
  });
}

/** @returns JSON for the payer; that it was given out is audited */
export async function giveOutPayer(
  context: Working,
  organisation: Organisation,
  email: string,
  order: PrivacyOrder,
): Promise<Readonly<Record<string, unknown>>> {
  return context.database.transaction(async (transaction) => {
    const known = await findPayer(transaction, organisation, email);
    await recordAudit(transaction, context, organisation.id, {
      actor: order.actor,
      action: 'give out payer data',
      subject: subjectOf(context, email),
      detail: { reason: order.reason, payments: known.payments.length },
    });
    return exportPayer(context, organisation, known);
  });
}

/** The audit is for ever: it can tell that this person was forgotten, and not who it was. */
function subjectOf({ key }: Pick<Context, 'key'>, email: string): string {
  return `payer:${keyedDigest(key, 'forgotten-payer', email.toLowerCase()).slice(0, 22)}`;
}
