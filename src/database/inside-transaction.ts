/** Whether the running code is inside a database transaction, where nothing may wait for a network. */
import { AsyncLocalStorage } from 'node:async_hooks';

type Scope = { open: boolean };

const scopes = new AsyncLocalStorage<Scope>();

/** True from the begin of the transaction that the caller is part of until its end. */
export function insideTransaction(): boolean {
  return scopes.getStore()?.open === true;
}

/** Runs `work` as the inside of a transaction; what it leaves running afterwards is outside again. */
export async function runInsideTransaction<T>(work: () => Promise<T>): Promise<T> {
  const scope: Scope = { open: true };
  try {
    return await scopes.run(scope, work);
  } finally {
    scope.open = false;
  }
}
