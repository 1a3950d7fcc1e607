/** A sandbox for one test: on a free port, in a folder of its own, with a merchant who listens. */
import { strict as assert } from 'node:assert';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { z } from 'zod';
import { startSandbox } from './server.ts';

const json = z.record(z.string(), z.unknown());
type Json = z.infer<typeof json>;

export type ApiAnswer = { readonly status: number; readonly body: Json; readonly headers: Headers };

export type Arrived = {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Json;
};

const accountShape = z.object({
  account_id: z.string(),
  api_key: z.string(),
  notification_secret: z.string(),
});

export const sessionShape = z.looseObject({
  id: z.string(),
  status: z.string(),
  url: z.string().nullable(),
  decline_reason: z.string().nullable(),
  charge: json.nullable(),
  refunded: z.number(),
  disputed: z.number(),
});

export type TestSandbox = Awaited<ReturnType<typeof openTestSandbox>>;

/** Everything is stopped and removed when the test ends. */
export async function openTestSandbox(test: TestContext) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'sandbox-test-'));
  const sandbox = await startSandbox({ port: 0, dataFolder });
  const merchant = await openMerchant();
  test.after(async () => {
    await sandbox.stop();
    await merchant.close();
    await rm(dataFolder, { recursive: true });
  });
  const control = async (path: string, body?: unknown): Promise<ApiAnswer> =>
    ask(`${sandbox.url}/control${path}`, body === undefined ? {} : { body });
  const made = await control('/accounts', {
    name: 'Comune di Prova',
    notification_url: merchant.url,
  });
  const account = accountShape.parse(made.body);
  const authorization = `Bearer ${account.api_key}`;
  const api = async (path: string, body?: unknown, key?: string): Promise<ApiAnswer> => {
    const headers = { authorization, ...(key !== undefined && { 'idempotency-key': key }) };
    return ask(`${sandbox.url}/v1${path}`, { headers, ...(body !== undefined && { body }) });
  };
  const start = async (reference: string, changes: Json = {}) => {
    const answer = await api('/sessions', { ...request(reference), ...changes }, reference);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return sessionShape.parse(answer.body);
  };
  const session = async (id: string) => sessionShape.parse((await api(`/sessions/${id}`)).body);
  return { url: sandbox.url, dataFolder, control, api, account, merchant, start, session };
}

export function request(reference: string) {
  return {
    reference,
    amount: 1250,
    currency: 'EUR',
    description: 'Mensa scolastica',
    accepted_brands: ['visa', 'mastercard'],
    language: 'it',
    email: null,
    return_url: 'http://localhost:3000/return/abc',
  };
}

type Asked = { readonly headers?: Record<string, string>; readonly body?: unknown };

async function ask(url: string, { headers = {}, body }: Asked): Promise<ApiAnswer> {
  const answer = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    redirect: 'manual',
  });
  const read = json.safeParse(await answer.json());
  return { status: answer.status, body: read.data ?? {}, headers: answer.headers };
}

/** Listens for notifications, answers with `status`, and lets a test wait for the ones it needs. */
async function openMerchant() {
  const arrived: Arrived[] = [];
  const news = new EventEmitter();
  const state = { status: 204, waiting: Promise.resolve() };
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const { status } = state;
      void state.waiting.then(() => response.writeHead(status).end());
      arrived.push({ headers: incoming.headers, text, body: json.parse(JSON.parse(text)) });
      news.emit('arrived');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert(typeof address === 'object' && address);
  return {
    url: `http://127.0.0.1:${address.port}/notify`,
    arrived,
    answerWith: (status: number): void => {
      state.status = status;
    },
    /** Answers nothing until what it returns is called. */
    hold: (): (() => void) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      state.waiting = promise;
      return resolve;
    },
    /** Waits until so many notifications have arrived. */
    waitFor: async (count: number): Promise<readonly Arrived[]> => {
      while (arrived.length < count) await once(news, 'arrived');
      return arrived;
    },
    close: async (): Promise<void> => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
