/** Settled payments per second over HTTP next to TPC-B on the same server. */
import { sql } from '../../src/database/sql.ts';
import { checkInvariants } from '../../src/invariants/index.ts';
import { systemClock } from '../../src/core/clock.ts';
import type { BenchOptions, Figure, Measurement } from '../figure.ts';
import { medianRatio, percentiles, spreadOf } from '../machine/spread.ts';
import { foundSandboxCouncil } from '../town/load-invoices.ts';
import { foundCouncil, type Council } from '../town/found-council.ts';
import type { Town } from '../town/open-town.ts';
import { withPortal, type Site } from '../town/with-portal.ts';
import { knownProvider, knownSecret } from './known-provider.ts';
import { knownPreparer, type Preparer } from './prepare-payments.ts';
import { sandboxPreparer } from './prepare-at-sandbox.ts';
import { createSettler, type Settled, type Settler } from './settle-batch.ts';
import { openTpcB, type TpcB } from './tpc-b.ts';

/** Those that stand between a notification and a settled payment. */
export const settlingJobs = ['process-inbox', 'ask-due-attempts'];

export const settlement: Figure = {
  name: 'settlement',
  summary: 'settled payments per second over HTTP, outcome known, against TPC-B',
  measure: async (options) => {
    const councils: Council[] = [];
    const found = async (town: Town): Promise<void> => {
      for (let number = 0; number < 10; number += 1)
        councils.push(await foundKnownCouncil(town, number));
    };
    return withPortal(options, { jobs: settlingJobs, found }, async (site) => {
      const sides = await sidesAt(site, options, knownPreparer(site.town));
      const measurements: Measurement[] = [];
      for (const clients of [1, 16, 64, 256])
        measurements.push(await takeTurns(options, sides, councils.slice(0, 1), clients));
      measurements.push(await takeTurns(options, sides, councils, 64));
      await verify(site.town);
      return { measurements, notes: notesOf(sides.tpcB, knownNotes) };
    });
  },
};

export const settlementAsked: Figure = {
  name: 'settlement-asked',
  summary: 'the same with the provider asked over HTTP, receipts and mails, as in life',
  measure: async (options) => {
    const councils: Council[] = [];
    const found = async (town: Town, around: Parameters<typeof foundSandboxCouncil>[1]) => {
      councils.push(await foundSandboxCouncil(town, around, false));
    };
    return withPortal(options, { jobs: null, found }, async (site) => {
      const prepare = sandboxPreparer(site.town, site.sandboxUrl);
      const sides = await sidesAt(site, options, prepare);
      const measurements: Measurement[] = [];
      for (const clients of [1, 16, 64])
        measurements.push(await takeTurns(options, sides, councils, clients));
      await verify(site.town);
      return { measurements, notes: notesOf(sides.tpcB, askedNotes) };
    });
  },
};

/** @param number from 0; names it */
export function foundKnownCouncil(town: Town, number: number): Promise<Council> {
  return foundCouncil(town.owner, {
    slug: `council-${number}`,
    provider: knownProvider,
    accountId: `acc_bench_${number}`,
    secrets: { notification_secret: knownSecret },
  });
}

type Sides = { readonly town: Town; readonly settle: Settler; readonly tpcB: TpcB | null };

async function sidesAt(site: Site, options: BenchOptions, prepare: Preparer): Promise<Sides> {
  return {
    town: site.town,
    settle: createSettler({ ...site, prepare, seconds: options.seconds }),
    tpcB: await openTpcB(site.town, options.progress),
  };
}

async function takeTurns(
  options: BenchOptions,
  { town, settle, tpcB }: Sides,
  councils: readonly Council[],
  clients: number,
): Promise<Measurement> {
  const rounds: Settled[] = [];
  const theirs: number[] = [];
  // The first one finds the rate, warms connections up, and is thrown away.
  await settle(councils, clients);
  // As the server does by itself within a minute; until then it plans for tables that it believes to be empty.
  await town.owner.query(sql`analyze`);
  for (let round = 0; round < options.rounds; round += 1) {
    rounds.push(await settle(councils, clients));
    if (tpcB) theirs.push(await tpcB.measure(clients, options.seconds));
    options.progress(
      `${clients} clients, ${councils.length} organisations: ${rounds.at(-1)?.perSecond} settled/s, TPC-B ${theirs.at(-1)}`,
    );
  }
  return describe(clients, councils.length, rounds, tpcB && { name: tpcB.name, rates: theirs });
}

function describe(
  clients: number,
  organisations: number,
  rounds: readonly Settled[],
  reference: { readonly name: string; readonly rates: readonly number[] } | null,
): Measurement {
  const ours = rounds.map((round) => round.perSecond);
  const ratio = reference ? medianRatio(ours, reference.rates) : null;
  const median = (value: (round: Settled) => number): number => spreadOf(rounds.map(value)).median;
  const places = organisations === 1 ? 'one organisation' : `${organisations} organisations`;
  return {
    name: `${clients} ${clients === 1 ? 'client' : 'clients'}, ${places}`,
    unit: 'payments/s',
    ours: spreadOf(ours),
    reference: reference && { name: reference.name, value: spreadOf(reference.rates) },
    ratio,
    target: clients === 64 ? '1.0 of TPC-B batched, 0.4 one by one' : null,
    isReached: clients === 64 && ratio !== null ? ratio >= 1 : null,
    detail: {
      ...percentiles(
        'acknowledged',
        rounds.flatMap((round) => round.acknowledgedMs),
      ),
      ...percentiles(
        'settled_after',
        rounds.flatMap((round) => round.settledAfterMs),
      ),
      portal_cpu_ms_each: median((round) => round.cpuMsEach),
      transactions_each: median((round) => round.transactionsEach),
      wal_bytes_each: median((round) => round.walBytesEach),
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

const commonNotes = [
  'A payment is one due; it is settled when its row says paid. The clock runs from the first request sent to the last payment settled.',
  'All clients send as fast as notifications are acknowledged, so that "settled after" includes waiting in the inbox.',
  'At 256 clients TPC-B runs with 90 connections, the most that the embedded server has left.',
];
const knownNotes = ['Receipts and mails follow settling in jobs of their own, which rest here.'];
const askedNotes = [
  'The portal asks the sandbox, a process of its own on the same machine, about each payment; numbering, receipts, and mails to a server that swallows them go on at the same time.',
];

function notesOf(tpcB: TpcB | null, notes: readonly string[]): string[] {
  return [
    ...commonNotes,
    ...notes,
    ...(tpcB ? [] : ['pgbench is not installed: there is no reference.']),
  ];
}
