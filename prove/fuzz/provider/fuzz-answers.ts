/** Gives the adapter answers that no provider should give: what is not understood is unknown, money only as it is. */
import { money } from '../../../src/core/money.ts';
import {
  ProviderUnreachable,
  type AttemptOutcome,
  type Provider,
  type RefundOutcome,
} from '../../../src/providers/provider.ts';
import { createProviders } from '../../../src/providers/registry.ts';
import { randomFrom, type Random } from '../random.ts';
import type { Found, Tally } from '../tally.ts';
import {
  attemptId,
  hostileAnswer,
  oddAnswer,
  pageOrigin,
  type WireAnswer,
} from './hostile-answers.ts';
import { startHostileServer } from './hostile-server.ts';

const reasons = new Set(['declined', 'insufficient_funds', 'expired_card', 'wrong_security_code', 'processing_error', 'authentication_failed', 'refused_by_provider']); // prettier-ignore

/** Each answer to one question, whichever; over HTTP, as in life. */
export async function fuzzAnswers(
  tally: Tally,
  inputs: { readonly seed: number; readonly count: number },
): Promise<void> {
  const server = await startHostileServer();
  const provider = createProviders({ sandboxUrl: server.url }).get('sandbox');
  if (!provider) throw new Error('there is no sandbox among the providers');
  try {
    for (let index = 0; index < inputs.count; index += 1) {
      tally.importerInput();
      const random = randomFrom(inputs.seed, 'answer', index);
      const wire = random.once(2) ? hostileAnswer(random) : oddAnswer(random);
      server.answer = (response) => {
        response.statusCode = wire.status;
        response.end(wire.text.replaceAll(pageOrigin, server.url));
      };
      const found = await ask(random, provider, wire).catch((error: unknown) => crash(error, wire));
      if (found) await tally.failure(found);
    }
  } finally {
    await server.close();
  }
}

const account = {
  id: 'acc_fuzz',
  mode: 'test',
  secrets: { api_key: 'key', notification_secret: 'secret' },
} as const;

async function ask(random: Random, provider: Provider, wire: WireAnswer): Promise<Found | null> {
  const amount = money(1250n, 'EUR');
  const reference = { attemptId, providerReference: random.pick(['ses_1', '']) || null };
  const request = {
    attemptId, amount, method: 'card', description: 'Mensa', acceptedBrands: ['visa'], language: 'it', email: null,
    returnUrl: 'http://localhost:3000/',
  } as const; // prettier-ignore
  const refund = { refundId: attemptId, providerReference: 'ses_1', amount };
  const questions: readonly (() => Promise<AttemptOutcome | RefundOutcome | null>)[] = [
    () => provider.startAttempt(account, request),
    () => provider.fetchAttempt(account, reference),
    () => provider.cancelAttempt(account, reference),
    () => provider.refund(account, refund),
    () => provider.fetchRefund(account, attemptId),
    () => provider.listMovements(account, new Date(0), new Date(1)).then(() => null),
  ];
  const outcome = await random.pick(questions)();
  const complaint = outcome && complaintOf(outcome, provider, wire);
  if (!complaint) return null;
  return { kind: 'fuzz_answer', about: complaint, message: `${complaint}: ${shown(wire)}` };
}

/** That a list cannot be had is an answer like another. */
function crash(error: unknown, wire: WireAnswer): Found | null {
  if (error instanceof ProviderUnreachable) return null;
  const message = `reading an answer failed: ${String(error)}: ${shown(wire)}`;
  return { kind: 'fuzz_crashes', about: String(error), message };
}

function shown({ status, text }: WireAnswer): string {
  return `${status} ${text.slice(0, 1000)}`;
}

/** Money only moves by a 2xx answer; a payer is only sent where the pages are; reasons are ours. */
function complaintOf(
  outcome: AttemptOutcome | RefundOutcome,
  { pageOrigins }: Provider,
  { status }: WireAnswer,
): string | null {
  const isRight = status >= 200 && status < 300;
  switch (outcome.kind) {
    case 'succeeded': {
      const moved = 'paid' in outcome ? outcome.paid : outcome.refunded;
      return isRight && moved.minor >= 0n ? null : 'a success by an answer that is none';
    }
    case 'failed':
      if (!('reason' in outcome) || reasons.has(outcome.reason)) return null;
      return `the reason is ${outcome.reason}`;
    case 'action_required': {
      const isPage = pageOrigins.some((origin) => outcome.redirectUrl.startsWith(`${origin}/`));
      const isSoon = Number.isFinite(outcome.expiresAt.getTime());
      return isRight && isPage && isSoon ? null : `a payer is sent to ${outcome.redirectUrl}`;
    }
    default:
      return null;
  }
}
