/** What `npm start` runs: everything at once, with demo organisations and an invoice ready to be paid. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { getCompileCacheDir } from 'node:module';
import { createServer as createProbe } from 'node:net';
import { dirname, join } from 'node:path';
import { claimPortal } from '../database/claim-portal.ts';
import { startHeartbeat } from '../health/index.ts';
import { createJobs } from '../jobs/registry.ts';
import { startWorker } from '../jobs/worker.ts';
import { startMailbox } from '../mailbox/index.ts';
import { createMailer } from '../messages/index.ts';
import { checkStart } from '../portal/check-start.ts';
import { addOffice } from '../office/index.ts';
import { openPortal, type Portal } from '../portal/open-portal.ts';
import { environmentWith, type Config } from '../config.ts';
import { receiptComposers } from '../receipts/index.ts';
import { appendTo } from '../seals/index.ts';
import { ticketComposers } from '../tickets/index.ts';
import { loadAssets } from '../web/assets.ts';
import { isAddressInUse, listenOn, PortTaken } from '../web/listen.ts';
import { createServer } from '../web/server.ts';
import { prepareStop } from '../web/stop-server.ts';
import { prepareDemo } from './prepare-demo.ts';

export type RunningDemo = { readonly stop: () => Promise<void> };

type Say = (sentence: string) => void;

/** Starts all parts in the order in which they need each other; `stop` ends them in reverse. */
export async function runDemo(
  config: Config,
  say: Say,
  onLost: (reason: string) => void,
): Promise<RunningDemo> {
  const parts: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of parts.splice(0).toReversed()) await end();
  };
  try {
    await refuseTakenPorts(config);
    // Nothing here needs the database, so the two get ready together.
    const assets = begun(loadAssets());
    say('preparing the database');
    const portal = await openPortal(config, { say, migrate: true, logToFile: true });
    parts.push(portal.close);
    await checkStart(portal);
    const claim = await claimPortal(portal.connection, (error) => onLost(error.message));
    parts.push(claim.release);
    say(`database: ${portal.databaseSentence}`);
    for (const part of ['sandbox', 'mailbox']) {
      await mkdir(join(portal.dataFolder, part), { recursive: true, mode: 0o700 });
    }
    const sandbox = startSandbox(config, portal, onLost);
    parts.push(sandbox.stop);
    const mail = await startMail(config, portal, parts);
    say('loading the styles');
    const stopping = new AbortController();
    const server = await createServer(portal.context, await assets, {
      beside: [addOffice],
      trustedProxies: config.trustedProxies,
      stopping: stopping.signal,
      health: portal.health,
    });
    const stopServer = prepareStop(server);
    const jobs = createJobs({
      ...portal.context,
      mailer: mail.mailer,
      composers: new Map([...receiptComposers(portal.context), ...ticketComposers(portal.context)]),
      appendSeal: appendTo(portal.sealsFile),
    });
    const worker = startWorker(portal.context, jobs, portal.alarm);
    const heartbeat = await startHeartbeat(portal.context);
    parts.push(heartbeat.stop, worker.stop);
    await portal.serveMetrics();
    await listenOn(server, config, 'PORT');
    parts.push(
      () => stopServer({ stopping, delayMs: 0 }),
      async () => portal.health.stop(),
    );
    say('preparing the demo organisations');
    await sandbox.ready;
    const invoice = await prepareDemo(portal, say);
    sayWhere(say, config, { mailPage: mail.page, invoice, dataFolder: portal.dataFolder });
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Where to look, and an invoice to begin with. */
function sayWhere(
  say: Say,
  config: Config,
  {
    mailPage,
    invoice,
    dataFolder,
  }: {
    readonly mailPage: string;
    readonly invoice: Awaited<ReturnType<typeof prepareDemo>>;
    readonly dataFolder: string;
  },
): void {
  say('');
  say(`  Portal     ${config.publicUrl}`);
  say(`  Mailbox    ${mailPage}`);
  say(
    `  Sandbox    http://127.0.0.1:${config.sandboxPort} (test cards: 4242 4242 4242 4242 is accepted)`,
  );
  say('');
  say(`  Pay a demo invoice: ${invoice.address}`);
  if (invoice.findIt) {
    const { address, number, customerCode, amount } = invoice.findIt;
    say(`  or find it at ${address}:`);
    say(`  number ${number}, customer code ${customerCode}, amount ${amount}`);
  }
  say('');
  say(`  Log: ${join(dataFolder, 'portal.log')}. Ctrl-C stops everything.`);
}

async function startMail(config: Config, portal: Portal, parts: (() => Promise<unknown>)[]) {
  if (config.smtpUrl !== null) {
    const mailer = createMailer({ smtpUrl: config.smtpUrl });
    parts.push(async () => mailer.close());
    return { mailer, page: `none: mails go to ${new URL(config.smtpUrl).host}` };
  }
  const mailbox = await startMailbox({
    folder: join(portal.dataFolder, 'mailbox'),
    smtpPort: 0,
    httpPort: config.mailboxPort,
    host: '127.0.0.1',
  });
  const mailer = createMailer({ smtpUrl: mailbox.smtpUrl });
  parts.push(mailbox.close, async () => mailer.close());
  return { mailer, page: mailbox.pageUrl };
}

/** The sandbox is a process of its own; it ends with this one, however this one ends. */
function startSandbox(config: Config, portal: Portal, onLost: (reason: string) => void) {
  const child = fork(join(import.meta.dirname, '../../sandbox/main.ts'), {
    env: environmentWith({
      SANDBOX_PORT: String(config.sandboxPort),
      SANDBOX_DATA: join(portal.dataFolder, 'sandbox'),
      ...compiledSources(),
    }),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // Ctrl-C reaches the whole group of the terminal; the sandbox is stopped by us, after the portal.
    detached: true,
  });
  const state = { stopping: false };
  const ready = Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('the sandbox did not start'))),
  ]);
  child.once('exit', () => {
    if (!state.stopping) onLost('the sandbox has stopped');
  });
  return {
    ready: begun(ready),
    stop: async (): Promise<void> => {
      state.stopping = true;
      await stopChild(child);
    },
  };
}

/** Lets the sandbox keep its stripped sources where this process does. */
function compiledSources(): Record<string, string> {
  const folder = getCompileCacheDir();
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) };
}

/** Work that is waited for later; until then its failure is nobody's. */
function begun<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {});
  return work;
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** Said before anything is set up, so that nothing is half started when a port is taken. */
async function refuseTakenPorts(config: Config): Promise<void> {
  const wanted = [
    ['PORT', config.host, config.port],
    ['SANDBOX_PORT', '127.0.0.1', config.sandboxPort],
    ['MAILBOX_PORT', '127.0.0.1', config.mailboxPort],
    ['METRICS_PORT', '127.0.0.1', config.metricsPort],
  ] as const;
  for (const [setting, host, port] of wanted) {
    if (port === null) continue;
    const probe = createProbe();
    probe.listen({ host, port });
    try {
      await once(probe, 'listening');
    } catch (error) {
      throw isAddressInUse(error) ? new PortTaken(setting, port) : error;
    }
    probe.close();
    await once(probe, 'close');
  }
}
