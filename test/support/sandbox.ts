/** A sandbox of one test's own: the real process, with its control API as functions. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

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

export async function startTestSandbox(context: Pick<TestContext, 'after'>): Promise<Sandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'saldo-sandbox-'));
  const child = fork(join(import.meta.dirname, '../../sandbox/main.ts'), {
    env: { ...process.env, SANDBOX_PORT: '0', SANDBOX_DATA: folder },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };
  context.after(stop);
  return { url, stop, control: (method, path, body) => callControl(url, method, path, body) };
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
