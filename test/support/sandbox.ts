/** A sandbox of one test's own, in a process beside the tests, with its control API as functions. */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { hostAnswer, type HostOrder } from './sandbox-orders.ts';

export type Sandbox = {
  readonly url: string;
  /** Calls the control API. @throws Error with what the sandbox said unless it answers 2xx */
  readonly control: <T>(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: unknown,
  ) => Promise<T>;
  readonly stop: () => Promise<void>;
};

export type TruthRow = {
  readonly reference: string;
  readonly charges: readonly { readonly amount: number; readonly currency: string }[];
  readonly refunds: readonly { readonly amount: number }[];
  readonly disputes: readonly { readonly amount: number }[];
};

/** Made when it is first needed; ends with this process. */
let host: ChildProcess | undefined;
/** Orders that are not answered yet. */
let waiting = 0;

export async function startTestSandbox(context: Pick<TestContext, 'after'>): Promise<Sandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'saldo-sandbox-'));
  const url = (await order({ deed: 'open', folder })) ?? '';
  let stopped: Promise<void> | undefined;
  const close = async () => {
    await order({ deed: 'close', folder });
    await rm(folder, { recursive: true, force: true });
  };
  const stop = () => (stopped ??= close());
  context.after(stop);
  return { url, stop, control: (method, path, body) => callControl(url, method, path, body) };
}

/** Starting a process takes far longer than opening one more sandbox in it. */
function startHost(): ChildProcess {
  const child = fork(join(import.meta.dirname, 'sandbox-host.ts'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // Each order that is under way listens.
  child.setMaxListeners(0);
  child.unref();
  child.channel?.unref();
  return child;
}

/** @returns the address of the sandbox that was opened. @throws Error when the host ends before it answers */
async function order(given: HostOrder): Promise<string | null> {
  host ??= startHost();
  const child = host;
  const { promise, resolve, reject } = Promise.withResolvers<string | null>();
  const hear = (told: unknown): void => {
    const answer = hostAnswer.parse(told);
    if (answer.folder === given.folder) resolve(answer.url);
  };
  const fail = (): void => reject(new Error(`the host of the sandboxes ended: ${given.deed}`));
  child.on('message', hear).once('exit', fail);
  child.send(given);
  // Only whoever waits for an answer keeps this process alive.
  waiting += 1;
  child.channel?.ref();
  try {
    return await promise;
  } finally {
    waiting -= 1;
    if (waiting === 0) child.channel?.unref();
    child.off('message', hear).off('exit', fail);
  }
}

export async function callControl<T>(
  url: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(`${url}/control${path}`, {
    method,
    // A connection that is kept may be closed by the sandbox just when it is used again.
    headers: { connection: 'close', ...type },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`sandbox ${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text) as T;
}
