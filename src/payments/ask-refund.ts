/** Asks the provider what became of refunds whose outcome is open. */
import type { Context } from '../context.ts';
import { openAccount, type Organisation } from '../organisations/index.ts';
import type { Asking } from './ask-provider.ts';
import { mayStillSend } from './ask-schedule.ts';
import { recordRefundOutcome } from './record-refund-outcome.ts';
import { isOver, type Refund } from './refund.ts';
import { sendRefund } from './send-refund.ts';
import { claimRefundsToAsk, findAttempt } from './store/index.ts';

/**
 * Asks what became of a refund; one that never arrived is sent again while its key is remembered.
 *
 * One that is over is never sent again, but what is said of it now may differ from what was said.
 *
 * @returns whether the provider gave an answer
 */
export async function askRefund(
  context: Asking,
  organisation: Organisation,
  refund: Refund,
): Promise<boolean> {
  if (refund.way.kind === 'by_hand') return true;
  const attempt = await findAttempt(context.database, organisation.id, refund.attemptId);
  const opened =
    attempt && (await openAccount(context, organisation.id, attempt.providerAccountId));
  if (!opened) return false;
  const outcome = await opened.provider.fetchRefund(opened.account, refund.id);
  const maySend = mayStillSend(opened.provider, refund.requestedAt, context.clock.now());
  if (outcome.kind === 'not_found' && maySend && !isOver(refund)) {
    await sendRefund(context, organisation, refund);
    return true;
  }
  await recordRefundOutcome(context, organisation, refund.id, outcome);
  return outcome.kind !== 'unknown';
}

/** The job that asks about refunds whose outcome is open. @returns how many were asked about */
export async function askDueRefunds(
  context: Asking & Pick<Context, 'leaseSeconds'>,
  organisation: Organisation,
): Promise<number> {
  const { database, clock, leaseSeconds } = context;
  const refunds = await claimRefundsToAsk(database, organisation.id, clock.now(), leaseSeconds, 20);
  await Promise.all(refunds.map((refund) => askOne(context, organisation, refund)));
  return refunds.length;
}

/** What cannot even be asked is an open outcome too: it is tried later and does not hold up the others. */
async function askOne(context: Asking, organisation: Organisation, refund: Refund): Promise<void> {
  try {
    await askRefund(context, organisation, refund);
  } catch (error) {
    context.log.error(
      { err: error, organisation: organisation.slug, refund: refund.id },
      'refund could not be asked about',
    );
    const cause = error instanceof Error ? error.message : String(error);
    await recordRefundOutcome(context, organisation, refund.id, { kind: 'unknown', cause });
  }
}
