/** One portal as `serve` runs it, in this process, so that attacks can see both of its sides. */
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { readConfig } from '../../../src/config.ts';
import type { Context } from '../../../src/context.ts';
import type { Database, Row } from '../../../src/database/database.ts';
import type { Sql } from '../../../src/database/sql.ts';
import { createJobs } from '../../../src/jobs/registry.ts';
import { startWorker } from '../../../src/jobs/worker.ts';
import { createMailer } from '../../../src/messages/index.ts';
import { addOffice } from '../../../src/office/index.ts';
import { openPortal, type Portal } from '../../../src/portal/open-portal.ts';
import { receiptComposers } from '../../../src/receipts/index.ts';
import { appendTo } from '../../../src/seals/index.ts';
import { ticketComposers } from '../../../src/tickets/index.ts';
import type { Assets } from '../../../src/web/assets.ts';
import { listenOn } from '../../../src/web/listen.ts';
import { createServer } from '../../../src/web/server.ts';

export type Site = {
  readonly name: string;
  readonly port: number;
  readonly context: Context;
  readonly server: FastifyInstance;
};

export type Ending = () => Promise<unknown>;

export type SiteOptions = {
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly assets: Assets;
  readonly endings: Ending[];
  /** Which organisations its worker works for; null: it has none. */
  readonly worksFor: ((slug: string) => boolean) | null;
};

export async function startSite(options: SiteOptions): Promise<Site> {
  const { name, settings, assets, endings, worksFor } = options;
  const config = readConfig(settings);
  const portal = await openPortal(config, { say: () => {}, migrate: false, logToFile: true });
  endings.push(portal.close);
  const server = await createServer(portal.context, assets, {
    trustedProxies: config.trustedProxies,
    beside: [addOffice],
  });
  endings.push(() => server.close());
  await listenOn(server, config, 'PORT');
  if (worksFor !== null) startJobs(portal, settings['SMTP_URL'] ?? '', { endings, worksFor });
  return { name, port: config.port, context: portal.context, server };
}

type Working = Pick<SiteOptions, 'endings'> & { readonly worksFor: (slug: string) => boolean };

function startJobs(portal: Portal, smtpUrl: string, { endings, worksFor }: Working): void {
  const mailer = createMailer({ smtpUrl });
  const jobs = createJobs({
    ...portal.context,
    mailer,
    composers: new Map([...receiptComposers(portal.context), ...ticketComposers(portal.context)]),
    appendSeal: appendTo(portal.sealsFile),
  });
  const { log, database } = portal.context;
  const worker = startWorker({ log, database: only(database, worksFor) }, jobs, portal.alarm);
  endings.push(async () => mailer.close(), worker.stop);
}

/** The worker asks it for the organisations: those of attacks that are over would cost all later ones their time. */
function only(database: Database, worksFor: (slug: string) => boolean): Database {
  const isWanted = ({ slug }: Row): boolean => typeof slug !== 'string' || worksFor(slug);
  return {
    ...database,
    query: async <R extends Row>(asked: Sql) => (await database.query<R>(asked)).filter(isWanted),
  };
}

/** A server over the same house with some of it changed, such as its public address; it listens on a port of its own. */
export async function startVariant(
  site: Site,
  changes: Partial<Context>,
  options: { readonly name: string; readonly assets: Assets; readonly endings: Ending[] },
): Promise<Site> {
  const context = { ...site.context, ...changes };
  const server = await createServer(context, options.assets, {
    trustedProxies: [],
    beside: [addOffice],
  });
  options.endings.push(() => server.close());
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = addressOf(server);
  return { name: options.name, port, context, server };
}

function addressOf(server: FastifyInstance): AddressInfo {
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('a server has a port');
  return address;
}
