/** Looks at a town when all is said and done: books, provider, receipts, mails, and all that was acknowledged. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sql } from '../../src/database/sql.ts';
import { checkInvariants } from '../../src/invariants/index.ts';
import { compareSeals, describeFinding, sealFiles } from '../../src/seals/index.ts';
import { awaitDeliveries } from './await-deliveries.ts';
import { missingNotifications, missingOf, type Acknowledged } from './acknowledged.ts';
import type { Dice } from './dice.ts';
import { settleDown } from './pass-time.ts';
import type { Tally } from './tally.ts';
import type { Town } from './town.ts';
import { longestWaitMs } from './patience.ts';

/** What happened in a town so far, as the outside knows it. */
export type Chronicle = {
  readonly said: Acknowledged;
  /** References that the provider was made to charge a second time. */
  readonly chargedAgain: Set<string>;
  /** Events of the provider that were delivered again already. */
  readonly redelivered: Set<string>;
};

/** @param where what was done, for whoever reads of a failure */
export async function checkTown(
  town: Town,
  chronicle: Chronicle,
  { tally, dice }: { readonly tally: Tally; readonly dice: Dice },
  where: string,
): Promise<void> {
  for (const missing of await missingNotifications(town)) {
    tally.wrong('acked_missing', where, missing);
  }
  await deliverAgain(town, chronicle, { tally, dice });
  const patience = AbortSignal.timeout(longestWaitMs);
  const owed = await awaitDeliveries(town, patience);
  if (owed > 0) tally.wrong('stuck', where, `${owed} notifications are not taken`);
  const left = await settleDown(town, patience);
  if (left !== null) tally.wrong('stuck', where, `still under way: ${left}`);
  const results = await checkInvariants({ database: town.database, clock: town.context.clock });
  const broken = results.filter((result) => result.violations > 0).map((result) => result.name);
  if (broken.length > 0) {
    const kind = broken.includes('due_never_overpaid') ? 'over_settled' : 'unbalanced';
    tally.wrong(kind, where, `invariants do not hold: ${broken.join(', ')}`);
  }
  await checkNotes(town, tally, where);
  await compareWithProvider(town, chronicle, tally, where);
  await checkReceiptsAndMails(town, tally, where);
  for (const missing of await missingOf(town, chronicle.said)) {
    tally.wrong('acked_missing', where, missing);
  }
}

/** A seal is committed before it is noted: whatever died, what the file tells is in the database. */
async function checkNotes({ database, folder }: Town, tally: Tally, where: string): Promise<void> {
  const sources = sealFiles(join(folder, 'seals.jsonl'), []);
  const { findings } = await compareSeals({ database }, sources);
  for (const finding of findings) {
    // A full disk may cut a line off.
    if (finding.kind !== 'chain_differs') continue;
    tally.wrong(
      'acked_missing',
      where,
      describeFinding(finding, (id) => id),
    );
  }
}

const eventList = z.object({ items: z.array(z.object({ id: z.string() })) });

/** The provider sends everything once more, twice at a time and in any order. */
async function deliverAgain(
  { ground, sandboxAccount }: Town,
  { redelivered }: Chronicle,
  { tally, dice }: { readonly tally: Tally; readonly dice: Dice },
): Promise<void> {
  // Disputes that are coming come now, and cards that keep silent speak.
  await ground.control('POST', '/clock', { advance_ms: 3000 });
  const path = `/events?account_id=${sandboxAccount}`;
  const { items } = eventList.parse(await ground.control('GET', path));
  const fresh = items.filter(({ id }) => !redelivered.has(id));
  for (const { id } of dice.shuffled(fresh)) {
    redelivered.add(id);
    await ground.control('POST', `/events/${id}/redeliver`, { times: 2 });
  }
  tally.effort('webhooks_sent', fresh.length * 3);
  tally.effort('webhooks_duplicated', fresh.length * 2);
  tally.effort('webhooks_reordered', fresh.length);
  tally.fault('F59', fresh.length);
  tally.fault('F60', fresh.length);
}

const movements = z.array(z.object({ amount: z.number() }));
const truth = z.object({
  items: z.array(
    z.object({ reference: z.string(), net: z.number(), charges: movements, refunds: movements }),
  ),
});

/** Charges per reference, and the provider's sum against our clearing account. */
async function compareWithProvider(
  town: Town,
  { chargedAgain }: Chronicle,
  tally: Tally,
  where: string,
): Promise<void> {
  const path = `/truth?account_id=${town.sandboxAccount}`;
  const { items } = truth.parse(await town.ground.control('GET', path));
  for (const { reference, charges, refunds } of items) {
    const [most, sent] = [chargedAgain.has(reference) ? 2 : 1, sumOf(charges)];
    if (charges.length > most) {
      tally.wrong('double', where, `${reference} was charged ${charges.length} times`);
    }
    if (sumOf(refunds) > sent) tally.wrong('over_refund', where, `${reference} went back twice`);
  }
  const net = items.reduce((sum, row) => sum + BigInt(row.net), 0n);
  const balance = await clearingBalance(town);
  if (balance < net) tally.wrong('lost', where, `we hold ${balance}, the provider ${net}`);
  if (balance > net) tally.wrong('phantom', where, `we hold ${balance}, the provider ${net}`);
}

function sumOf(list: readonly { readonly amount: number }[]): bigint {
  return list.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
}

async function clearingBalance({ database, accountId }: Town): Promise<bigint> {
  const account = `provider:${accountId}`;
  const [row] = await database.query<{ balance: bigint }>(sql`
    select coalesce(sum(case when debit_account = ${account} then amount else -amount end), 0)::bigint as balance
    from ledger_postings where debit_account = ${account} or credit_account = ${account}`);
  return row?.balance ?? 0n;
}

/** One receipt for each payment that is paid; each mail left at least once, under its own Message-ID. */
async function checkReceiptsAndMails(town: Town, tally: Tally, where: string): Promise<void> {
  const { database, ground } = town;
  const without = await database.query<{ id: string }>(sql`
    select payment_id as id from payments where state = 'paid'
      and (select count(*) from receipts where receipts.payment_id = payments.payment_id) <> 1`);
  for (const { id } of without) tally.wrong('stuck', where, `payment ${id} has not one receipt`);
  const messages = await database.query<{ id: string; state: string }>(
    sql`select message_id as id, state from messages`,
  );
  const arrived = await messageIds(ground.mailFolder);
  for (const { id, state } of messages) {
    const isThere = arrived.has(`<${id}@127.0.0.1>`);
    if (state !== 'sent' || !isThere)
      tally.wrong('stuck', where, `mail ${id} (${state}) is missing`);
  }
}

const seen = new Map<string, string>();

/** A file of the mail server never changes, so each is read once. */
async function messageIds(folder: string): Promise<Set<string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.eml'));
  for (const name of names) {
    const path = join(folder, name);
    if (seen.has(path)) continue;
    const [, id = ''] = /^message-id: *(<[^>]+>)/im.exec(await readFile(path, 'utf8')) ?? [];
    seen.set(path, id);
  }
  return new Set(seen.values());
}
