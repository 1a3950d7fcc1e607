/** Invoices as their supplier's files: made, loaded, and found again by their addresses. */
import { Readable } from 'node:stream';
import { testInvoice } from '../../src/invoices/formats/test-invoice.ts';
import { importInvoices } from '../../src/invoices/index.ts';
import { sql } from '../../src/database/sql.ts';
import type { Council } from './found-council.ts';
import { benchContext, foundCouncil } from './found-council.ts';
import type { Town } from './open-town.ts';
import { callControl } from '../../test/support/sandbox.ts';
import { sandboxAt } from './sandbox-at.ts';

export const customerCode = 'RSSMRA80A01H501U';

export type LoadedInvoice = { readonly number: string; readonly accessToken: string };

/** A council whose account at the sandbox sends its notifications to the portal, or to nobody. */
export async function foundSandboxCouncil(
  town: Town,
  { portalPort, sandboxUrl }: { readonly portalPort: number; readonly sandboxUrl: string },
  isNotified = true,
): Promise<Council> {
  const address = `http://127.0.0.1:${portalPort}/valdorata/notifications/acc_bench`;
  const made = await callControl<Record<string, string>>(sandboxUrl, 'POST', '/accounts', {
    name: 'Valdorata',
    notification_url: isNotified ? address : null,
  });
  return foundCouncil(town.owner, {
    slug: 'valdorata',
    provider: sandboxAt(sandboxUrl),
    accountId: 'acc_bench',
    secrets: {
      api_key: made['api_key'] ?? '',
      notification_secret: made['notification_secret'] ?? '',
    },
  });
}

export function invoiceFile(number: string): Uint8Array {
  return testInvoice({
    number,
    issuedOn: '2026-11-02',
    lines: [{ description: 'Mensa', amount: '100.00' }],
    instalments: [{ amount: '122.00', dueOn: '2026-12-31', meansOfPayment: 'MP08' }],
  });
}

/** Each of 122.00 EUR, for the holder of `customerCode`. */
export async function loadInvoices(
  town: Town,
  { organisation }: Council,
  sandboxUrl: string,
  numbers: readonly string[],
): Promise<LoadedInvoice[]> {
  const context = benchContext(town.owner, sandboxAt(sandboxUrl));
  for (const number of numbers) {
    const source = { name: `${number}.xml`, open: () => Readable.from([invoiceFile(number)]) };
    const how = { organisation, dryRun: false, replace: false, actor: 'bench' };
    for await (const file of importInvoices(context, source, how)) {
      if (file.status !== 'imported') throw new Error(`${number}: ${file.error?.message}`);
    }
  }
  const rows = await town.owner.query<{ number: string; access_token: string }>(sql`
    select number, access_token from invoices where number = any(${numbers}) order by number`);
  return rows.map((row) => ({ number: row.number, accessToken: row.access_token }));
}
