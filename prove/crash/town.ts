/** A council with a database, a provider account and a house of processes of its own. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pino } from 'pino';
import type { Context } from '../../src/context.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createIds } from '../../src/core/id.ts';
import { createTogether } from '../../src/core/together.ts';
import { connectDatabase } from '../../src/database/connect.ts';
import type { Database } from '../../src/database/database.ts';
import { sql } from '../../src/database/sql.ts';
import { testInvoice } from '../../src/invoices/formats/test-invoice.ts';
import { importInvoices } from '../../src/invoices/index.ts';
import {
  addOrganisation,
  setOrganisation,
  useProviderAccount,
  type Organisation,
} from '../../src/organisations/index.ts';
import { createProviders } from '../../src/providers/registry.ts';
import { administrate, connectionUrl, withDatabase } from '../../test/support/test-server.ts';
import { layWire, type DatabaseWire } from './database-wire.ts';
import type { Ground } from './ground.ts';
import { buildHouse, type House } from './house.ts';
import { insist, insistent } from './insist.ts';

export const slug = 'valdorata';

export type Town = {
  readonly ground: Ground;
  readonly name: string;
  /** As the owner of the tables, past the wire. */
  readonly database: Database;
  readonly wire: DatabaseWire;
  readonly house: House;
  readonly context: Context;
  readonly organisation: Organisation;
  readonly accountId: string;
  /** The sandbox's name of the account. */
  readonly sandboxAccount: string;
  /** A folder of this town's own. */
  readonly folder: string;
  /** The file of one new invoice of 122.00 euro, and the number printed on it. */
  readonly writeInvoice: () => { readonly number: string; readonly file: Buffer };
  /** Loads a new invoice. @returns the address of its page */
  readonly newInvoice: () => Promise<string>;
  readonly addressOf: (invoiceNumber: string) => Promise<string | null>;
  readonly close: () => Promise<void>;
};

/** @param tablespace where the database's files go; the server's own folder when it is null */
export async function foundTown(
  ground: Ground,
  name: string,
  tablespace: string | null = null,
): Promise<Town> {
  const { administrator, owner, portal } = ground.server;
  const place = tablespace === null ? '' : ` tablespace ${tablespace}`;
  await administrate({ administrator }, [
    `create database ${name} template ${ground.template} owner saldo_owner${place}`,
  ]);
  const connection = withDatabase(owner, name);
  const database = insistent(
    await insist(() => connectDatabase({ connection, poolSize: 3, applicationName: 'proof' })),
  );
  const wire = await layWire(portal);
  const folder = join(ground.folder, name);
  await mkdir(folder);
  const house = await buildHouse({
    SALDO_DATA: folder,
    SALDO_KEY: Buffer.alloc(32, 7).toString('base64'),
    DATABASE_URL: urlThrough(wire, ground, name),
    DATABASE_MIGRATION_URL: connectionUrl(connection),
    SANDBOX_PORT: new URL(ground.sandbox.url).port,
    SMTP_URL: ground.mailbox.smtpUrl,
    LEASE_SECONDS: '1',
    LOG_LEVEL: 'error',
  });
  const context = contextOf(ground, database, house.url);
  const accountId = 'acc_proof';
  const { organisation, sandboxAccount } = await settleIn(ground, context, house.url, accountId);
  let written = 0;
  const writeInvoice = () => {
    written += 1;
    const number = `${name}/${written}`;
    return { number, file: invoiceFile(number) };
  };
  const addressOf = async (number: string): Promise<string | null> => {
    const [row] = await database.query<{ access_token: string }>(
      sql`select access_token from invoices where number = ${number}`,
    );
    return row ? `/${slug}/invoices/${row.access_token}` : null;
  };
  return {
    ground,
    name,
    database,
    wire,
    house,
    context,
    organisation,
    accountId,
    sandboxAccount,
    folder,
    writeInvoice,
    newInvoice: async () => {
      const { number, file } = writeInvoice();
      await load(context, organisation, file);
      return (await addressOf(number)) ?? '';
    },
    addressOf,
    close: async () => {
      await house.close();
      await wire.close();
      await database.close();
    },
  };
}

export function urlThrough(wire: DatabaseWire, ground: Ground, database: string): string {
  const { user, password } = ground.server.portal;
  return connectionUrl({
    connectionString: `postgresql://${user}:${String(password)}@127.0.0.1:${wire.port}/${database}`,
  });
}

function contextOf(ground: Ground, database: Database, publicUrl: string): Context {
  return {
    database,
    clock: systemClock,
    ids: createIds(systemClock),
    log: pino({ level: 'silent' }),
    key: new Uint8Array(32).fill(7),
    providers: createProviders({ sandboxUrl: ground.sandbox.url }),
    publicUrl,
    mailFrom: 'receipts@saldo.invalid',
    leaseSeconds: 30,
    reach: () => {},
    together: createTogether(64),
    wake: () => {},
  };
}

async function settleIn(
  { control }: Ground,
  context: Context,
  url: string,
  accountId: string,
): Promise<{ organisation: Organisation; sandboxAccount: string }> {
  const input = { slug, name: 'Comune di Valdorata', taxIds: ['IT01234567890'] } as const;
  const added = await addOrganisation(context, { ...input, mode: 'test' }, 'proof');
  const changes = {
    methods: { card: { provider: 'sandbox' } },
    mail_address: 'ragioneria@valdorata.example',
  };
  const organisation = await setOrganisation(context, added, changes, 'proof');
  const account = await control<Record<string, string>>('POST', '/accounts', {
    name: 'Valdorata',
    notification_url: `${url}/${slug}/notifications/${accountId}`,
  });
  const secrets = {
    api_key: account['api_key'] ?? '',
    notification_secret: account['notification_secret'] ?? '',
  };
  const opened = { id: accountId, provider: 'sandbox', secrets } as const;
  await useProviderAccount(context, organisation, opened, 'proof');
  return { organisation, sandboxAccount: account['account_id'] ?? '' };
}

function invoiceFile(number: string): Buffer {
  return Buffer.from(
    testInvoice({
      number,
      issuedOn: '2026-11-02',
      lines: [{ description: 'Mensa', amount: '100.00' }],
      instalments: [{ amount: '122.00', dueOn: '2026-12-31', meansOfPayment: 'MP08' }],
    }),
  );
}

async function load(context: Context, organisation: Organisation, file: Buffer): Promise<void> {
  const source = { name: 'invoice.xml', open: () => Readable.from([file]) };
  const options = { organisation, dryRun: false, replace: false, actor: 'proof' };
  for await (const loaded of importInvoices(context, source, options)) {
    if (loaded.status !== 'imported') throw new Error(`an invoice was ${loaded.status}`);
  }
}
