/** Providers whose every call is timed, traced and logged by what it asked and what was answered. */
import type { Logger } from 'pino';
import { startStopwatch } from '../core/clock.ts';
import type { Provider } from '../providers/provider.ts';
import type { Fact } from './fact.ts';
import type { LogFields } from './log-fields.ts';
import { inSpan } from './span.ts';

export type ProviderWatch = {
  readonly note: (fact: Fact) => void;
  readonly log: Pick<Logger, 'info' | 'warn'>;
};

export function watchProviders(
  providers: ReadonlyMap<string, Provider>,
  watch: ProviderWatch,
): ReadonlyMap<string, Provider> {
  return new Map([...providers].map(([id, provider]) => [id, watchProvider(provider, watch)]));
}

function watchProvider(provider: Provider, watch: ProviderWatch): Provider {
  const call = callerOf(provider.id, watch);
  const { keys } = provider;
  return {
    ...provider,
    ...(keys && {
      keys: { ...keys, tryKeys: (account) => call('try_keys', {}, () => keys.tryKeys(account)) },
    }),
    startAttempt: (account, request) =>
      call('start', { attempt: request.attemptId }, () => provider.startAttempt(account, request)),
    fetchAttempt: (account, reference) =>
      call('ask', { attempt: reference.attemptId }, () =>
        provider.fetchAttempt(account, reference),
      ),
    cancelAttempt: (account, reference) =>
      call('cancel', { attempt: reference.attemptId }, () =>
        provider.cancelAttempt(account, reference),
      ),
    refund: (account, request) =>
      call('refund', { refund: request.refundId }, () => provider.refund(account, request)),
    fetchRefund: (account, refundId) =>
      call('ask_refund', { refund: refundId }, () => provider.fetchRefund(account, refundId)),
    listMovements: (account, from, to) =>
      call('list', {}, () => provider.listMovements(account, from, to)),
  };
}

type Answer = { readonly kind: string } | readonly unknown[];

/** Neither the request nor the answer is looked into but for the kind: they hold money and people. */
function callerOf(provider: string, { note, log }: ProviderWatch) {
  return async <T extends Answer>(
    operation: string,
    about: LogFields,
    work: () => Promise<T>,
  ): Promise<T> =>
    inSpan(`provider ${operation}`, { 'saldo.provider': provider, ...about }, async (span) => {
      const elapsed = startStopwatch();
      let outcome = 'threw';
      try {
        const answer = await work();
        outcome = 'kind' in answer ? answer.kind : 'listed';
        return answer;
      } finally {
        const seconds = elapsed();
        span.setAttribute('saldo.outcome', outcome);
        note({ kind: 'provider_call', provider, operation, outcome, seconds });
        const line = { provider, operation, ...about, outcome, ms: Math.round(seconds * 1000) };
        if (['threw', 'unknown'].includes(outcome)) log.warn(line, 'provider gave no answer');
        else log.info(line, 'provider answered');
      }
    });
}
