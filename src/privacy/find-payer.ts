/** Everything the portal knows of a payer, by the address that the payer gave; and what could go of it. */
import { findGatheredBy, type GatheredByDebtor } from '../carts/index.ts';
import type { Context } from '../context.ts';
import { toDecimal } from '../core/money.ts';
import type { Queryable } from '../database/database.ts';
import { findDuesOfDebtor, type DueOfDebtor } from '../dues/index.ts';
import { findMessagesTo, type MailToAddress } from '../messages/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { findPaymentsByEmail, type PaymentOfPayer } from '../payments/index.ts';
import { findReceiptsOfPayments, receiptNumber, type Receipt } from '../receipts/index.ts';
import {
  findTicket,
  findTicketAttachments,
  findTicketIdsByEmail,
  findTicketMessages,
  ticketNumber,
  type Ticket,
  type TicketAttachment,
  type TicketMessage,
} from '../tickets/index.ts';

export type TicketOfPayer = {
  readonly ticket: Ticket;
  readonly messages: readonly TicketMessage[];
  readonly attachments: readonly TicketAttachment[];
};

export type KnownPayer = {
  readonly email: string;
  readonly payments: readonly PaymentOfPayer[];
  readonly receipts: readonly Receipt[];
  readonly mails: readonly MailToAddress[];
  readonly tickets: readonly TicketOfPayer[];
  /** Dues that name the address as their debtor's, and what is gathered in carts for it. */
  readonly dues: readonly DueOfDebtor[];
  readonly gathered: readonly GatheredByDebtor[];
};

export async function findPayer(
  database: Queryable,
  organisation: Organisation,
  email: string,
): Promise<KnownPayer> {
  const payments = await findPaymentsByEmail(database, organisation.id, email);
  const paymentIds = payments.map((payment) => payment.id);
  const receipts = await findReceiptsOfPayments(database, organisation.id, paymentIds);
  const mails = await findMessagesTo(database, organisation.id, email);
  const tickets: TicketOfPayer[] = [];
  for (const id of await findTicketIdsByEmail(database, organisation.id, email)) {
    const ticket = await findTicket(database, organisation.id, id);
    if (!ticket) continue;
    const messages = await findTicketMessages(database, organisation.id, id);
    const attachments = await findTicketAttachments(database, organisation.id, id);
    tickets.push({ ticket, messages, attachments });
  }
  const dues = await findDuesOfDebtor(database, organisation.id, email);
  const gathered = await findGatheredBy(database, organisation.id, email);
  return { email, payments, receipts, mails, tickets, dues, gathered };
}

/** What goes when the payer is forgotten, counted; and what stays, each with its reason. */
export type ErasurePlan = {
  readonly goes: {
    readonly addressesOfPayments: number;
    readonly mails: number;
    readonly tickets: number;
    readonly attachments: number;
    /** Things in carts, and free payments that never came about. */
    readonly gathered: number;
  };
  readonly stays: {
    /** Amounts and days of payments and ledger: accounting law. */
    readonly payments: number;
    /** With the address as it was printed: accounting law. */
    readonly receipts: number;
    /** Whose dues they are and what was answered for them: accounting law. */
    readonly dues: number;
    /** Addresses that a mail is still owed to: until the outcome is known. */
    readonly awaited: number;
  };
};

export function planErasure(known: KnownPayer): ErasurePlan {
  const awaited = known.payments.filter((payment) => payment.needsAddress).length;
  const attachments = known.tickets.map((one) => one.attachments.length);
  const unpaid = known.dues.filter((due) => due.isUnpaidFree);
  return {
    goes: {
      addressesOfPayments: known.payments.length - awaited,
      mails: known.mails.length,
      tickets: known.tickets.length,
      attachments: attachments.reduce((sum, count) => sum + count, 0),
      gathered: known.gathered.length + unpaid.length,
    },
    stays: {
      payments: known.payments.length,
      receipts: known.receipts.length,
      dues: known.dues.length - unpaid.length,
      awaited,
    },
  };
}

/** The same for the payer to take along: names and values, amounts as decimals with a dot (GDPR, 20). */
export function exportPayer(
  { clock }: Pick<Context, 'clock'>,
  organisation: Organisation,
  known: KnownPayer,
): Readonly<Record<string, unknown>> {
  return {
    organisation: organisation.settings.name,
    email: known.email,
    made_at: clock.now(),
    payments: known.payments.map((payment) => ({
      id: payment.id,
      state: payment.state,
      amount: toDecimal(payment.total),
      currency: payment.total.currency,
      created_at: payment.createdAt,
      paid_at: payment.paidAt,
    })),
    receipts: known.receipts.map((receipt) => ({
      number: receiptNumber(receipt),
      payment: receipt.paymentId,
      issued_at: receipt.issuedAt,
      document: receipt.document,
    })),
    mails: known.mails.map((mail) => ({
      kind: mail.template,
      state: mail.state,
      created_at: mail.createdAt,
      sent_at: mail.sentAt,
    })),
    dues: known.dues.map((due) => ({
      id: due.dueId,
      reason: due.reason,
      amount: toDecimal(due.amount),
      currency: due.amount.currency,
      name: due.name,
      tax_code: due.taxId,
      answers: due.answers,
    })),
    in_carts: known.gathered.map((item) => ({
      charge_type: item.chargeTypeId,
      debtor: item.debtor,
      answers: item.answers,
      added_at: item.addedAt,
    })),
    requests: known.tickets.map(({ ticket, messages, attachments }) => ({
      number: ticketNumber(ticket),
      kind: ticket.kind,
      state: ticket.state,
      name: ticket.name,
      payment: ticket.paymentId,
      details: ticket.details,
      created_at: ticket.createdAt,
      messages: messages.map(({ author, words, at }) => ({ author, words, at })),
      attachments: attachments.map(({ name, type, size }) => ({ name, type, size })),
    })),
  };
}
