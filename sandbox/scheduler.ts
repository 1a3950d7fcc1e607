/** Wakes the sandbox when a plan or a delivery is due. */
import { deliver, dueDeliveries, nextDeliveryAt } from './notifications/delivery.ts';
import { nextPlanAt } from './plan.ts';
import { runDuePlans } from './run-plans.ts';
import type { World } from './world.ts';

const mostInFlight = 32;
const longestSleepMs = 60_000;

export type Scheduler = { readonly stop: () => Promise<void> };

export function startScheduler(world: World): Scheduler {
  const inFlight = new Map<number, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  const stopping = new AbortController();

  const sleep = (ms: number): void => {
    clearTimeout(timer);
    if (!stopping.signal.aborted) timer = setTimeout(run, ms);
  };
  const send = (delivery: ReturnType<typeof dueDeliveries>[number]): void => {
    const done = deliver(world, delivery, stopping.signal).finally(() => {
      inFlight.delete(delivery.sequence);
      sleep(0);
    });
    inFlight.set(delivery.sequence, done);
  };
  const run = (): void => {
    runDuePlans(world);
    for (const delivery of dueDeliveries(world, mostInFlight * 2)) {
      if (inFlight.size < mostInFlight && !inFlight.has(delivery.sequence)) send(delivery);
    }
    const next = [nextPlanAt(world), nextDeliveryAt(world)].filter((at) => at !== null);
    const wait = Math.min(...next.map((at) => at - world.clock.now()), longestSleepMs);
    sleep(Math.max(wait, 1));
  };

  world.wake = () => {
    sleep(0);
  };
  sleep(0);
  return {
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await Promise.all(inFlight.values());
    },
  };
}
