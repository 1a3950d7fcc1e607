/** `serve`, `work`: the portal and the worker, each alone, for real deployments. */
import { once } from 'node:events';
import { startHeartbeat } from '../health/index.ts';
import { createJobs } from '../jobs/registry.ts';
import { startWorker } from '../jobs/worker.ts';
import { createMailer } from '../messages/index.ts';
import { openPortal } from '../portal/open-portal.ts';
import { readConfig } from '../config.ts';
import { receiptComposers } from '../receipts/index.ts';
import { loadAssets } from '../web/assets.ts';
import { createServer } from '../web/server.ts';
import { listenOn } from '../web/listen.ts';
import { UsageError, type Command } from './command.ts';
import { parseArguments } from './parse-arguments.ts';

export const serve: Command = {
  name: 'serve',
  summary: 'run the portal alone',
  usage: 'serve',
  run: async (args, terminal) => {
    parseArguments(args, {});
    const config = readConfig();
    const portal = await openPortal(config, { say: terminal.say, migrate: false });
    const server = await createServer(portal.context, await loadAssets(), {
      trustedProxies: config.trustedProxies,
      health: portal.health,
    });
    await portal.serveMetrics();
    await listenOn(server, config, 'PORT');
    terminal.say(`portal: ${config.publicUrl} (database: ${portal.databaseSentence})`);
    await untilStopped();
    portal.health.stop();
    await server.close();
    await portal.close();
    return 0;
  },
};

export const work: Command = {
  name: 'work',
  summary: 'run the worker alone: provider questions, receipts, mails',
  usage: 'work',
  run: async (args, terminal) => {
    parseArguments(args, {});
    const config = readConfig();
    if (config.smtpUrl === null)
      throw new UsageError('SMTP_URL: a worker alone needs a mail server');
    const portal = await openPortal(config, { say: terminal.say, migrate: false });
    const mailer = createMailer({ smtpUrl: config.smtpUrl });
    const jobs = createJobs({
      ...portal.context,
      mailer,
      composers: receiptComposers(portal.context),
    });
    const worker = startWorker(portal.context, jobs, portal.alarm);
    const heartbeat = await startHeartbeat(portal.context);
    await portal.serveMetrics();
    terminal.say(`worker: ${jobs.length} jobs (database: ${portal.databaseSentence})`);
    await untilStopped();
    portal.health.stop();
    await worker.stop();
    await heartbeat.stop();
    mailer.close();
    await portal.close();
    return 0;
  },
};

/** Resolves on Ctrl-C, SIGTERM, or when the process that started this one is gone. */
export async function untilStopped(): Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  await Promise.race([
    once(process, 'SIGINT', { signal }),
    once(process, 'SIGTERM', { signal }),
    once(process, 'disconnect', { signal }),
  ]);
  stopping.abort();
}
