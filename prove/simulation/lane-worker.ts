/** A lane of schedules in a thread of its own, with a database of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import type { LaneDatabase } from './lane-database.ts';
import { openLane, type Lane } from './lane.ts';
import { makePlan } from './make-plan.ts';
import { runSchedule, type ScheduleResult } from './run-schedule.ts';
import { describePlan, shrink } from './shrink.ts';

export type LaneWork = {
  readonly databases: LaneDatabase;
  readonly seeds: readonly number[];
  /** These are run twice, and must go the same way. */
  readonly twice: readonly number[];
  /** The first failure ends the lane, as it is. */
  readonly untilFailure: boolean;
};

export type LaneMessage =
  | {
      readonly kind: 'done';
      readonly result: Omit<ScheduleResult, 'lines'>;
      /** What is left of the plan of a failure when it is made as small as possible. */
      readonly shrunk: string | null;
    }
  | { readonly kind: 'differs'; readonly seed: number }
  | { readonly kind: 'broken'; readonly seed: number; readonly message: string };

/** Making a failure small takes many runs; a few small ones say enough. */
const mostShrunk = 2;

async function work({ databases, seeds, twice, untilFailure }: LaneWork): Promise<void> {
  const lane = await openLane(databases);
  let failures = 0;
  for (const seed of seeds) {
    try {
      const { lines: _, ...result } = await runSchedule(lane, makePlan(seed));
      if (result.findings.length > 0) failures += 1;
      const isTold = result.findings.length > 0 && failures <= mostShrunk && !untilFailure;
      tell({ kind: 'done', result, shrunk: isTold ? await shrinkSeed(lane, seed) : null });
      if (failures > 0 && untilFailure) break;
      if (twice.includes(seed)) await repeat(lane, seed, result.digest);
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      tell({ kind: 'broken', seed, message });
    }
  }
  await lane.close();
}

async function repeat(lane: Lane, seed: number, digest: string): Promise<void> {
  const again = await runSchedule(lane, makePlan(seed));
  if (again.digest !== digest) tell({ kind: 'differs', seed });
}

async function shrinkSeed(lane: Lane, seed: number): Promise<string> {
  const plan = makePlan(seed);
  const { plan: smallest } = await shrink(lane, plan, await runSchedule(lane, plan));
  return describePlan(smallest);
}

function tell(message: LaneMessage): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(message);
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- index.ts starts it with nothing else
await work(workerData as LaneWork);
