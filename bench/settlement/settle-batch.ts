/** One round: so many payments made, notified over HTTP, and waited for until the last one is settled. */
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from '../../src/database/sql.ts';
import type { LoadProcess } from '../load/start-load-process.ts';
import { rounded } from '../machine/spread.ts';
import { instant } from '../machine/stopwatch.ts';
import type { Council } from '../town/found-council.ts';
import type { Town } from '../town/open-town.ts';
import type { PortalProcess } from '../town/start-portal-process.ts';
import { notificationsOf, preparePayments } from './prepare-payments.ts';

export type Settled = {
  readonly count: number;
  readonly perSecond: number;
  readonly acknowledgedMs: readonly number[];
  /** From the acknowledgement to the instant of settling, which is taken just before its commit. */
  readonly settledAfterMs: readonly number[];
  readonly cpuMsEach: number;
  /** Of the whole database, the bench's own few included. */
  readonly commitsEach: number;
};

export type Settler = (councils: readonly Council[], clients: number) => Promise<Settled>;

type Surroundings = {
  readonly town: Town;
  readonly portal: PortalProcess;
  readonly load: LoadProcess;
  readonly seconds: number;
};

const firstGuessPerSecond = 150;
const patienceMs = 120_000;

/** The number of payments of a round follows from the rate of the one before. */
export function createSettler(around: Surroundings): Settler {
  const { town, portal, load, seconds } = around;
  const rates = new Map<number, number>();
  let batches = 0;
  return async (councils, clients) => {
    batches += 1;
    const batch = `b${String(batches).padStart(9, '0')}`;
    const rate = rates.get(clients) ?? [...rates.values()].at(-1) ?? firstGuessPerSecond;
    const count = Math.max(clients, Math.ceil(rate * seconds));
    await preparePayments(town.owner, councils, batch, count);
    await town.administrator.query(sql`checkpoint`);
    const [commits, used] = [await countCommits(town), await portal.use()];
    const requests = notificationsOf(councils, batch, count);
    const answered = await load.send({ port: portal.port, clients, requests, forMs: null });
    const end = await untilSettled(town);
    refuseErrors(answered.statuses, count);
    const perSecond = (count * 1000) / (end - Math.min(...answered.sentAt));
    rates.set(clients, perSecond);
    const usedAfter = await portal.use();
    const paidAt = await settledAt(town, batch);
    return {
      count,
      perSecond: rounded(perSecond),
      acknowledgedMs: answered.answeredAt.map((at, index) => at - (answered.sentAt[index] ?? at)),
      settledAfterMs: answered.index.map(
        (index, order) => (paidAt.get(index) ?? Number.NaN) - (answered.answeredAt[order] ?? 0),
      ),
      cpuMsEach: rounded((usedAfter.cpuMs - used.cpuMs) / count),
      commitsEach: rounded(((await countCommits(town)) - commits) / count),
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

async function countCommits(town: Town): Promise<number> {
  const [row] = await town.owner.query<{ commits: number }>(sql`
    select xact_commit::integer as commits from pg_stat_database where datname = current_database()`);
  return row?.commits ?? 0;
}
