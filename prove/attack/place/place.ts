/** The place that is attacked: two portals and their workers over one database, a provider, a mailbox, a canary. */
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMailbox, type Mailbox } from '../../../src/mailbox/index.ts';
import { loadAssets } from '../../../src/web/assets.ts';
import { freePort } from '../../../test/support/free-port.ts';
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { startTestSandbox, type Sandbox } from '../../../test/support/sandbox.ts';
import type { Answer } from './answer.ts';
import { startCanary, type Canary } from './canary.ts';
import { isOfOffice, noteRoutes, type Route } from './routes.ts';
import { startSite, startVariant, type Ending, type Site } from './site.ts';
import { foundTown, type Town } from './town.ts';
import { createVisitor, type Visitor } from './visitor.ts';
import { ask, type Ask } from './wire.ts';

export type Place = {
  /** Behind a proxy, so that each visitor has an address of its own. */
  readonly first: Site;
  /** Behind nothing: what a request says of its origin counts for nothing here. */
  readonly second: Site;
  /** The same house with a public address that speaks HTTPS. */
  readonly secure: Site;
  /** For payers, machines and everybody. */
  readonly routes: readonly Route[];
  /** For staff: attacks of the back office walk them with somebody signed in. */
  readonly officeRoutes: readonly Route[];
  readonly database: TestDatabase;
  readonly sandbox: Sandbox;
  readonly mailbox: Mailbox;
  readonly canary: Canary;
  readonly key: Uint8Array;
  /** Every answer that came from a portal in this run. */
  readonly answers: readonly Answer[];
  readonly send: (site: Pick<Site, 'name' | 'port'>, request: Ask) => Promise<Answer>;
  readonly visitor: (given?: { readonly cookie?: string }) => Visitor;
  /** A new organisation that collects by card, with nobody else's limits used up. */
  readonly town: (name: string, settings?: Readonly<Record<string, unknown>>) => Promise<Town>;
  /** The organisations of the attack under way; the workers work for these. */
  readonly active: readonly Town[];
  /** Begins anew: what was founded before has its rest, or, at the end, is worked for again. */
  readonly rest: (except?: 'nobody') => void;
  readonly log: () => Promise<string>;
  /** Every mail as it went over the wire. */
  readonly mails: () => Promise<readonly string[]>;
};

/** @param endings what must be done afterwards, the last first, also when this fails on its way */
export async function openPlace(endings: Ending[]): Promise<Place> {
  const around = await openSurroundings(endings);
  const { database, sandbox, mailbox, canary, assets, folder, mailFolder } = around;
  const ports = [await freePort(), await freePort()] as const;
  const key = Buffer.alloc(32, 'not to be found anywhere');
  const settings = (port: number, more: Readonly<Record<string, string>>) => ({
    DATABASE_URL: database.urls.portal,
    DATABASE_MIGRATION_URL: database.urls.owner,
    SALDO_DATA: join(folder, 'data'),
    SALDO_URL: `http://localhost:${ports[0]}`,
    SALDO_KEY: key.toString('base64'),
    PORT: String(port),
    SANDBOX_PORT: new URL(sandbox.url).port,
    SMTP_URL: mailbox.smtpUrl,
    ...more,
  });
  const [towns, active]: [Town[], Town[]] = [[], []];
  const { made: first, routes } = await noteRoutes(() =>
    startSite({
      name: 'first',
      settings: settings(ports[0], { TRUSTED_PROXIES: '127.0.0.1' }),
      assets,
      endings,
      worksFor: (slug) => active.some((town) => town.slug === slug),
    }),
  );
  const second = await startSite({
    name: 'second',
    settings: settings(ports[1], {}),
    assets,
    endings,
    worksFor: null,
  });
  const publicUrl = 'https://pay.example.org';
  const secure = await startVariant(first, { publicUrl }, { name: 'secure', assets, endings });
  const answers: Answer[] = [];
  const send: Place['send'] = async (site, request) => {
    const answer = await ask(site, request);
    answers.push(answer);
    return answer;
  };
  return {
    first,
    second,
    secure,
    routes: routes.filter((route) => !isOfOffice(route)),
    officeRoutes: routes.filter(isOfOffice),
    database,
    sandbox,
    mailbox,
    canary,
    key,
    answers,
    send,
    visitor: (given) =>
      createVisitor((request, isSecond) => send(isSecond ? second : first, request), given),
    town: async (name, more) => {
      const ground = { context: first.context, port: first.port, sandbox };
      const town = await foundTown(ground, name, more);
      towns.push(town);
      active.push(town);
      return town;
    },
    active,
    rest: (except) => void active.splice(0, Infinity, ...(except === 'nobody' ? towns : [])),
    log: () => readFile(join(folder, 'data', 'portal.log'), 'utf8'),
    mails: () => readMails(mailFolder),
  };
}

/** What stands around the portals: database, provider, mailbox, canary, and a folder for their files. */
async function openSurroundings(endings: Ending[]) {
  const after = { after: (end: unknown) => void (isEnding(end) && endings.push(end)) };
  const folder = await mkdtemp(join(tmpdir(), 'saldo-attack-'));
  await chmod(folder, 0o755);
  endings.push(() => rm(folder, { recursive: true, force: true }));
  const [database, sandbox, canary, assets] = await Promise.all([
    testDatabase(after),
    startTestSandbox(after),
    startCanary(),
    loadAssets(),
  ]);
  endings.push(canary.close);
  const mailFolder = join(folder, 'mails');
  const ports = { smtpPort: 0, httpPort: 0 };
  const mailbox = await startMailbox({ folder: mailFolder, host: '127.0.0.1', ...ports });
  endings.push(mailbox.close);
  return { folder, mailFolder, database, sandbox, canary, assets, mailbox };
}

async function readMails(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.eml'));
  return Promise.all(names.toSorted().map((name) => readFile(join(folder, name), 'utf8')));
}

function isEnding(end: unknown): end is Ending {
  return typeof end === 'function';
}
