/** Payers of a house that is operated, and what provider and ledger say of them afterwards. */
import { z } from 'zod';
import type { Database } from '../../src/database/database.ts';
import { sql } from '../../src/database/sql.ts';
import { owe } from '../support/owe.ts';
import { createPayer, type Tab } from '../support/payer.ts';
import { cards, goToProvider, payWith, reloadUntil } from '../support/steps.ts';
import { accountId, slug, type House } from './house.ts';

const truth = z.object({ items: z.array(z.object({ net: z.number() })) });

type Place = Pick<House, 'database' | 'address'>;

export async function atProvider(place: Place): Promise<Tab> {
  const owed = await owe(place, { slug });
  const tab = createPayer().tab();
  await goToProvider(tab, owed.address, 'maria.rossi@example.com');
  return tab;
}

/** From the invoice to the receipt. @returns the session at the provider */
export async function pay(place: Place): Promise<string> {
  const tab = await atProvider(place);
  const session = new URL(tab.page().address).pathname.split('/').at(-1) ?? '';
  await payWith(tab, cards.visa);
  await reloadUntil(tab, 'Receipt number');
  return session;
}

export async function receiptNumbers(database: Database): Promise<string[]> {
  const rows = await database.query<{ number: string }>(
    sql`select year || '/' || number as number from receipts order by 1`,
  );
  return rows.map((row) => row.number);
}

/** What the provider holds for the organisation, by its own word. */
export async function netOf({ sandbox }: House): Promise<bigint> {
  const { items } = truth.parse(await sandbox.control('GET', '/truth'));
  return BigInt(items.reduce((sum, row) => sum + row.net, 0));
}

export async function clearing(database: Database): Promise<bigint> {
  const account = `provider:${accountId}`;
  const [row] = await database.query<{ balance: bigint }>(sql`
    select coalesce(sum(case when debit_account = ${account} then amount else -amount end), 0)::bigint as balance
    from ledger_postings where debit_account = ${account} or credit_account = ${account}`);
  return row?.balance ?? 0n;
}
