/** What all towns of a run share: a PostgreSQL of their own that may be killed, a provider, a mail server. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded, type EmbeddedServer } from '../../src/database/embedded/start-embedded.ts';
import { readPidFile } from '../../src/database/embedded/running.ts';
import { startMailbox, type Mailbox } from '../../src/mailbox/index.ts';
import { startTestSandbox, type Sandbox } from '../../test/support/sandbox.ts';
import { stopServersBelow } from '../../test/support/stop-servers.ts';
import { prepareTemplate } from '../../test/support/test-server.ts';

export type Ground = {
  readonly folder: string;
  readonly server: EmbeddedServer;
  /** The name of the migrated database that towns are copies of. */
  readonly template: string;
  readonly sandbox: Pick<Sandbox, 'url'>;
  readonly control: Sandbox['control'];
  readonly mailbox: Mailbox;
  readonly mailFolder: string;
  /** The process that all sessions of the server belong to. @throws Error while it is down */
  readonly serverProcess: () => number;
  readonly clear: () => Promise<void>;
};

// The outcome of a card that leaves it open is known soon, so that a run is short.
const hurry = { silence_ms: 1500, silence_hang_ms: 100, dispute_delay_ms: 200, hang_ms: 4_000 };

export async function breakGround(): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'saldo-p-'));
  // The server's own account must be able to pass.
  await chmod(folder, 0o755);
  const mailFolder = join(folder, 'mail');
  const [{ server, template }, sandbox, mailbox] = await Promise.all([
    startServer(join(folder, 'pg')),
    // It is stopped below, with everything else.
    startTestSandbox({ after: () => {} }),
    startMailbox({ folder: mailFolder, smtpPort: 0, httpPort: 0, host: '127.0.0.1' }),
  ]);
  const { control } = sandbox;
  await control('POST', '/settings', hurry);
  return {
    folder,
    server,
    template,
    sandbox,
    control,
    mailbox,
    mailFolder,
    serverProcess: () => {
      const file = readPidFile(join(server.where, 'cluster'));
      if (file.kind !== 'running') throw new Error(`the database server is ${file.kind}`);
      return file.server.pid;
    },
    clear: async () => {
      await sandbox.stop();
      await mailbox.close();
      await server.release();
      await stopServersBelow(folder);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startServer(folder: string): Promise<{ server: EmbeddedServer; template: string }> {
  const server = await startEmbedded({ folder, log: () => {} });
  const { administrator, owner, portal } = server;
  const template = await prepareTemplate({ administrator, owner, portal, prefix: 'proof' });
  return { server, template };
}
