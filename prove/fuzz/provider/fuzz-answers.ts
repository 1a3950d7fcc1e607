/** Gives the adapter answers that no provider should give: what is not understood is unknown, money only as it is. */
import type { ProviderAnswer } from '../../../src/providers/http.ts';
import type { AttemptOutcome } from '../../../src/providers/provider.ts';
import {
  foundRefundOutcome,
  refundOutcome,
} from '../../../src/providers/sandbox/refund-responses.ts';
import * as responses from '../../../src/providers/sandbox/responses.ts';
import { hostileDates, hostileTexts, unprintableTexts } from '../hostile-values.ts';
import { changeJson, hostileText } from '../hostile-json.ts';
import { randomFrom, type Random } from '../random.ts';
import type { Tally } from '../tally.ts';

const attemptId = 'att_01k9';
const pageOrigin = 'http://127.0.0.1:3001';
const expected = { attemptId, pageOrigins: [pageOrigin] };
const reasons = new Set(['declined', 'insufficient_funds', 'expired_card', 'wrong_security_code', 'processing_error', 'authentication_failed', 'refused_by_provider']); // prettier-ignore

const session = {
  id: 'ses_1', mode: 'test', reference: attemptId, status: 'succeeded', url: null, decline_reason: null, disputed: 0,
  charge: { amount: 1250, currency: 'EUR', brand: 'visa', last_four: '4242' }, expires_at: '2026-11-22T11:00:00Z',
}; // prettier-ignore
const sessions: readonly unknown[] = [
  session,
  { ...session, status: 'open', charge: null, url: `${pageOrigin}/pay/ses_1` },
  { ...session, status: 'failed', charge: null, decline_reason: 'card_declined' },
  { ...session, status: 'processing', charge: null },
  { items: [session, { ...session, status: 'failed', charge: null }] },
  { items: [] },
  { error: { code: 'session_not_found' } },
  {
    id: 'rfd_1',
    mode: 'test',
    reference: attemptId,
    status: 'succeeded',
    amount: 100,
    currency: 'EUR',
  },
];
const statuses = [200, 200, 200, 200, 201, 204, 301, 400, 401, 402, 404, 409, 422, 429, 500, 503];

/** What comes over the wire, right or not. */
export type WireAnswer = { readonly status: number; readonly text: string };

export function hostileAnswer(random: Random): WireAnswer {
  const value = changeJson(random, random.pick(sessions));
  return { status: random.pick(statuses), text: hostileText(random, value) };
}

/** One that looks right at first sight: a single field of it is odd. */
export function oddAnswer(random: Random): WireAnswer {
  const odd = random.pick([...hostileTexts, ...unprintableTexts, ...hostileDates]);
  const charge = { ...session.charge, brand: odd };
  const page = `${pageOrigin}/pay/${odd.slice(0, 500)}`;
  const failed = { ...session, status: 'failed', charge: null };
  const value = random.pick([
    { ...session, id: `${odd}ses_1` },
    { ...session, charge },
    { ...failed, decline_reason: odd },
    { ...failed, id: `${odd}ses_1` },
    { ...session, status: 'open', charge: null, url: page },
    { ...session, status: 'open', charge: null, url: `${pageOrigin}/`, expires_at: odd },
    { ...session, status: odd },
  ]);
  return { status: 200, text: JSON.stringify(value) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export async function fuzzAnswers(
  tally: Tally,
  inputs: { readonly seed: number; readonly count: number },
): Promise<void> {
  for (let index = 0; index < inputs.count; index += 1) {
    tally.importerInput();
    const { status, text } = hostileAnswer(randomFrom(inputs.seed, 'answer', index));
    const shown = `${status} ${text.slice(0, 1000)}`;
    try {
      for (const complaint of judge({ kind: 'answered', status, json: parse(text) })) {
        await tally.failure({
          kind: 'fuzz_answer',
          about: complaint,
          message: `${complaint}: ${shown}`,
        });
      }
    } catch (error) {
      const message = `reading an answer failed: ${String(error)}: ${shown}`;
      await tally.failure({ kind: 'fuzz_crashes', about: String(error), message });
    }
  }
}

function judge(answer: ProviderAnswer): string[] {
  const found = responses.sessionsFound(answer);
  const outcomes = [
    responses.startOutcome(answer, expected),
    responses.sessionOutcome(answer, expected),
    ...('kind' in found ? [] : [responses.chosenOutcome(found, expected)]),
  ];
  const refunds = [refundOutcome(answer, attemptId), foundRefundOutcome(answer, attemptId)];
  const isRight = answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;
  return [
    ...outcomes.flatMap((outcome) => judgeOutcome(outcome, isRight)),
    ...refunds.flatMap((refund) =>
      refund.kind === 'succeeded' && (!isRight || refund.refunded.minor < 0n)
        ? ['a refund succeeded by an answer that does not say so']
        : [],
    ),
  ];
}

/** Money only moves by a 2xx answer about this attempt; a payer is only sent where the pages are. */
function judgeOutcome(outcome: AttemptOutcome, isRight: boolean): string[] {
  switch (outcome.kind) {
    case 'succeeded':
      return isRight && outcome.paid.minor >= 0n ? [] : ['a success by an answer that is none'];
    case 'failed':
      return reasons.has(outcome.reason) ? [] : [`the reason is ${outcome.reason}`];
    case 'action_required': {
      const isPage = outcome.redirectUrl.startsWith(`${pageOrigin}/`);
      const isSoon = Number.isFinite(outcome.expiresAt.getTime());
      return isRight && isPage && isSoon ? [] : [`a payer is sent to ${outcome.redirectUrl}`];
    }
    default:
      return [];
  }
}
