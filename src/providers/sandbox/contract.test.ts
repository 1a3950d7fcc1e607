/** The sandbox provider keeps the provider contract: the adapter against the real process, over HTTP. */
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { systemClock } from '../../core/clock.ts';
import { providerContract } from '../contract-suite.ts';
import type { Disturbance, ProviderHarness } from '../contract-harness.ts';
import type { NotificationRequest } from '../provider.ts';
import { sandboxProvider } from './index.ts';
import { startSandboxProcess } from './start-sandbox-process.ts';

providerContract('the sandbox', makeHarness);

const faults: Readonly<Record<Disturbance, string>> = {
  no_answer: 'hang_before_effect',
  lost: 'hang_after_effect',
  connection_cut: 'cut_before_effect',
  server_error: 'error_500',
  not_json: 'garbage',
  too_large: 'huge',
  redirect: 'redirect',
  unknown_status: 'unknown_status',
  other_attempt: 'wrong_reference',
  credentials_refused: 'refuse_401',
  busy: 'conflict_409',
  too_many: 'too_many_429',
  refused: 'refuse_422',
};

const newAccount = z.object({
  account_id: z.string(),
  api_key: z.string(),
  notification_secret: z.string(),
});

async function makeHarness(): Promise<ProviderHarness> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'saldo-sandbox-'));
  const sandbox = await startSandboxProcess({ port: 0, dataFolder });
  const inbox = await openInbox();
  const control = async (path: string, body: unknown): Promise<unknown> => {
    const answer = await fetch(`${sandbox.url}/control${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    assert(answer.ok, `${path} answered ${answer.status}: ${await answer.clone().text()}`);
    return answer.json();
  };
  const made = await control('/accounts', { name: 'Comune', notification_url: inbox.url });
  const { account_id: id, ...secrets } = newAccount.parse(made);
  return {
    provider: sandboxProvider({ baseUrl: sandbox.url, timeoutMs: 400 }),
    account: { id, mode: 'test', secrets },
    finish: async (attemptId, how) => {
      const card = how === 'succeed' ? '4242424242424242' : '4000000000000002';
      await control(`/sessions/${attemptId}/pay`, { card });
    },
    dispute: async (attemptId) => {
      await control(`/sessions/${attemptId}/dispute`, {});
    },
    disturb: async (call, how) => {
      await control('/faults', { on: call, fault: faults[how] });
    },
    notificationAbout: inbox.about,
    close: async () => {
      await inbox.close();
      await sandbox.stop();
      await rm(dataFolder, { recursive: true });
    },
  };
}

/** Keeps what arrives, and lets a test wait for what it needs. */
async function openInbox() {
  const arrived: NotificationRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = z.record(z.string(), z.string()).parse(request.headers);
      arrived.push({ headers, body: Buffer.concat(chunks), receivedAt: systemClock.now() });
      response.end();
      server.emit('arrived');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert(typeof address === 'object' && address);
  return {
    url: `http://127.0.0.1:${address.port}/`,
    about: async (attemptId: string): Promise<NotificationRequest> => {
      const find = () => arrived.find(({ body }) => Buffer.from(body).includes(attemptId));
      let found = find();
      while (!found) {
        await once(server, 'arrived');
        found = find();
      }
      return found;
    },
    close: async (): Promise<void> => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
