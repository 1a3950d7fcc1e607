/** Wakes the sandbox when a plan or a delivery is due. */
import { deliver, dueDeliveries, nextDeliveryAt } from './notifications/delivery.ts';
import type { Delivery } from './notifications/delivery.ts';
import { nextPlanAt } from './plan.ts';
import { runDuePlans } from './run-plans.ts';
import type { World } from './world.ts';

const mostInFlight = 32;
const longestSleepMs = 60_000;

export type Scheduler = { readonly stop: () => Promise<void> };

export function startScheduler(world: World): Scheduler {
  const inFlight = new Map<Delivery, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let isWoken = false;
  const stopping = new AbortController();

  const sleep = (ms: number): void => {
    clearTimeout(timer);
    if (!stopping.signal.aborted) timer = setTimeout(run, ms);
  };
  const send = (delivery: Delivery): void => {
    const done = deliver(world, delivery, stopping.signal).finally(() => {
      inFlight.delete(delivery);
      world.wake();
    });
    inFlight.set(delivery, done);
  };
  const run = (): void => {
    runDuePlans(world);
    // What these plans have woken it for is looked at now.
    isWoken = false;
    const now = world.clock.now();
    for (const delivery of dueDeliveries(world, now, mostInFlight * 2)) {
      const mustWait = [...inFlight.keys()].some((other) => mustFollow(delivery, other));
      if (inFlight.size < mostInFlight && !mustWait) send(delivery);
    }
    const next = [nextPlanAt(world), nextDeliveryAt(world, now)].filter((at) => at !== null);
    const wait = Math.min(...next.map((at) => at - now), longestSleepMs);
    sleep(Math.max(wait, 1));
  };

  // Called often and never put off: being woken again must not postpone what was to run already.
  const wake = (): void => {
    if (isWoken) return;
    isWoken = true;
    sleep(0);
  };
  world.wake = wake;
  wake();
  return {
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await Promise.all(inFlight.values());
    },
  };
}

/** Events of one session go out one after the other; the same event may go out several times at once. */
function mustFollow(delivery: Delivery, other: Delivery): boolean {
  if (delivery.sequence === other.sequence) return true;
  const sameSession = delivery.sessionId !== null && delivery.sessionId === other.sessionId;
  return sameSession && delivery.eventId !== other.eventId;
}
