/** The door to the sandbox provider: every outcome on demand, no real money; for test organisations only. */
import { strict as assert } from 'node:assert';
import { money } from '../../core/money.ts';
import { callProvider } from '../http.ts';
import type { ProviderAnswer, ProviderCall } from '../http.ts';
import { NotificationRejected, ProviderUnreachable } from '../provider.ts';
import type {
  AttemptOutcome,
  AttemptReference,
  Provider,
  ProviderAccount,
  ProviderMovement,
} from '../provider.ts';
import { movementsAnswer } from './answers.ts';
import { sandboxKeyFields, sandboxSecrets } from './config.ts';
import { disputeAnswer } from './dispute-responses.ts';
import { readNotification } from './notifications.ts';
import { readAnswer, saysNoSession } from './read-answer.ts';
import { foundRefundOutcome, refundOutcome } from './refund-responses.ts';
import * as requests from './requests.ts';
import * as responses from './responses.ts';
import { tryKeys } from './try-keys.ts';

const minute = 60_000;

export type SandboxOptions = {
  /** Where the sandbox listens; its pages are there too. */
  readonly baseUrl: string;
  /** For one call, everything together; 10 seconds when absent. */
  readonly timeoutMs?: number;
};

export function sandboxProvider({ baseUrl, timeoutMs }: SandboxOptions): Provider {
  const pageOrigins = [new URL(baseUrl).origin];
  const ask = (call: ProviderCall): Promise<ProviderAnswer> => callProvider(call, timeoutMs);
  const callerFor = (account: ProviderAccount): requests.Caller => {
    assert.equal(account.mode, 'test', 'the sandbox moves no real money');
    return { baseUrl, secrets: sandboxSecrets.parse(account.secrets) };
  };
  const sessions: Sessions = { ask, pageOrigins };
  return {
    id: 'sandbox',
    methods: ['card'],
    modes: ['test'],
    pageOrigins,
    idempotencyKeyLifeMs: 24 * 60 * minute,
    pageLifeMs: 30 * minute,
    mostDues: 10,
    keys: {
      fields: sandboxKeyFields,
      tryKeys: async (account) => tryKeys(ask, callerFor(account)),
    },

    async startAttempt(account, request) {
      const answer = await ask(requests.startCall(callerFor(account), request));
      return responses.startOutcome(answer, { attemptId: request.attemptId, pageOrigins });
    },
    fetchAttempt: async (account, reference) =>
      fetchAttempt(sessions, callerFor(account), reference),
    cancelAttempt: async (account, reference) =>
      cancelAttempt(sessions, callerFor(account), reference),
    async refund(account, request) {
      const answer = await ask(requests.refundCall(callerFor(account), request));
      return refundOutcome(answer, request.refundId);
    },
    async fetchRefund(account, refundId) {
      const answer = await ask(requests.findRefundCall(callerFor(account), refundId));
      return foundRefundOutcome(answer, refundId);
    },
    async sendEvidence(account, evidence) {
      return disputeAnswer(await ask(requests.evidenceCall(callerFor(account), evidence)));
    },
    async acceptDispute(account, dispute) {
      return disputeAnswer(await ask(requests.acceptCall(callerFor(account), dispute)));
    },
    listMovements: async (account, from, to) =>
      listMovements(ask, callerFor(account), { from, to }),
    readNotification(account, request) {
      const secrets = sandboxSecrets.safeParse(account.secrets);
      if (!secrets.success) throw new NotificationRejected('the account has no secret to check it');
      return readNotification(secrets.data.notification_secret, request);
    },
  };
}

type Sessions = {
  readonly ask: (call: ProviderCall) => Promise<ProviderAnswer>;
  readonly pageOrigins: readonly string[];
};

/** By their reference; by ours when there is none or they know nothing of it. */
async function fetchAttempt(
  { ask, pageOrigins }: Sessions,
  caller: requests.Caller,
  { attemptId, providerReference }: AttemptReference,
): Promise<AttemptOutcome> {
  const expected = { attemptId, pageOrigins };
  if (providerReference !== null) {
    const answer = await ask(requests.askCall(caller, providerReference));
    if (!saysNoSession(answer)) return responses.sessionOutcome(answer, expected);
  }
  const found = responses.sessionsFound(await ask(requests.findCall(caller, attemptId)));
  return 'kind' in found ? found : responses.chosenOutcome(found, expected);
}

/** Under our reference alone every session that can be paid is closed, then the one that counts is told. */
async function cancelAttempt(
  sessions: Sessions,
  caller: requests.Caller,
  { attemptId, providerReference }: AttemptReference,
): Promise<AttemptOutcome> {
  const { ask, pageOrigins } = sessions;
  const expected = { attemptId, pageOrigins };
  const cancel = async (reference: string): Promise<AttemptOutcome> =>
    responses.sessionOutcome(await ask(requests.cancelCall(caller, reference)), expected);
  if (providerReference !== null) return cancel(providerReference);
  const found = responses.sessionsFound(await ask(requests.findCall(caller, attemptId)));
  if ('kind' in found) return found;
  const outcomes: AttemptOutcome[] = [];
  for (const session of found) outcomes.push(await cancel(session.id));
  return responses.mostTelling(outcomes);
}

async function listMovements(
  ask: Sessions['ask'],
  caller: requests.Caller,
  period: { readonly from: Date; readonly to: Date },
): Promise<ProviderMovement[]> {
  const movements: ProviderMovement[] = [];
  let cursor: string | null = null;
  do {
    const answer = await ask(requests.movementsCall(caller, { ...period, cursor }));
    const read = readAnswer(answer, movementsAnswer);
    if (read.kind === 'unknown') throw new ProviderUnreachable(read.cause);
    for (const item of read.value.items) {
      movements.push({
        kind: item.kind,
        providerReference: item.source_id,
        ourReference: item.reference,
        amount: money(item.amount, item.currency),
        at: new Date(item.at),
      });
    }
    const { next } = read.value;
    if (next !== null && next === cursor) throw new ProviderUnreachable('the list does not end');
    cursor = next;
  } while (cursor !== null);
  return movements;
}
