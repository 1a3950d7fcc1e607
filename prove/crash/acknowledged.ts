/** What payers, staff and the provider were told, and whether all of it is still there. */
import { z } from 'zod';
import { sql } from '../../src/database/sql.ts';
import type { Town } from './town.ts';

/** Each is written down before whoever was told goes on. */
export type Acknowledged = {
  /** Payments that a payer was sent to, by the token of their address. */
  readonly payments: Set<string>;
  /** Sessions of the provider that a payer was sent to. */
  readonly sessions: Set<string>;
  /** Payments whose payer was told that they are paid. */
  readonly paid: Set<string>;
  /** Payments whose payer was shown the receipt. */
  readonly receipts: Set<string>;
  /** Payments whose payer was told that the receipt is sent again, with how often. */
  readonly sentAgain: Map<string, number>;
  /** Numbers of invoices whose import was said to be done. */
  readonly imported: Set<string>;
  /** Suspense items whose return was said to be ordered. */
  readonly returned: Set<string>;
};

export function nothingAcknowledged(): Acknowledged {
  return {
    payments: new Set(),
    sessions: new Set(),
    paid: new Set(),
    receipts: new Set(),
    sentAgain: new Map(),
    imported: new Set(),
    returned: new Set(),
  };
}

type Missing = { readonly id: string };

/** @returns one line for each thing that was said and is not so */
export async function missingOf(town: Town, said: Acknowledged): Promise<string[]> {
  const { database } = town;
  const payments = await database.query<Missing>(sql`
    select id from unnest(${[...said.payments]}::text[]) as told (id)
    where not exists (select from payments where access_token = id)`);
  const sessions = await database.query<Missing>(sql`
    select id from unnest(${[...said.sessions]}::text[]) as told (id)
    where not exists (select from attempts where provider_reference = id)`);
  const paid = await database.query<Missing>(sql`
    select id from unnest(${[...said.paid]}::text[]) as told (id)
    where not exists (select from payments where access_token = id and state <> 'open')`);
  const receipts = await database.query<Missing>(sql`
    select id from unnest(${[...said.receipts]}::text[]) as told (id)
    where not exists (
      select from payments join receipts using (organisation_id, payment_id) where payments.access_token = id)`);
  const imported = await database.query<Missing>(sql`
    select id from unnest(${[...said.imported]}::text[]) as told (id)
    where not exists (select from invoices where number = id)`);
  const returned = await database.query<Missing>(sql`
    select id from unnest(${[...said.returned]}::text[]) as told (id)
    where not exists (select from refund_lines where suspense_item_id = id)`);
  return [
    ...payments.map(({ id }) => `payment ${id} is gone`),
    ...sessions.map(({ id }) => `the attempt of page ${id} is gone`),
    ...paid.map(({ id }) => `payment ${id} was said to be paid and is not`),
    ...receipts.map(({ id }) => `the receipt of payment ${id} was shown and is gone`),
    ...imported.map(({ id }) => `invoice ${id} was said to be loaded and is not`),
    ...returned.map(({ id }) => `the return of ${id} was said to be ordered and is not`),
    ...(await missingCopies(town, said.sentAgain)),
  ];
}

async function missingCopies(
  { database }: Town,
  sentAgain: ReadonlyMap<string, number>,
): Promise<string[]> {
  const rows = await database.query<{ id: string; copies: number }>(sql`
    select access_token as id, count(message_id)::integer as copies
    from payments left join messages
      on source like 'receipt:' || payment_id || ':payer:%' and source not like '%:payer:1'
    where access_token = any (${[...sentAgain.keys()]}::text[]) group by access_token`);
  return rows
    .filter(({ id, copies }) => copies < (sentAgain.get(id) ?? 0))
    .map(({ id }) => `a receipt of payment ${id} was said to be sent again and is not`);
}

const deliveries = z.object({
  items: z.array(z.object({ event_id: z.string(), state: z.string() })),
});

/** What the provider was told with a 2xx that we keep, we keep; asked before it sends all of it again. */
export async function missingNotifications({
  ground,
  database,
  sandboxAccount,
}: Town): Promise<string[]> {
  const path = `/deliveries?account_id=${sandboxAccount}`;
  const { items } = deliveries.parse(await ground.control('GET', path));
  const kept = items.filter((item) => item.state === 'delivered').map((item) => item.event_id);
  const rows = await database.query<Missing>(sql`
    select id from unnest(${kept}::text[]) as told (id)
    where not exists (select from inbox_events where event_id = id)`);
  return rows.map(({ id }) => `notification ${id} was acknowledged and is gone`);
}
