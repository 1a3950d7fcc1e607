/** Starts one try at paying: commits the intention and the holds, and only then calls the provider. */
import type { Context } from '../context.ts';
import { dateIn } from '../core/calendar-date.ts';
import { Refusal } from '../core/errors.ts';
import type { Language } from '../core/texts.ts';
import type { Transaction } from '../database/database.ts';
import { findDues, lockDues, outstanding } from '../dues/index.ts';
import { accountForMethod, type Organisation, type OpenedAccount } from '../organisations/index.ts';
import type { MethodId } from '../providers/provider.ts';
import { currentTermsVersion } from '../organisations/index.ts';
import { findServicesByIds } from '../services/index.ts';
import { mayStillSend, nextAskAfterMs, tooLateToSend } from './ask-schedule.ts';
import { isLive } from './attempt-states.ts';
import type { Attempt, Payment } from './payment.ts';
import { isPayableOn } from './payable.ts';
import { findExcluded, refuseIfPaidOtherwise } from './plan.ts';
import { recordOutcome } from './record-outcome.ts';
import { requestOf } from './attempt-request.ts';
import { isPartOf, oneProvider } from './spread.ts';
import {
  countAttemptsOfSameDues,
  findAllocations,
  findAttempt,
  findAttempts,
  insertAttempt,
  insertCreation,
  insertHolds,
  lockPayment,
  noteSeen,
  writeChoice,
} from './store/index.ts';

export type Choice = {
  readonly method: MethodId;
  readonly email: string | null;
  readonly language: Language;
  /** The terms were ticked; without them nothing starts. */
  readonly termsAccepted: boolean;
  /** The version that the payer was shown; left out, the one of now. */
  readonly termsVersion?: number | undefined;
};

/** Of the same dues, in whichever payments. */
const mostTriesPerHour = 30;

type Working = Pick<
  Context,
  | 'database'
  | 'clock'
  | 'ids'
  | 'key'
  | 'providers'
  | 'publicUrl'
  | 'reach'
  | 'log'
  | 'wake'
  | 'together'
>;

/**
 * Starts an attempt and returns it as it stands after the provider answered, or the live one when
 * there is one: a second click never makes a second attempt.
 *
 * @throws Refusal `amount_changed`, `due_in_progress`, `due_already_paid`, `due_withdrawn`, `not_payable_today`,
 *   `method_not_available`, `providers_differ`, `terms_changed`, `too_many_tries`
 */
export async function startAttempt(
  context: Working,
  organisation: Organisation,
  payment: Payment,
  choice: Choice,
): Promise<Attempt> {
  if (!choice.termsAccepted) throw new Refusal('input_invalid', 'terms: must be accepted');
  const opened = await openFor(context, organisation, payment, choice.method);
  const { attempt, isNew } = await commitIntention(context, organisation, payment, choice, opened);
  if (!isNew) {
    await noteSeen(context.database, organisation.id, attempt.id, context.clock.now());
    return attempt;
  }
  context.reach('start.after_commit');
  const request = await requestOf(context, organisation, attempt);
  const outcome = mayStillSend(opened.provider, attempt.createdAt, context.clock.now())
    ? await opened.provider.startAttempt(opened.account, request)
    : tooLateToSend;
  context.reach('start.after_provider');
  await recordOutcome(context, organisation, attempt.id, outcome, 'payer');
  context.reach('start.after_record');
  return (await findAttempt(context.database, organisation.id, attempt.id)) ?? attempt;
}

/** Through the provider of the services that the payment is of. */
async function openFor(
  context: Working,
  organisation: Organisation,
  payment: Payment,
  method: MethodId,
): Promise<OpenedAccount> {
  const { database } = context;
  const allocations = await findAllocations(database, organisation.id, payment.id);
  const dueIds = allocations.map(({ dueId }) => dueId);
  const dues = await findDues(database, organisation.id, dueIds);
  const serviceIds = [...new Set(dues.map(({ service }) => service))];
  const services = await findServicesByIds(database, organisation.id, serviceIds);
  const provider = oneProvider(organisation, dues, services);
  return accountForMethod(context, database, organisation, { method, provider });
}

