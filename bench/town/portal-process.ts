/** The portal as a process of its own, as `saldo serve` and `saldo work` together, with the bench's provider too. */
import { createJobs } from '../../src/jobs/registry.ts';
import { startWorker } from '../../src/jobs/worker.ts';
import { createMailer } from '../../src/messages/index.ts';
import { openPortal } from '../../src/portal/open-portal.ts';
import { readConfig } from '../../src/config.ts';
import { receiptComposers } from '../../src/receipts/index.ts';
import { appendTo } from '../../src/seals/index.ts';
import { loadAssets } from '../../src/web/assets.ts';
import { createServer } from '../../src/web/server.ts';
import { knownProvider } from '../settlement/known-provider.ts';
import { answerUse } from './process-use.ts';

export type PortalOrder = {
  /** In the names of the environment. */
  readonly settings: Readonly<Record<string, string>>;
  /** Names of the jobs that run; all when it is null. */
  readonly jobs: readonly string[] | null;
};

async function start({ settings, jobs: wanted }: PortalOrder): Promise<void> {
  const config = readConfig(settings);
  const portal = await openPortal(config, { say: () => {}, migrate: false });
  const providers = new Map([...portal.context.providers, [knownProvider.id, knownProvider]]);
  const context = { ...portal.context, providers };
  const server = await createServer(context, await loadAssets(), {
    trustedProxies: config.trustedProxies,
  });
  const mailer = createMailer({ smtpUrl: config.smtpUrl ?? 'smtp://127.0.0.1:1' });
  const jobs = createJobs({
    ...context,
    mailer,
    composers: receiptComposers(context),
    appendSeal: appendTo(portal.sealsFile),
  });
  const worker = startWorker(
    context,
    jobs.filter((job) => wanted === null || wanted.includes(job.name)),
    portal.alarm,
  );
  await server.listen({ host: '127.0.0.1', port: config.port });
  process.once('disconnect', () => void stop());
  process.send?.('ready');

  async function stop(): Promise<void> {
    await server.close();
    await worker.stop();
    mailer.close();
    await portal.close();
  }
}

answerUse();
process.once('message', (order: PortalOrder) => void start(order));
