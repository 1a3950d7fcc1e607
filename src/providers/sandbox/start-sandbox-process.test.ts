/** The sandbox started as a process by the portal's side. */
import { strict as assert } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startSandboxProcess } from './start-sandbox-process.ts';

test('the sandbox starts on a free port, refuses a taken one by name, and ends when told', async (t) => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'saldo-sandbox-'));
  const sandbox = await startSandboxProcess({ port: 0, dataFolder });
  t.after(async () => {
    await sandbox.kill();
    await rm(dataFolder, { recursive: true });
  });
  const port = Number(new URL(sandbox.url).port);
  await assert.rejects(
    startSandboxProcess({ port, dataFolder: join(dataFolder, 'second') }),
    new RegExp(`cannot listen on 127.0.0.1:${port}`),
  );
  await sandbox.stop();
  await sandbox.stop();
  await sandbox.ended;
  await assert.rejects(fetch(`${sandbox.url}/health/live`));
});
