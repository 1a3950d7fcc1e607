/** What the sandbox provider's answers about sessions mean to us: the status table; pure. */
import { money } from '../../core/money.ts';
import type { ProviderAnswer } from '../http.ts';
import type { AttemptOutcome, DeclineReason, Instrument } from '../provider.ts';
import { sessionAnswer, sessionsAnswer } from './answers.ts';
import type { SessionAnswer } from './answers.ts';
import { disputeOf } from './dispute-responses.ts';
import { isRefusal, readAnswer, unknown } from './read-answer.ts';
import type { Unknown } from './read-answer.ts';

/** Which attempt was asked about, and where its page may be. */
export type Expected = { readonly attemptId: string; readonly pageOrigins: readonly string[] };

export function startOutcome(answer: ProviderAnswer, expected: Expected): AttemptOutcome {
  if (isRefusal(answer)) {
    return { kind: 'failed', providerReference: null, reason: 'refused_by_provider' };
  }
  return sessionOutcome(answer, expected);
}

/** An answer about one session, asked by their reference. */
export function sessionOutcome(answer: ProviderAnswer, expected: Expected): AttemptOutcome {
  const read = readAnswer(answer, sessionAnswer);
  return read.kind === 'read' ? outcomeOf(read.value, expected) : read;
}

/** Every session under our reference. */
export function sessionsFound(answer: ProviderAnswer): SessionAnswer[] | Unknown {
  const read = readAnswer(answer, sessionsAnswer);
  return read.kind === 'read' ? read.value.items : read;
}

export function chosenOutcome(
  sessions: readonly SessionAnswer[],
  expected: Expected,
): AttemptOutcome {
  return mostTelling(sessions.map((session) => outcomeOf(session, expected)));
}

/** Of several outcomes the one that says most: money that moved before money that may still move. */
export function mostTelling(outcomes: readonly AttemptOutcome[]): AttemptOutcome {
  const ranked = outcomes.toSorted((one, other) => ranks[one.kind] - ranks[other.kind]);
  return ranked[0] ?? { kind: 'not_found' };
}

const ranks: Readonly<Record<AttemptOutcome['kind'], number>> = {
  succeeded: 0,
  unknown: 1,
  processing: 2,
  action_required: 3,
  failed: 4,
  cancelled: 5,
  expired: 6,
  not_found: 7,
};

function outcomeOf(session: SessionAnswer, expected: Expected): AttemptOutcome {
  const providerReference = session.id;
  if (session.reference !== expected.attemptId)
    return unknown('the answer is about another attempt');
  switch (session.status) {
    case 'open':
    case 'authenticating':
      return pageOutcome(session, expected.pageOrigins);
    case 'processing':
      return { kind: 'processing', providerReference };
    case 'succeeded':
      return successOutcome(session);
    case 'failed':
      return { kind: 'failed', providerReference, reason: reasonOf(session.decline_reason) };
    case 'cancelled':
      return { kind: 'cancelled', providerReference };
    case 'expired':
      return { kind: 'expired', providerReference };
    default:
      return unknown(`the status ${JSON.stringify(session.status.slice(0, 40))} is not known`);
  }
}

/** A payer is sent only where the provider's pages are, whatever the answer says. */
function pageOutcome(session: SessionAnswer, pageOrigins: readonly string[]): AttemptOutcome {
  const page = session.url === null ? null : new URL(session.url);
  // The origin of a `blob:` is that of what it is made from: the scheme is looked at as well.
  const isPage = page !== null && /^https?:$/.test(page.protocol) && page.username === '';
  if (!isPage || !pageOrigins.includes(page.origin)) {
    return unknown('the page is not where the pages of the provider are');
  }
  return {
    kind: 'action_required',
    providerReference: session.id,
    // As it was read: what `URL` forgives, such as line ends, could not stand in a header.
    redirectUrl: page.href,
    expiresAt: new Date(session.expires_at),
  };
}

function successOutcome({ id, charge, disputed, disputes }: SessionAnswer): AttemptOutcome {
  if (!charge) return unknown('a success without a charge');
  return {
    kind: 'succeeded',
    providerReference: id,
    paid: money(charge.amount, charge.currency),
    instrument: instrumentOf(charge),
    disputed: disputed === 0n ? null : money(disputed, charge.currency),
    ...(disputes.length > 0 && { disputes: disputes.flatMap(disputeOf) }),
  };
}

function instrumentOf(charge: NonNullable<SessionAnswer['charge']>): Instrument | null {
  if (charge.brand === null || charge.last_four === null) return null;
  return { method: 'card', brand: charge.brand, lastFour: charge.last_four };
}

// A map, since an answer may give `constructor` as its reason, which every object has.
const reasons: ReadonlyMap<string, DeclineReason> = new Map([
  ['card_declined', 'declined'],
  ['insufficient_funds', 'insufficient_funds'],
  ['expired_card', 'expired_card'],
  ['incorrect_code', 'wrong_security_code'],
  ['processing_error', 'processing_error'],
  ['authentication_refused', 'authentication_failed'],
]);

function reasonOf(reason: string | null): DeclineReason {
  return reasons.get(reason ?? '') ?? 'declined';
}
