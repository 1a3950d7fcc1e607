/** A database, organisations and the portal as a process of its own, for as long as a measurement takes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchOptions } from '../figure.ts';
import { startLoadProcess, type LoadProcess } from '../load/start-load-process.ts';
import { benchKey } from './found-council.ts';
import { openTown, type Town } from './open-town.ts';
import { swallowMails } from './swallow-mails.ts';
import { startTestSandbox } from '../../test/support/sandbox.ts';
import { startPortalProcess, type PortalProcess } from './start-portal-process.ts';
import { freePort } from '../../test/support/free-port.ts';

export type Site = {
  readonly town: Town;
  readonly portal: PortalProcess;
  readonly load: LoadProcess;
  /** Of the sandbox provider, which is a real process. */
  readonly sandboxUrl: string;
};

export type SiteOptions = {
  /** Names of the jobs that run; all when it is null. */
  readonly jobs: readonly string[] | null;
  /** Called before the portal starts. */
  readonly found: (town: Town, site: { portalPort: number; sandboxUrl: string }) => Promise<void>;
};

export async function withPortal<T>(
  options: BenchOptions,
  { jobs, found }: SiteOptions,
  work: (site: Site) => Promise<T>,
): Promise<T> {
  const endings: (() => Promise<unknown>)[] = [];
  const lasting = <R>(thing: R, end: () => Promise<unknown>): R => {
    endings.push(end);
    return thing;
  };
  try {
    const folder = await mkdtemp(join(tmpdir(), 'saldo-bench-'));
    lasting(folder, () => rm(folder, { recursive: true, force: true }));
    const town = await openTown();
    lasting(town, town.close);
    // Stopped below, in its turn.
    const sandbox = await startTestSandbox({ after: () => {} });
    lasting(sandbox, sandbox.stop);
    const mails = await swallowMails();
    lasting(mails, mails.close);
    const port = await freePort();
    await found(town, { portalPort: port, sandboxUrl: sandbox.url });
    const settings = {
      PORT: String(port),
      SALDO_URL: `http://127.0.0.1:${port}`,
      DATABASE_URL: town.urls.portal,
      DATABASE_MIGRATION_URL: town.urls.owner,
      SALDO_DATA: folder,
      SALDO_KEY: benchKey.toString('base64'),
      SANDBOX_PORT: new URL(sandbox.url).port,
      SMTP_URL: mails.url,
      // Every client of the load has an address of its own, as payers have.
      TRUSTED_PROXIES: '127.0.0.1',
      LOG_LEVEL: 'silent',
      ...options.settings,
    };
    const portal = await startPortalProcess({ settings, jobs });
    lasting(portal, portal.stop);
    const load = startLoadProcess();
    lasting(load, load.stop);
    return await work({ town, portal, load, sandboxUrl: sandbox.url });
  } finally {
    for (const end of endings.toReversed()) await end();
  }
}
