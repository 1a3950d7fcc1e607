/** One round: so many payments made, notified over HTTP, and waited for until the last one is settled. */
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from '../../src/database/sql.ts';
import type { LoadProcess } from '../load/start-load-process.ts';
import { rounded } from '../machine/spread.ts';
import { instant } from '../machine/stopwatch.ts';
import type { Council } from '../town/found-council.ts';
import type { Town } from '../town/open-town.ts';
import type { PortalProcess } from '../town/start-portal-process.ts';
import type { Preparer } from './prepare-payments.ts';

export type Settled = {
  readonly count: number;
  readonly perSecond: number;
  readonly acknowledgedMs: readonly number[];
  /** From the acknowledgement to the instant of settling, which is taken just before its commit. */
  readonly settledAfterMs: readonly number[];
  readonly cpuMsEach: number;
  /** Of the whole server, reading ones and the bench's own few included. */
  readonly transactionsEach: number;
  readonly walBytesEach: number;
};

export type Settler = (councils: readonly Council[], clients: number) => Promise<Settled>;

type Surroundings = {
  readonly town: Town;
  readonly portal: PortalProcess;
  readonly load: LoadProcess;
  readonly prepare: Preparer;
  readonly seconds: number;
};

const firstGuessPerSecond = 150;
const patienceMs = 120_000;

/** The number of payments of a round follows from the rate of the one before. */
export function createSettler(around: Surroundings): Settler {
  const { town, portal, load, prepare, seconds } = around;
  const rates = new Map<number, number>();
  let batches = 0;
  return async (councils, clients) => {
    batches += 1;
    const batch = `b${String(batches).padStart(9, '0')}`;
    const rate = rates.get(clients) ?? [...rates.values()].at(-1) ?? firstGuessPerSecond;
    const count = Math.max(clients, Math.ceil(rate * seconds));
    const requests = await prepare(councils, batch, count);
    await town.administrator.query(sql`checkpoint`);
    const [done, used] = [await countWork(town), await portal.use()];
    const answered = await load.send({ port: portal.port, clients, requests, forMs: null });
    const end = await untilSettled(town);
    refuseErrors(answered.statuses, count);
    const perSecond = (count * 1000) / (end - Math.min(...answered.sentAt));
    rates.set(clients, perSecond);
    const [doneAfter, usedAfter] = [await countWork(town), await portal.use()];
    const paidAt = await settledAt(town, batch);
    return {
      count,
      perSecond: rounded(perSecond),
      acknowledgedMs: answered.answeredAt.map((at, index) => at - (answered.sentAt[index] ?? at)),
      settledAfterMs: answered.index.map(
        (index, order) => (paidAt.get(index) ?? Number.NaN) - (answered.answeredAt[order] ?? 0),
      ),
      cpuMsEach: rounded((usedAfter.cpuMs - used.cpuMs) / count),
      transactionsEach: rounded((doneAfter.transactions - done.transactions) / count),
      walBytesEach: rounded((doneAfter.walBytes - done.walBytes) / count),
    };
  };
}

function refuseErrors(statuses: Readonly<Record<string, number>>, count: number): void {
  if (statuses['204'] !== count)
    throw new Error(`not every notification was acknowledged: ${JSON.stringify(statuses)}`);
}

/** @returns the instant at which no payment waited any more */
async function untilSettled(town: Town): Promise<number> {
  const deadline = instant() + patienceMs;
  for (;;) {
    const waiting = await town.owner.query(
      sql`select 1 from attempts where next_ask_at is not null limit 1`,
    );
    if (waiting.length === 0) return instant();
    if (instant() > deadline) throw new Error('payments are not settled in time');
    await delay(5);
  }
}

/** By the number of the payment in its batch, in milliseconds since 1970. */
async function settledAt(town: Town, batch: string): Promise<Map<number, number>> {
  const rows = await town.owner.query<{ number: number; at: number }>(sql`
    select right(payment_id, 16)::integer as number,
      extract(epoch from paid_at)::double precision * 1000 as at
    from payments where payment_id like ${`pay_${batch}%`} and state = 'paid'`);
  return new Map(rows.map((row) => [row.number, row.at]));
}

type Work = { readonly transactions: number; readonly walBytes: number };

/** What the server has done so far; sessions report what they did when they rest for a second. */
async function countWork(town: Town): Promise<Work> {
  await delay(1000);
  const [row] = await town.administrator.query<{ transactions: number; bytes: number }>(sql`
    select xact_commit::double precision as transactions, wal_bytes::double precision as bytes
    from pg_stat_database, pg_stat_wal where datname = current_database()`);
  return { transactions: row?.transactions ?? 0, walBytes: row?.bytes ?? 0 };
}
