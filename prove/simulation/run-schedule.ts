/** Runs one schedule: first with its faults at work, then in a healthy world until everything is finished. */
import type { CrashPoint } from '../../src/core/crash-points.ts';
import { lookForDueJobs } from './due-jobs.ts';
import { watchEdges, type EdgeWatch } from './edges.ts';
import { finishEverything } from './finish.ts';
import { judge, type Sums } from './judge.ts';
import { endDiscountNow } from './end-discounts.ts';
import type { Lane } from './lane.ts';
import { makeDues } from './make-dues.ts';
import { findMoves, websOf, type Town } from './moves.ts';
import type { NotificationCounts } from './notifications.ts';
import { changeDues } from './change-dues.ts';
import { doOfficeWork } from './office.ts';
import { createPayers, hasMore } from './payers.ts';
import type { Plan } from './plan.ts';
import { bury, createPortalProcess, processNames } from './portal-process.ts';
import { checkBooks } from './safety.ts';
import { createWorld, type Finding, type World } from './world.ts';

export type ScheduleResult = {
  readonly seed: number;
  readonly digest: string;
  readonly steps: number;
  readonly findings: readonly Finding[];
  readonly edges: ReadonlyMap<string, number>;
  readonly crashPoints: ReadonlyMap<CrashPoint, number>;
  readonly faults: ReadonlyMap<string, number>;
  readonly notifications: NotificationCounts;
  readonly providerCalls: number;
  readonly sums: Sums;
  readonly lines: readonly string[];
};

const mostSafetySteps = 900;
const stepsBetweenLooks = 60;
/** So much time passes when nobody can move. */
const patienceMs = 45_000;
const leaseMs = 30_000;

export async function runSchedule(lane: Lane, plan: Plan): Promise<ScheduleResult> {
  await lane.empty();
  const world = createWorld(lane, plan);
  await setClock(world, world.now());
  await makeDues(world);
  const edges = watchEdges(world);
  const processes = processNames.map((_, position) => createPortalProcess(world, position, 1));
  const town: Town = { world, processes, payers: createPayers(world) };
  const driver = createDriver(town, edges);
  try {
    await beUnsafe(town, driver);
    await finishEverything(town, driver);
  } finally {
    // Nothing of a schedule that broke off may reach into the next one.
    for (const each of processes) {
      if (!each) continue;
      each.process.isDead = true;
      await bury(world, each);
    }
  }
  const sums = await judge(world);
  const { notifications, faults, crashed, findings, trace, counts } = world;
  return {
    seed: plan.seed,
    digest: trace.digest(),
    steps: counts.steps,
    findings,
    edges: await edges.count(),
    crashPoints: crashed,
    faults: faults.counts,
    notifications: notifications.counts,
    providerCalls: counts.providerCalls,
    sums,
    lines: trace.lines(),
  };
}

/** Moves the world on by one step at a time. */
export type Driver = {
  /** @returns false when nobody can move before time passes */
  readonly step: () => Promise<boolean>;
  readonly pass: (ms: number) => Promise<void>;
};

function createDriver(town: Town, edges: EdgeWatch): Driver {
  const { world, processes } = town;
  const { random, scheduler, since } = world;
  const lives = processNames.map(() => 1);
  const revive = (): void => {
    for (const [position, living] of processes.entries()) {
      if (living || !(world.faults.isHealed() || random.chance(5))) continue;
      lives[position] = (lives[position] ?? 1) + 1;
      processes[position] = createPortalProcess(world, position, lives[position]);
    }
  };
  const tidy = async (): Promise<void> => {
    for (const [position, each] of processes.entries()) {
      if (!each?.process.isDead) continue;
      await bury(world, each);
      processes[position] = null;
    }
    if (since.ended.size === 0) return;
    if (scheduler.hasBlocked()) await scheduler.reviveBlocked(since.ended);
    since.ended.clear();
    if (since.refunds) await edges.lookAtStates();
    since.refunds = false;
  };
  return {
    step: async () => {
      revive();
      if (since.mayWork) await lookForDueJobs(world);
      const { calls, beginnings } = findMoves(town);
      const first = beginnings.length === 0 || (calls.length > 0 && random.chance(80));
      const from = first ? calls : beginnings;
      if (from.length === 0) {
        if (!scheduler.hasBlocked()) return processes.includes(null);
        await scheduler.joinBlocked();
        if (scheduler.ready().length === 0)
          throw new Error(`statements wait for ever: ${scheduler.blockedNames().join(', ')}`);
        return true;
      }
      world.counts.steps += 1;
      world.setNow(world.now() + 1 + random.below(30));
      await random.pick(from)();
      await scheduler.quiet();
      await tidy();
      if (world.counts.steps % stepsBetweenLooks === 0) await checkBooks(world, 'safety');
      return true;
    },
    pass: async (ms) => {
      world.setNow(world.now() + ms);
      await setClock(world, world.now());
      world.trace.note('time passes', String(ms));
      const isOutlived = processes.some((each) => each !== null && each.working.size > 0);
      if (ms > leaseMs && isOutlived) world.faults.count('lease_outlived');
      world.truth.expirePages();
      since.mayWork = true;
    },
  };
}

async function setClock(world: World, ms: number): Promise<void> {
  await world.lane.owner.query('update simulated.clock set instant = $1', [new Date(ms)]);
}

/** The first phase: everything that was planned happens, and nothing wrong may ever be seen. */
async function beUnsafe(town: Town, driver: Driver): Promise<void> {
  const { world } = town;
  const planned = plannedByStep(town, driver);
  const last = Math.max(...planned.keys(), 0);
  for (let round = 0; world.counts.steps < mostSafetySteps; round += 1) {
    for (const one of planned.get(round) ?? []) await one();
    if (await driver.step()) continue;
    if (round >= last && !town.payers.some(hasMore)) break;
    await driver.pass(patienceMs);
    // Nobody waits for steps that nobody takes.
    while (round < last && !planned.has(round + 1)) round += 1;
  }
  await checkBooks(world, 'safety');
}

/** What the plan says happens at a step, whoever is at work. */
function plannedByStep(town: Town, driver: Driver): Map<number, (() => Promise<void> | void)[]> {
  const { world } = town;
  const byStep = new Map<number, (() => Promise<void> | void)[]>();
  const plan = (step: number, run: () => Promise<void> | void): void => {
    byStep.set(step, [...(byStep.get(step) ?? []), run]);
  };
  const webs = () => websOf(town);
  for (const change of world.plan.changes) {
    plan(change.step, () => changeDues(world, webs, change));
  }
  for (const deed of world.plan.staff) plan(deed.step, () => doOfficeWork(world, webs, deed));
  for (const discount of world.discounts) {
    if (discount.endsAtStep === null) continue;
    plan(discount.endsAtStep, () => endDiscountNow(world, webs, discount));
  }
  for (const { step, ms } of world.plan.jumps) plan(step, () => driver.pass(ms));
  for (const { step, process } of world.plan.kills) {
    plan(step, async () => {
      const victim = town.processes[process];
      if (!victim || victim.process.isDead) return;
      victim.process.isDead = true;
      world.trace.note(victim.process.name, 'is killed');
      world.faults.count('killed');
      await bury(world, victim);
      town.processes[process] = null;
      if (world.scheduler.hasBlocked()) await world.scheduler.reviveBlocked(world.since.ended);
    });
  }
  return byStep;
}
