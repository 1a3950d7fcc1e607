/** Settled payments per second, their outcome known, next to TPC-B on the same server. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from '../../src/database/sql.ts';
import { checkInvariants } from '../../src/invariants/index.ts';
import { systemClock } from '../../src/core/clock.ts';
import type { BenchOptions, Figure, FigureResult, Measurement } from '../figure.ts';
import { startLoadProcess } from '../load/start-load-process.ts';
import { medianRatio, percentiles, spreadOf } from '../machine/spread.ts';
import { benchKey, foundCouncil } from '../town/found-council.ts';
import { openTown, type Town } from '../town/open-town.ts';
import { startPortalProcess } from '../town/start-portal-process.ts';
import { knownProvider, knownSecret } from './known-provider.ts';
import { createSettler, type Settled, type Settler } from './settle-batch.ts';
import { openTpcB, type TpcB } from './tpc-b.ts';

/** Those that stand between a notification and a settled payment. */
const settlingJobs = ['process-inbox', 'ask-due-attempts'];

export const settlement: Figure = {
  name: 'settlement',
  summary: 'settled payments per second over HTTP, outcome known, against TPC-B',
  measure: async (options) => {
    const town = await openTown();
    const folder = await mkdtemp(join(tmpdir(), 'saldo-bench-'));
    try {
      return await measureIn(town, folder, options);
    } finally {
      await town.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function measureIn(town: Town, folder: string, options: BenchOptions): Promise<FigureResult> {
  const councils = await Promise.all(
    Array.from({ length: 10 }, (_, number) =>
      foundCouncil(town.owner, {
        slug: `council-${number}`,
        provider: knownProvider,
        accountId: `acc_bench_${number}`,
        secrets: { notification_secret: knownSecret },
      }),
    ),
  );
  const tpcB = await openTpcB(town, options.progress);
  const load = startLoadProcess();
  const portal = await startPortalProcess({
    settings: {
      DATABASE_URL: town.urls.portal,
      DATABASE_MIGRATION_URL: town.urls.owner,
      SALDO_DATA: folder,
      SALDO_KEY: benchKey.toString('base64'),
      LOG_LEVEL: 'silent',
      ...options.settings,
    },
    jobs: settlingJobs,
  });
  const measurements: Measurement[] = [];
  try {
    const settler = createSettler({ town, portal, load, seconds: options.seconds });
    for (const clients of [1, 16, 64, 256]) {
      measurements.push(
        await takeTurns(options, { settler, tpcB, councils: councils.slice(0, 1) }, clients),
      );
    }
    measurements.push(await takeTurns(options, { settler, tpcB, councils }, 64));
    await verify(town);
  } finally {
    await Promise.all([portal.stop(), load.stop()]);
  }
  return { measurements, notes: notesOf(tpcB) };
}

type Sides = {
  readonly settler: Settler;
  readonly tpcB: TpcB | null;
  readonly councils: Parameters<Settler>[0];
};

async function takeTurns(
  options: BenchOptions,
  { settler, tpcB, councils }: Sides,
  clients: number,
): Promise<Measurement> {
  const rounds: Settled[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    rounds.push(await settler(councils, clients));
    if (tpcB) theirs.push(await tpcB.measure(clients, options.seconds));
    options.progress(
      `${clients} clients, ${councils.length} organisations: ${rounds.at(-1)?.perSecond} settled/s, TPC-B ${theirs.at(-1)}`,
    );
  }
  return describe(clients, councils.length, rounds, tpcB, theirs);
}

function describe(
  clients: number,
  organisations: number,
  rounds: readonly Settled[],
  tpcB: TpcB | null,
  theirs: readonly number[],
): Measurement {
  const ours = rounds.map((round) => round.perSecond);
  const ratio = tpcB ? medianRatio(ours, theirs) : null;
  const delays = rounds.flatMap((round) => round.settledAfterMs);
  return {
    name: `${clients} clients, ${organisations === 1 ? 'one organisation' : `${organisations} organisations`}`,
    unit: 'payments/s',
    ours: spreadOf(ours),
    reference: tpcB && { name: tpcB.name, value: spreadOf(theirs) },
    ratio,
    target: clients === 64 ? '0.4 of TPC-B one by one, 1.0 batched' : null,
    isReached: clients === 64 && ratio !== null ? ratio >= 1 : null,
    detail: {
      ...percentiles(
        'acknowledged',
        rounds.flatMap((round) => round.acknowledgedMs),
      ),
      ...percentiles('settled_after', delays),
      portal_cpu_ms_per_payment: spreadOf(rounds.map((round) => round.cpuMsEach)).median,
      commits_per_payment: spreadOf(rounds.map((round) => round.commitsEach)).median,
      payments: rounds.reduce((sum, round) => sum + round.count, 0),
    },
  };
}

/** A rate of payments that were settled wrongly would be worth nothing. */
async function verify(town: Town): Promise<void> {
  await town.owner.query(sql`analyze`);
  const results = await checkInvariants({ database: town.owner, clock: systemClock });
  const broken = results.filter((result) => result.violations > 0);
  if (broken.length > 0) throw new Error(`the books are wrong: ${JSON.stringify(broken)}`);
}

function notesOf(tpcB: TpcB | null): string[] {
  return [
    'A payment is one due; it is settled when its row says paid. The clock runs from the first request sent to the last payment settled.',
    'All clients send as fast as notifications are acknowledged, so that "settled after" includes waiting in the inbox.',
    'Receipts and mails follow settling in jobs of their own, which rest here.',
    ...(tpcB ? [] : ['pgbench is not installed: there is no reference.']),
  ];
}
