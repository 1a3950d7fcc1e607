/** `payment show`, `payment ask`, `payment return` and `receipt resend`: what staff do about one payment. */
import { findAudit, recordAudit } from '../audit/index.ts';
import { Refusal } from '../core/errors.ts';
import { toDecimal } from '../core/money.ts';
import { findDues } from '../dues/index.ts';
import { findDeliveries, findMessagesAbout, parseEmailAddress } from '../messages/index.ts';
import type { Organisation } from '../organisations/index.ts';
import {
  askProvider,
  findAllocations,
  findAttemptEvents,
  findAttempts,
  findPayment,
  findRefundsOfAttempts,
  findSuspenseOfAttempts,
  returnSuspense,
  type Payment,
} from '../payments/index.ts';
import type { Portal } from '../portal/open-portal.ts';
import { findReceiptOfPayment, fromJson, receiptNumber, resendReceipt } from '../receipts/index.ts';
import { holdsCardNumber } from '../web/card-number-guard.ts';
import { UsageError, type Run, type Terminal } from './command.ts';
import { parseArguments } from './parse-arguments.ts';
import { actorHere, organisationNamed, withPortal } from './with-portal.ts';

type Line = { readonly at: Date; readonly text: string };

export const paymentShow: Run = (args, terminal) =>
  withPayment(args, terminal, async (portal, organisation, payment) => {
    terminal.out(
      `payment ${payment.id}: ${payment.state}, ${toDecimal(payment.total)} ${payment.total.currency}`,
    );
    for (const line of await facts(portal, organisation, payment)) terminal.out(`  ${line}`);
    const story = await tell(portal, organisation, payment);
    for (const { at, text } of story.toSorted(
      (one, other) => one.at.getTime() - other.at.getTime(),
    )) {
      terminal.out(`  ${at.toISOString()}  ${text}`);
    }
  });

export const paymentAsk: Run = (args, terminal) =>
  withPayment(args, terminal, async (portal, organisation, payment) => {
    const { context } = portal;
    for (const attempt of await findAttempts(context.database, organisation.id, [payment.id])) {
      const state = await askProvider(context, organisation, attempt, actorHere());
      terminal.out(`${attempt.id}: ${attempt.state === state ? 'still' : 'now'} ${state}`);
    }
    await context.database.transaction((transaction) =>
      recordAudit(transaction, context, organisation.id, {
        actor: actorHere(),
        action: 'ask provider',
        subject: payment.id,
        detail: {},
      }),
    );
  });

export const paymentReturn: Run = async (args, terminal) => {
  const { values, positionals } = parseArguments(
    args,
    {
      organisation: { type: 'string' },
      reason: { type: 'string' },
    },
    1,
  );
  const [item] = positionals;
  if (!item || !values.reason) throw new UsageError('SUSPENSE_ITEM and --reason are needed');
  const { reason } = values;
  if (holdsCardNumber(reason)) {
    throw new Refusal('input_invalid', '--reason: a card number must not be written here');
  }
  return withPortal(terminal, async (portal) => {
    const organisation = await organisationNamed(portal, values.organisation);
    const refund = await returnSuspense(portal.context, organisation, item, {
      reason,
      actor: actorHere(),
    });
    terminal.out(
      `refund ${refund.id}: ${refund.state}, ${toDecimal(refund.amount)} ${refund.amount.currency}`,
    );
    return refund.state === 'failed' ? 1 : 0;
  });
};

export const receiptResend: Run = async (args, terminal) => {
  const { values, positionals } = parseArguments(
    args,
    {
      organisation: { type: 'string' },
      email: { type: 'string' },
    },
    1,
  );
  const [paymentId] = positionals;
  if (!paymentId) throw new UsageError('PAYMENT: which payment?');
  const email = values.email === undefined ? null : parseEmailAddress(values.email);
  if (values.email !== undefined && !email)
    throw new Refusal('input_invalid', '--email: not an e-mail address');
  return withPortal(terminal, async (portal) => {
    const organisation = await organisationNamed(portal, values.organisation);
    const sentTo = await resendReceipt(portal.context, organisation, paymentId, {
      email,
      actor: actorHere(),
    });
    terminal.out(`the receipt of ${paymentId} goes to ${sentTo}`);
    return 0;
  });
};

async function withPayment(
  args: readonly string[],
  terminal: Terminal,
  work: (portal: Portal, organisation: Organisation, payment: Payment) => Promise<void>,
): Promise<number> {
  const { values, positionals } = parseArguments(args, { organisation: { type: 'string' } }, 1);
  const [paymentId] = positionals;
  if (!paymentId) throw new UsageError('PAYMENT: which payment?');
  return withPortal(terminal, async (portal) => {
    const organisation = await organisationNamed(portal, values.organisation);
    const payment = await findPayment(portal.context.database, organisation.id, paymentId);
    if (!payment) throw new Refusal('not_found', `no payment ${paymentId}`);
    await work(portal, organisation, payment);
    return 0;
  });
}

async function facts(
  portal: Portal,
  organisation: Organisation,
  payment: Payment,
): Promise<string[]> {
  const { database } = portal.context;
  const allocations = await findAllocations(database, organisation.id, payment.id);
  const dues = await findDues(
    database,
    organisation.id,
    allocations.map((one) => one.dueId),
  );
  return allocations.map(({ dueId, amount, applied }) => {
    const reason = dues.find((due) => due.id === dueId)?.reason ?? dueId;
    return `${reason}: ${toDecimal(amount)} asked, ${toDecimal(applied)} settled (${dueId})`;
  });
}

async function tell(portal: Portal, organisation: Organisation, payment: Payment): Promise<Line[]> {
  const { database } = portal.context;
  const attempts = await findAttempts(database, organisation.id, [payment.id]);
  const ids = attempts.map((attempt) => attempt.id);
  const events = await findAttemptEvents(database, organisation.id, ids);
  const suspense = await findSuspenseOfAttempts(database, organisation.id, ids);
  const refunds = await findRefundsOfAttempts(database, organisation.id, ids);
  const receipt = await findReceiptOfPayment(database, organisation.id, payment.id);
  const messages = await findMessagesAbout(database, organisation.id, `receipt:${payment.id}:`);
  const audit = await findAudit(database, organisation.id, [
    payment.id,
    ...refunds.map((refund) => refund.id),
  ]);
  const deliveries = await Promise.all(
    messages.map(async (message) =>
      (await findDeliveries(database, organisation.id, message.id)).map((delivery) => ({
        at: delivery.at,
        text: `mail ${message.template}: ${delivery.outcome} (${delivery.response})`,
      })),
    ),
  );
  return [
    { at: payment.createdAt, text: 'payment begun' },
    ...events.map((event) => ({
      at: event.at,
      text: `attempt ${event.attempt_id}: ${event.event} → ${event.to_state} (${event.actor}${event.cause ? `: ${event.cause}` : ''})`,
    })),
    ...suspense.map((item) => ({
      at: item.createdAt,
      text: `${toDecimal(item.amount)} set aside as ${item.id}: ${item.reason}`,
    })),
    ...refunds.map((refund) => ({
      at: refund.requestedAt,
      text: `refund ${refund.id} of ${toDecimal(refund.amount)}: ${refund.state}`,
    })),
    ...(receipt
      ? [{ at: receipt.issuedAt, text: `receipt ${receiptNumber(fromJson(receipt.document))}` }]
      : []),
    ...deliveries.flat(),
    ...audit.map((record) => ({ at: record.at, text: `${record.action} by ${record.actor}` })),
  ];
}
