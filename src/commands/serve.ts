/** `serve`, `work`: the portal and the worker, each alone, for real deployments. */
import { startHeartbeat } from '../health/index.ts';
import { createJobs } from '../jobs/registry.ts';
import { startWorker } from '../jobs/worker.ts';
import { createMailer } from '../messages/index.ts';
import { openPortal, type Portal } from '../portal/open-portal.ts';
import { checkStart } from '../portal/check-start.ts';
import { readConfig, type Config } from '../config.ts';
import { receiptComposers } from '../receipts/index.ts';
import { appendTo } from '../seals/index.ts';
import { ticketComposers } from '../tickets/index.ts';
import { loadAssets } from '../web/assets.ts';
import { createServer } from '../web/server.ts';
import { addOffice } from '../office/index.ts';
import { listenOn } from '../web/listen.ts';
import { prepareStop } from '../web/stop-server.ts';
import { UsageError, type Command, type Terminal } from './command.ts';
import { parseArguments } from './parse-arguments.ts';
import { untilStopped } from './until-stopped.ts';

export const serve: Command = {
  name: 'serve',
  summary: 'run the portal alone',
  usage: 'serve',
  run: async (args, terminal) => {
    parseArguments(args, {});
    const config = readConfig();
    const stopped = untilStopped(terminal);
    const portal = await openToServe(config, terminal);
    const stopping = new AbortController();
    const server = await createServer(portal.context, await loadAssets(), {
      trustedProxies: config.trustedProxies,
      health: portal.health,
      stopping: stopping.signal,
      beside: [addOffice],
    });
    const stopServer = prepareStop(server);
    await portal.serveMetrics();
    await listenOn(server, config, 'PORT');
    terminal.say(`portal: ${config.publicUrl} (database: ${portal.databaseSentence})`);
    await stopped;
    portal.health.stop();
    await stopServer({ stopping, delayMs: config.stopDelayMs });
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
    const stopped = untilStopped(terminal);
    const portal = await openToServe(config, terminal);
    const mailer = createMailer({ smtpUrl: config.smtpUrl });
    const jobs = createJobs({
      ...portal.context,
      mailer,
      composers: new Map([...receiptComposers(portal.context), ...ticketComposers(portal.context)]),
      appendSeal: appendTo(portal.sealsFile),
    });
    const worker = startWorker(portal.context, jobs, portal.alarm);
    const heartbeat = await startHeartbeat(portal.context);
    await portal.serveMetrics();
    terminal.say(`worker: ${jobs.length} jobs (database: ${portal.databaseSentence})`);
    await stopped;
    portal.health.stop();
    await worker.stop();
    await heartbeat.stop();
    mailer.close();
    await portal.close();
    return 0;
  },
};

/** Closes it again when it may not serve. */
async function openToServe(config: Config, terminal: Terminal): Promise<Portal> {
  const portal = await openPortal(config, { say: terminal.say, migrate: false });
  try {
    await checkStart(portal);
    return portal;
  } catch (error) {
    await portal.close();
    throw error;
  }
}
