/** What could happen next in a schedule: everybody who could move, and what each would do. */
import { runOnce } from '../../src/jobs/worker.ts';
import { receiveNotification } from '../../src/payments/index.ts';
import type { Delivery } from './notifications.ts';
import { goOn, hasMore, isAtRest, type Payer } from './payers.ts';
import { firstWorker, type PortalProcess } from './portal-process.ts';
import { ask } from './requests.ts';
import { note, type World } from './world.ts';

/** Returns at once, or when a call to a port has been answered. */
export type Move = () => Promise<void> | void;

export type Town = {
  readonly world: World;
  /** Those that live, by their position. */
  readonly processes: (PortalProcess | null)[];
  readonly payers: readonly Payer[];
};

/** Calls to ports, which are chosen most of the time, and what could begin. */
export function findMoves(town: Town): { readonly calls: Move[]; readonly beginnings: Move[] } {
  const { world, payers } = town;
  const calls = world.scheduler.ready().map((call) => () => world.scheduler.perform(call));
  const webs = websOf(town);
  const beginnings: Move[] = [];
  for (const payer of payers) {
    if (isAtRest(payer) && hasMore(payer)) beginnings.push(() => goOn(world, payer, webs));
  }
  if (webs.length > 0) {
    for (const delivery of world.notifications.due()) {
      beginnings.push(() => deliver(world, world.random.pick(webs), delivery));
    }
  }
  for (const intention of world.truth.due()) {
    beginnings.push(() => {
      world.trace.note('provider', intention.name);
      world.truth.act(intention);
    });
  }
  for (const worker of town.processes.slice(firstWorker)) {
    if (worker) beginnings.push(...jobsOf(town, worker));
  }
  return { calls, beginnings };
}

export function websOf(town: Town): PortalProcess[] {
  return town.processes.slice(0, firstWorker).filter((each) => each !== null);
}

/** Mostly a worker is told where there is something to do; in the other schedules it goes everywhere, as it does each second. */
function looksEverywhere({ plan }: World): boolean {
  return plan.seed % 11 === 0;
}

/** Each job has a loop of its own, as in a real worker. */
function jobsOf(town: Town, worker: PortalProcess): Move[] {
  const { world } = town;
  // A second sweep beside the first costs many steps and shows little, so few schedules have it.
  const isElsewhere = (name: string): boolean =>
    name === 'sweep-movements' &&
    world.plan.seed % 5 !== 0 &&
    town.processes.some((each) => each?.working.has(name));
  return worker.jobs
    .filter(
      ({ name }) => world.dueJobs.has(name) && !worker.working.has(name) && !isElsewhere(name),
    )
    .map((job) => () => {
      worker.working.add(job.name);
      const round = looksEverywhere(world) ? 'all' : world.dueJobs.get(job.name);
      const run = async (): Promise<void> => {
        await runOnce(worker.context, job, round);
      };
      ask(world, worker, job.name, run, () => {
        worker.working.delete(job.name);
        world.since.mayWork = true;
      });
    });
}

function deliver(world: World, web: PortalProcess, delivery: Delivery): void {
  const { notifications } = world;
  notifications.take(delivery);
  if (!world.told.attempts.has(delivery.ourReference)) {
    world.faults.count('notification:before_reference');
  }
  const position = world.lane.accountIds.indexOf(delivery.accountId);
  const organisation = world.lane.organisations[position];
  if (!organisation) return;
  const { headers, body, accountId } = delivery;
  const receive = async (): Promise<void> => {
    const receivedAt = web.context.clock.now();
    await receiveNotification(web.context, organisation, accountId, { headers, body, receivedAt });
    if (delivery.isForged)
      note(world, 'phantom', `a forged notification was taken: ${delivery.eventId}`);
    notifications.acknowledged.add(delivery.eventId);
  };
  ask(world, web, `notification ${delivery.eventId}`, receive, (answer) => {
    if (answer.kind !== 'done' && !delivery.isForged) notifications.bringAgain(delivery);
  });
}
