import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readConfig } from '../config.ts';
import { runDemo } from './run-demo.ts';

test('a port that is taken is said by its setting before anything is set up', async (t) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  t.after(() => other.close());
  const { port } = other.address() as AddressInfo;
  const folder = join(tmpdir(), `saldo-taken-${port}`);
  const config = readConfig({
    PORT: '0',
    SANDBOX_PORT: '0',
    MAILBOX_PORT: String(port),
    SALDO_DATA: folder,
  });
  await assert.rejects(
    runDemo(
      config,
      () => {},
      () => {},
    ),
    { name: 'PortTaken', message: new RegExp(`^MAILBOX_PORT: port ${port} is in use`) },
  );
  assert.equal(existsSync(folder), false);
});
