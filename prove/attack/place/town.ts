/** An organisation that collects, with invoices to be paid; each attack has its own. */
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Context } from '../../../src/context.ts';
import { toDecimal } from '../../../src/core/money.ts';
import { sql } from '../../../src/database/sql.ts';
import { findDuesOfInvoices } from '../../../src/dues/index.ts';
import {
  testInvoice,
  type TestFile,
  type TestInvoice,
} from '../../../src/invoices/formats/test-invoice.ts';
import { importInvoices, type ImportedFile } from '../../../src/invoices/index.ts';
import {
  addOrganisation,
  setOrganisation,
  useProviderAccount,
  type Organisation,
} from '../../../src/organisations/index.ts';
import type { Sandbox } from '../../../test/support/sandbox.ts';

export type Owed = {
  readonly number: string;
  readonly customerCode: string;
  /** As it is typed. */
  readonly amount: string;
  readonly invoiceId: string;
  readonly token: string;
  readonly dueIds: readonly string[];
  /** Of the invoice's page. */
  readonly path: string;
};

export type Town = {
  readonly slug: string;
  readonly organisation: Organisation;
  /** Our account of the provider. */
  readonly accountId: string;
  /** The same account as the provider calls it. */
  readonly merchantId: string;
  readonly secrets: { readonly api_key: string; readonly notification_secret: string };
  /** Loads an invoice of 122.00 EUR unless told otherwise. */
  readonly owe: (invoice?: TestInvoice, customer?: TestFile['customer']) => Promise<Owed>;
  /** Loads a file as it is; what became of it. */
  readonly load: (name: string, bytes: Uint8Array) => Promise<readonly ImportedFile[]>;
};

type Ground = { readonly context: Context; readonly port: number; readonly sandbox: Sandbox };

const customerCode = 'RSSMRA80A01H501U';
const merchantAnswer = z.object({
  account_id: z.string(),
  api_key: z.string(),
  notification_secret: z.string(),
});

let last = 0;

export async function foundTown(
  ground: Ground,
  name: string,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<Town> {
  const { context, sandbox, port } = ground;
  last += 1;
  const slug = `${name}-${last}`;
  const taxId = `IT${String(10_000_000_000 + last)}`;
  const named = { slug, name: 'Comune di Valdorata', taxIds: [taxId], mode: 'test' as const };
  const added = await addOrganisation(context, named, 'attack');
  const organisation = await setOrganisation(
    context,
    added,
    {
      methods: { card: { provider: 'sandbox' } },
      mail_address: `office@${slug}.example`,
      ...settings,
    },
    'attack',
  );
  const accountId = context.ids.next('acc');
  const merchant = merchantAnswer.parse(
    await sandbox.control('POST', '/accounts', {
      name: slug,
      notification_url: `http://127.0.0.1:${port}/${slug}/notifications/${accountId}`,
    }),
  );
  const { account_id: merchantId, ...secrets } = merchant;
  const account = { id: accountId, provider: 'sandbox', secrets };
  await useProviderAccount(context, organisation, account, 'attack');
  const load = (file: string, bytes: Uint8Array) => loadFile(context, organisation, file, bytes);
  return {
    slug,
    organisation,
    accountId,
    merchantId,
    secrets,
    load,
    owe: async (invoice = {}, customer = { taxCode: customerCode, name: 'Maria Rossi' }) => {
      last += 1;
      const number = invoice.number ?? `A-${last}/2026`;
      const supplier = { vatNumber: taxId, name: organisation.settings.name };
      const whole = { issuedOn: '2026-11-02', ...invoice, number };
      const [file] = await load(`${last}.xml`, testInvoice(whole, { supplier, customer }));
      assert.equal(file?.status, 'imported', file?.error?.message);
      return findOwed(context, organisation, number);
    },
  };
}

async function loadFile(
  context: Context,
  organisation: Organisation,
  name: string,
  bytes: Uint8Array,
): Promise<ImportedFile[]> {
  const source = { name, open: () => Readable.from([bytes]) };
  const options = { organisation, dryRun: false, replace: false, actor: 'attack' };
  return Array.fromAsync(importInvoices(context, source, options));
}

async function findOwed(
  { database }: Context,
  { id, slug }: Organisation,
  number: string,
): Promise<Owed> {
  const [row] = await database.query<{ invoice_id: string; access_token: string }>(sql`
    select invoice_id, access_token from invoices
    where organisation_id = ${id} and number = ${number}`);
  assert(row, `invoice ${number} is there`);
  const dues = await findDuesOfInvoices(database, id, [row.invoice_id]);
  return {
    number,
    customerCode,
    amount: dues[0] ? toDecimal(dues[0].amount) : '',
    invoiceId: row.invoice_id,
    token: row.access_token,
    dueIds: dues.map((due) => due.id),
    path: `/${slug}/invoices/${row.access_token}`,
  };
}
