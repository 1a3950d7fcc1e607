/** The job that asks about every attempt whose time has come; a lost notification costs nothing but time. */
import type { Context } from '../context.ts';
import type { Organisation } from '../organisations/index.ts';
import { announceUnresolved } from './announce.ts';
import { alertAfterMs } from './ask-schedule.ts';
import { askProvider, cancelAttempt, isAbandoned, type Asking } from './ask-provider.ts';
import type { Attempt } from './payment.ts';
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
  const state = isAbandoned(attempt, now)
    ? await cancelAttempt(context, organisation, attempt, 'worker')
    : await askProvider(context, organisation, attempt, 'worker');
  const unclear = state === 'unknown' || state === 'processing';
  if (unclear && now.getTime() - attempt.createdAt.getTime() >= alertAfterMs) {
    await alert(context, organisation, attempt);
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
    if (isFirst) await announceUnresolved(context, transaction, organisation, attempt);
  });
  context.log.error(
    { organisation: organisation.slug, attempt: attempt.id },
    'outcome unknown for too long',
  );
}
