/** The provider contract over the simulated truth: each call arrives, acts, and is answered in steps of its own. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { insideTransaction } from '../../src/database/inside-transaction.ts';
import {
  NotificationRejected,
  ProviderUnreachable,
  type AttemptOutcome,
  type NotificationRequest,
  type Provider,
  type ProviderMovement,
} from '../../src/providers/provider.ts';
import type { CallFault, ProviderCall } from './manners.ts';
import { keyLifeMs, pageLifeMs, type ProviderActs } from './provider-acts.ts';
import type { ProviderTruth } from './provider-truth.ts';
import type { Scheduler } from './scheduler.ts';

/** The portal's own patience with one call. */
const timeoutMs = 10_000;
export const signatureHeader = 'simulated-signature';

export type ProviderPort = {
  readonly scheduler: Scheduler;
  readonly truth: ProviderTruth;
  readonly acts: ProviderActs;
  readonly now: () => number;
  readonly faultAt: (call: ProviderCall) => CallFault | null;
  /** When each attempt was first heard of. */
  readonly firstCalls: Map<string, number>;
  /** Counts what happened by itself, such as an answer that came too late. */
  readonly count: (fault: string) => void;
  /** Told of what no portal may do. */
  readonly onWrong: (message: string) => void;
};

type Question<T> = {
  readonly act: (fault: CallFault | null) => T;
  readonly unclear: (cause: string) => T;
};

/** Nothing was done, as far as the provider is concerned. */
const withoutActing: ReadonlySet<CallFault> = new Set([
  'unreachable',
  'hang_without_acting',
  'busy',
  'wrong_credentials',
]);

const unknown = (cause: string) => ({ kind: 'unknown', cause }) as const;

export function createProviderPort(port: ProviderPort): Provider {
  const { acts, truth } = port;
  const noteLate = (attemptId: string, outcome: AttemptOutcome): AttemptOutcome => {
    const first = port.firstCalls.get(attemptId) ?? port.now();
    port.firstCalls.set(attemptId, first);
    const isLate = outcome.kind === 'not_found' && port.now() - first > keyLifeMs;
    if (isLate) port.count('asked_after_key');
    return outcome;
  };
  const askAttempt = (
    call: ProviderCall,
    about: string,
    act: (fault: CallFault | null) => AttemptOutcome,
  ): Promise<AttemptOutcome> =>
    ask(port, `${call} ${about}`, call, {
      act: (fault) => noteLate(about, act(fault)),
      unclear: unknown,
    });
  return {
    id: 'sandbox',
    methods: ['card'],
    modes: ['test'],
    pageOrigins: ['https://pages.simulation.invalid'],
    idempotencyKeyLifeMs: keyLifeMs,
    pageLifeMs,
    mostDues: 10,
    startAttempt: ({ id }, request) =>
      askAttempt('start', request.attemptId, (fault) =>
        acts.start(id, request, fault === 'error_replayed'),
      ),
    fetchAttempt: ({ id }, reference) =>
      askAttempt('fetch', reference.attemptId, (fault) => {
        truth.expirePages();
        const outcome = acts.fetch(id, reference);
        return fault === 'stale' ? staleOf(outcome) : outcome;
      }),
    cancelAttempt: ({ id }, reference) =>
      askAttempt('cancel', reference.attemptId, () => {
        truth.expirePages();
        return acts.cancel(id, reference);
      }),
    refund: ({ id }, request) =>
      ask(port, `refund ${request.refundId}`, 'refund', {
        act: () => acts.refund(id, request),
        unclear: unknown,
      }),
    fetchRefund: (_, refundId) =>
      ask(port, `fetch_refund ${refundId}`, 'fetch_refund', {
        act: (fault) => (fault === 'stale' ? { kind: 'not_found' } : acts.fetchRefund(refundId)),
        unclear: unknown,
      }),
    ...answersToDisputes(port),
    listMovements: async ({ id }, from, to) => {
      const listed = await ask<ProviderMovement[] | string>(port, `list ${id}`, 'list', {
        act: (fault) => list(truth, id, from, to).slice(0, fault === 'stale' ? -1 : undefined),
        unclear: (cause) => cause,
      });
      if (typeof listed === 'string') throw new ProviderUnreachable(listed);
      return listed;
    },
    readNotification: ({ secrets }, request) =>
      readSigned(secrets['notification_secret'] ?? '', request),
  };
}

function answersToDisputes(
  port: ProviderPort,
): Pick<Required<Provider>, 'sendEvidence' | 'acceptDispute'> {
  const { acts } = port;
  return {
    sendEvidence: ({ id }, evidence) =>
      ask(port, `evidence ${evidence.evidenceId}`, 'evidence', {
        act: () => acts.sendEvidence(id, evidence),
        unclear: unknown,
      }),
    acceptDispute: ({ id }, { disputeReference }) =>
      ask(port, `accept ${disputeReference}`, 'accept', {
        act: () => acts.acceptDispute(id, disputeReference),
        unclear: unknown,
      }),
  };
}

/** The request arrives and is acted on in one step, and answered in another: much may happen between. */
async function ask<T>(
  port: ProviderPort,
  name: string,
  call: ProviderCall,
  question: Question<T>,
): Promise<T> {
  const { scheduler, now } = port;
  if (insideTransaction()) port.onWrong(`the provider was called inside a transaction: ${call}`);
  const startedAt = now();
  const fault = port.faultAt(call);
  const arrive = (): T => {
    if (fault && withoutActing.has(fault)) return question.unclear(fault);
    // What is on its way for longer than anybody waits for it does not arrive any more.
    if (now() - startedAt > timeoutMs) return question.unclear('never arrived');
    const acted = question.act(fault);
    const isHeard = fault === null || fault === 'stale' || fault === 'error_replayed';
    return isHeard ? acted : question.unclear(fault);
  };
  const answer = await scheduler.call(`${name} arrives`, {
    isSent: true,
    run: () => Promise.resolve(arrive()),
  });
  return scheduler.call(`${name} is answered`, {
    run: () => {
      if (now() - startedAt <= timeoutMs) return Promise.resolve(answer);
      port.count('timed_out_by_the_clock');
      return Promise.resolve(question.unclear('time-out'));
    },
  });
}

/** What was true a moment ago: the page is still open, or was not there yet. */
function staleOf(outcome: AttemptOutcome): AttemptOutcome {
  if (outcome.kind === 'succeeded' || outcome.kind === 'failed') {
    const { providerReference } = outcome;
    return providerReference ? { kind: 'processing', providerReference } : outcome;
  }
  return outcome.kind === 'action_required' ? { kind: 'not_found' } : outcome;
}

function list(truth: ProviderTruth, accountId: string, from: Date, to: Date): ProviderMovement[] {
  return truth.movements
    .filter((movement) => movement.accountId === accountId)
    .filter(({ at }) => at >= from.getTime() && at < to.getTime())
    .map(({ kind, reference, ourReference, amount, at }) => ({
      kind,
      providerReference: reference,
      ourReference,
      amount,
      at: new Date(at),
    }));
}

export function sign(secret: string, body: Uint8Array): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

const event = z.object({
  eventId: z.string(),
  type: z.string(),
  ourReference: z.string(),
  providerReference: z.string(),
});

function readSigned(secret: string, { headers, body }: NotificationRequest): z.infer<typeof event> {
  const given = Buffer.from(headers[signatureHeader] ?? '');
  const expected = Buffer.from(sign(secret, body));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new NotificationRejected('the signature is wrong');
  }
  return event.parse(JSON.parse(Buffer.from(body).toString('utf8')));
}