async function commitIntention(
  context: Working,
  organisation: Organisation,
  payment: Payment,
  choice: Choice,
  opened: OpenedAccount,
): Promise<{ attempt: Attempt; isNew: boolean }> {
  return context.database.transaction(async (transaction) => {
    const locked = await lockPayment(transaction, organisation.id, payment.id);
    if (!locked) throw new Refusal('not_found');
    if (locked.state !== 'open') throw new Refusal('due_already_paid');
    const attempts = await findAttempts(transaction, organisation.id, [payment.id]);
    const live = attempts.find((attempt) => isLive(attempt.state));
    if (live) return { attempt: live, isNew: false };
    const now = context.clock.now();
    const termsVersion = await currentTermsVersion(transaction, organisation.id);
    // Nobody accepts what they have not seen.
    if ((choice.termsVersion ?? termsVersion) !== termsVersion) throw new Refusal('terms_changed');
    await refuseTooMany(context, transaction, organisation.id, payment.id);
    const attempt = await insertNew(context, transaction, organisation, locked, choice, opened);
    await holdDues(context, transaction, organisation, attempt);
    await writeChoice(transaction, organisation.id, payment.id, {
      ...choice,
      termsAcceptedAt: now,
      termsVersion,
    });
    context.reach('start.before_commit');
    return { attempt, isNew: true };
  });
}

/**
 * Nobody pays one invoice so often; whoever tries stolen cards does, and a new browser does not help.
 */
async function refuseTooMany(
  context: Working,
  transaction: Transaction,
  organisationId: string,
  paymentId: string,
): Promise<void> {
  const since = new Date(context.clock.now().getTime() - 60 * 60 * 1000);
  const tries = await countAttemptsOfSameDues(transaction, organisationId, paymentId, since);
  if (tries >= mostTriesPerHour) throw new Refusal('too_many_tries');
}

async function insertNew(
  context: Working,
  transaction: Transaction,
  organisation: Organisation,
  payment: Payment,
  choice: Choice,
  opened: OpenedAccount,
): Promise<Attempt> {
  const now = context.clock.now();
  const id = context.ids.next('att');
  const firstAsk = new Date(now.getTime() + (nextAskAfterMs('created', 0) ?? 0));
  await insertAttempt(
    transaction,
    organisation.id,
    {
      id,
      paymentId: payment.id,
      providerAccountId: opened.account.id,
      provider: opened.provider.id,
      method: choice.method,
      amount: payment.total,
      createdAt: now,
    },
    firstAsk,
  );
  await insertCreation(transaction, organisation.id, id, { actor: 'payer', cause: null, at: now });
  const attempt = await findAttempt(transaction, organisation.id, id);
  if (!attempt) throw new Refusal('attempt_in_progress');
  return attempt;
}

/**
 * Holds every due of the payment at the amount that was confirmed, or refuses; with them what they exclude, so that
 * the two ways of a plan are never paid at once.
 */
async function holdDues(
  context: Pick<Working, 'clock'>,
  transaction: Transaction,
  organisation: Organisation,
  { paymentId, id: attemptId }: Attempt,
): Promise<void> {
  const allocations = await findAllocations(transaction, organisation.id, paymentId);
  const dueIds = allocations.map((allocation) => allocation.dueId);
  const locked = await lockDues(transaction, organisation.id, dueIds);
  const dues = new Map(locked.map((due) => [due.id, due]));
  const now = context.clock.now();
  const today = dateIn(organisation.settings.time_zone, now);
  for (const { dueId, amount } of allocations) {
    const due = dues.get(dueId);
    if (!due) throw new Refusal('not_found');
    if (due.withdrawn) throw new Refusal('due_withdrawn');
    if (outstanding(due).minor === 0n) throw new Refusal('due_already_paid');
    if (!isPayableOn(due, today)) throw new Refusal('not_payable_today');
    if (!isPartOf(due, amount)) throw new Refusal('amount_changed');
  }
  const excluded = await findExcluded(transaction, organisation.id, locked);
  refuseIfPaidOtherwise(excluded);
  const heldIds = [...dueIds, ...excluded.map(({ id }) => id)];
  const held = await insertHolds(transaction, organisation.id, attemptId, heldIds, now);
  if (!held) throw new Refusal('due_in_progress');
}
