/**
 * The job that compares the provider's own list with what we know: the last net under everything.
 *
 * A charge of ours whose outcome was missed is asked about; money that nothing of ours explains is
 * booked to suspense and shown to staff, so that none is ever lost.
 */
import type { Context } from '../context.ts';
import { findAccountInUse, openAccount, type Organisation } from '../organisations/index.ts';
import { ProviderUnreachable, type ProviderMovement } from '../providers/provider.ts';
import { askForAnswer, type Asking } from './ask-provider.ts';
import { askRefund } from './ask-refund.ts';
import { bookStray } from './book-stray.ts';
import { recordSecondCharge } from './record-second-charge.ts';
import {
  claimSweeps,
  ensureSweep,
  findAttempt,
  findAttemptByProviderReference,
  findDisputedForAnotherDay,
  findRefund,
  finishSweep,
  type Sweep,
} from './store/index.ts';

const minute = 60_000;
const everyMs = 15 * minute;

/** Providers list late: each period is looked at again for so long. */
const overlapMs = 60 * minute;

/** What is so young may still be on its way into our tables. */
const graceMs = 2 * minute;

/**
 * Compares the lists of the accounts whose time has come.
 *
 * @param until up to when; two minutes ago unless nothing can be on its way into our tables
 * @returns how many movements were found that nothing explains
 */
export async function sweepMovements(
  context: Asking & Pick<Context, 'leaseSeconds'>,
  organisation: Organisation,
  until: Date = new Date(context.clock.now().getTime() - graceMs),
): Promise<number> {
  const { database, clock, leaseSeconds } = context;
  await beginSweeping(context, organisation);
  const sweeps = await claimSweeps(database, organisation.id, clock.now(), leaseSeconds);
  let strays = 0;
  for (const sweep of sweeps) strays += await sweepOne(context, organisation, sweep, until);
  return strays;
}

/** The account that new attempts go to; those before it are swept on as long as they have rows. */
export async function beginSweeping(
  { database }: Pick<Context, 'database'>,
  organisation: Organisation,
): Promise<void> {
  const { card } = organisation.settings.methods;
  const found = card && (await findAccountInUse(database, organisation.id, card.provider));
  if (found) await ensureSweep(database, organisation.id, found.id, found.createdAt);
}

async function sweepOne(
  context: Asking,
  organisation: Organisation,
  sweep: Sweep,
  until: Date,
): Promise<number> {
  const { providerAccountId } = sweep;
  const opened = await openAccount(context, organisation.id, providerAccountId);
  if (!opened) return 0;
  const nextSweepAt = new Date(context.clock.now().getTime() + everyMs);
  const from = new Date(sweep.sweptUntil.getTime() - overlapMs);
  try {
    const findings: Finding[] = [];
    for (const movement of await opened.provider.listMovements(opened.account, from, until)) {
      findings.push(await follow(context, organisation, providerAccountId, movement));
    }
    findings.push(...(await askAboutDisputes(context, organisation, sweep, until)));
    // What is not clear yet keeps the period open: nothing falls out of it by age.
    const sweptUntil = findings.includes('unclear') ? sweep.sweptUntil : until;
    await finishSweep(context.database, organisation.id, providerAccountId, {
      sweptUntil,
      nextSweepAt,
    });
    return findings.filter((finding) => finding === 'stray').length;
  } catch (error) {
    if (!(error instanceof ProviderUnreachable)) throw error;
    // The period stays to be swept.
    const { sweptUntil } = sweep;
    await finishSweep(context.database, organisation.id, providerAccountId, {
      sweptUntil,
      nextSweepAt,
    });
    return 0;
  }
}

/** No money moves when a bank decides against us: news of it that is lost is in no list, so it is asked for each day. */
async function askAboutDisputes(
  context: Asking,
  organisation: Organisation,
  { providerAccountId, sweptUntil: from }: Sweep,
  until: Date,
): Promise<Finding[]> {
  const period = { providerAccountId, from, until };
  const ids = await findDisputedForAnotherDay(context.database, organisation.id, period);
  const findings: Finding[] = [];
  for (const id of ids) {
    const attempt = await findAttempt(context.database, organisation.id, id);
    if (!attempt) continue;
    const { isAnswered } = await askForAnswer(context, organisation, attempt, 'worker');
    findings.push(isAnswered ? 'explained' : 'unclear');
  }
  return findings;
}

/** What a movement turned out to be; `stray`: new, and nothing of ours explains it. */
type Finding = 'explained' | 'stray' | 'unclear';

async function follow(
  context: Asking,
  organisation: Organisation,
  providerAccountId: string,
  movement: ProviderMovement,
): Promise<Finding> {
  const { kind, providerReference, ourReference } = movement;
  if (kind === 'refund') {
    const refund = await findRefund(context.database, organisation.id, ourReference);
    if (refund?.state === 'succeeded') return 'explained';
    if (refund) return (await askRefund(context, organisation, refund)) ? 'explained' : 'unclear';
    return recordStray(context, organisation, providerAccountId, movement);
  }
  const attempt =
    (await findAttemptByProviderReference(
      context.database,
      organisation.id,
      providerAccountId,
      providerReference,
    )) ?? (await findAttempt(context.database, organisation.id, ourReference));
  if (attempt?.providerAccountId !== providerAccountId) {
    return recordStray(context, organisation, providerAccountId, movement);
  }
  if (kind !== 'charge') {
    // The answer says what is disputed now, whatever we know of it already.
    const { isAnswered } = await askForAnswer(context, organisation, attempt, 'worker');
    return isAnswered ? 'explained' : 'unclear';
  }
  if (attempt.captured.minor === 0n) {
    const { isAnswered } = await askForAnswer(context, organisation, attempt, 'worker');
    if (!isAnswered) return 'unclear';
  }
  const known = await findAttempt(context.database, organisation.id, attempt.id);
  if (known?.providerReference === providerReference) return 'explained';
  // Taken once more under the same name: what the payer is told of, and can be given back.
  const isBooked = await recordSecondCharge(context, organisation, attempt, providerReference);
  return isBooked ? 'explained' : 'unclear';
}

async function recordStray(
  context: Asking,
  organisation: Organisation,
  providerAccountId: string,
  movement: ProviderMovement,
): Promise<Finding> {
  const isNew = await context.database.transaction((transaction) =>
    bookStray(context, transaction, organisation, providerAccountId, movement),
  );
  return isNew ? 'stray' : 'explained';
}
