/** `work`: the worker alone, for real deployments. */
import { readConfig } from '../config.ts';
import { startHeartbeat } from '../health/index.ts';
import { createJobs } from '../jobs/registry.ts';
import { startWorker } from '../jobs/worker.ts';
import { createMailer } from '../messages/index.ts';
import { receiptComposers } from '../receipts/index.ts';
import { appendTo } from '../seals/index.ts';
import { ticketComposers } from '../tickets/index.ts';
import { UsageError, type Run } from './command.ts';
import { openToServe } from './open-to-serve.ts';
import { parseArguments } from './parse-arguments.ts';
import { untilStopped } from './until-stopped.ts';

export const work: Run = async (args, terminal) => {
  parseArguments(args, {});
  const config = readConfig();
  if (config.smtpUrl === null) throw new UsageError('SMTP_URL: a worker alone needs a mail server');
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
};
