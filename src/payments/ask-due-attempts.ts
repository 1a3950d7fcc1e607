/** The job that asks about every attempt whose time has come; a lost notification costs nothing but time. */
import type { Context } from '../context.ts';
import type { Organisation } from '../organisations/index.ts';
import { announceUnresolved } from './announce.ts';
import { alertAfterMs } from './ask-schedule.ts';
import { askProvider, cancelAttempt, isAbandoned, type Asking } from './ask-provider.ts';
import { isLive, type AttemptState } from './attempt-states.ts';
import type { Attempt } from './payment.ts';
import { recordOutcome } from './record-outcome.ts';
import { claimAttemptsToAsk, noteAlerted } from './store/index.ts';

const atOnce = 20;

/** @returns how many attempts were asked about */
export async function askDueAttempts(
  context: Asking & Pick<Context, 'leaseSeconds'>,
  organisation: Organisation,
): Promise<number> {
  const { database, clock, leaseSeconds } = context;
  const attempts = await claimAttemptsToAsk(
    database,
    organisation.id,
    clock.now(),
    leaseSeconds,
    atOnce,
  );
  await Promise.all(attempts.map((attempt) => askOne(context, organisation, attempt)));
  return attempts.length;
}

async function askOne(
  context: Asking,
  organisation: Organisation,
  attempt: Attempt,
): Promise<void> {
  const now = context.clock.now();
  const state = await followUp(context, organisation, attempt, now);
  // A conflict is on the list of what needs a person already, and its outcome is known.
  const isOpen = isLive(state) && state !== 'conflicted';
  if (isOpen && now.getTime() - attempt.createdAt.getTime() >= alertAfterMs) {
    await alert(context, organisation, attempt);
  }
}

/** What cannot even be asked is an open outcome too: it is tried later and does not hold up the others. */
async function followUp(
  context: Asking,
  organisation: Organisation,
  attempt: Attempt,
  now: Date,
): Promise<AttemptState> {
  try {
    return isAbandoned(attempt, now)
      ? await cancelAttempt(context, organisation, attempt, 'worker')
      : await askProvider(context, organisation, attempt, 'worker');
  } catch (error) {
    context.log.error(
      {
        err: error,
        organisation: organisation.slug,
        payment: attempt.paymentId,
        attempt: attempt.id,
      },
      'attempt could not be asked about',
    );
    const cause = error instanceof Error ? error.message : String(error);
    return recordOutcome(context, organisation, attempt.id, { kind: 'unknown', cause }, 'worker');
  }
}

/** Nobody knows for so long: a person is told, once, and the provider goes on being asked. */
async function alert(context: Asking, organisation: Organisation, attempt: Attempt): Promise<void> {
  await context.database.transaction(async (transaction) => {
    const isFirst = await noteAlerted(
      transaction,
      organisation.id,
      attempt.id,
      context.clock.now(),
    );
    if (!isFirst) return;
    await announceUnresolved(context, transaction, organisation, attempt);
    context.log.error(
      { organisation: organisation.slug, payment: attempt.paymentId, attempt: attempt.id },
      'outcome unknown for too long',
    );
  });
}
