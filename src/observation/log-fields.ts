/** What every log line says of its circumstances: the request or job, the organisation, the payment. */
import { AsyncLocalStorage } from 'node:async_hooks';

export type LogFields = Readonly<Record<string, string | number>>;

type Store = { fields: LogFields };

const stores = new AsyncLocalStorage<Store>();

/** Runs `work` so that each of its log lines carries these fields beside those there are already. */
export function withLogFields<T>(fields: LogFields, work: () => T): T {
  return stores.run({ fields: { ...logFields(), ...fields } }, work);
}

/** Adds what has become known meanwhile to the lines that follow; outside of `withLogFields` it is lost. */
export function addLogFields(fields: LogFields): void {
  const store = stores.getStore();
  if (store) store.fields = { ...store.fields, ...fields };
}

export function logFields(): LogFields {
  return stores.getStore()?.fields ?? {};
}
