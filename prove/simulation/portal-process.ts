/** A virtual process of the portal: its own context over the ports, its jobs, and how it dies. */
import { pino, type Logger } from 'pino';
import { z } from 'zod';
import type { CrashPoint } from '../../src/core/crash-points.ts';
import { createIds } from '../../src/core/id.ts';
import { createTogether } from '../../src/core/together.ts';
import type { Job } from '../../src/jobs/job.ts';
import { createJobs, type JobContext } from '../../src/jobs/registry.ts';
import { plainComposers } from './composers.ts';
import { createDatabasePort } from './database-port.ts';
import { portalKey } from './lane.ts';
import { createProviderPort } from './provider-port.ts';
import { ProcessDied, type Process } from './port-call.ts';
import { note, type World } from './world.ts';

export type PortalProcess = {
  readonly position: number;
  readonly process: Process;
  readonly context: JobContext;
  readonly jobs: readonly Job[];
  /** Jobs whose loop is at work. */
  readonly working: Set<string>;
};

export const processNames = ['web-1', 'web-2', 'worker-1', 'worker-2'] as const;
export const firstWorker = 2;

export function createPortalProcess(world: World, position: number, life: number): PortalProcess {
  const process: Process = { name: `${processNames[position]}.${life}`, isDead: false };
  const skewMs = world.plan.skews.find((each) => each.process === position)?.ms ?? 0;
  const clock = {
    now: () => new Date(world.now() + (world.faults.isHealed() ? 0 : skewMs)),
  };
  if (skewMs !== 0 && life === 1) world.faults.count('clock_off');
  const database = createDatabasePort(world.database, process);
  const provider = createProviderPort({
    scheduler: world.scheduler,
    truth: world.truth,
    acts: world.acts,
    now: world.now,
    firstCalls: world.firstCalls,
    faultAt: (call) => {
      world.counts.providerCalls += 1;
      return world.faults.call(call);
    },
    count: (fault) => world.faults.count(fault),
    onWrong: (message) => note(world, 'called_inside', message),
  });
  // A third of the schedules gathers nothing, as a portal of one request at a time.
  const largest = world.plan.seed % 3 === 0 ? 1 : 32;
  const context: JobContext = {
    database,
    clock,
    ids: createIds(clock, world.random.bytes),
    log: watchfulLog(world),
    key: portalKey,
    providers: new Map([['sandbox', provider]]),
    publicUrl: 'https://pay.simulation.invalid',
    mailFrom: 'receipts@simulation.invalid',
    leaseSeconds: 30,
    reach: (point) => reach(world, process, point),
    // What is done for several requests is done by the process, not by one of them.
    together: world.scheduler.within(process, 'together', () => createTogether(largest)),
    wake: () => {
      world.since.mayWork = true;
    },
    mailer: world.mail,
    composers: plainComposers({ database }),
    appendSeal: world.seals.append,
  };
  // Noting costs steps and is the same everywhere, so a quarter of the schedules has it.
  const idle =
    world.plan.seed % 4 === 0 ? ['forget-old-tries'] : ['forget-old-tries', 'note-seals'];
  const jobs = createJobs(context).filter(({ name }) => !idle.includes(name));
  return { position, process, context, jobs, working: new Set() };
}

function reach(world: World, process: Process, point: CrashPoint): void {
  if (process.isDead) throw new ProcessDied(point);
  if (!world.faults.crashes(point)) return;
  world.crashed.set(point, (world.crashed.get(point) ?? 0) + 1);
  process.isDead = true;
  world.trace.note(process.name, 'dies at', point);
  throw new ProcessDied(point);
}

/** Frees what a dead process held and tells those who waited for it. */
export async function bury(world: World, { process }: PortalProcess): Promise<void> {
  const arrives = (): boolean => {
    const does = world.random.chance(50);
    if (does) world.faults.count('killed_at_provider');
    return does;
  };
  world.scheduler.abandon(process, arrives);
  const mine = [...world.database.clients].filter(([, owner]) => owner === process);
  for (const [client] of mine) await client.drop();
  for (const request of world.requests) {
    if (request.process !== process) continue;
    world.requests.delete(request);
    request.onDeath();
  }
}

const logged = z.object({
  msg: z.string(),
  err: z
    .object({ type: z.string().optional(), message: z.string(), stack: z.string().optional() })
    .optional(),
});

/** Listens to what the portal calls an error: only planted faults may be behind it. */
function watchfulLog(world: World): Logger {
  const write = (line: string): void => {
    const { msg, err } = logged.parse(JSON.parse(line));
    if (!err) return;
    const isPlanted =
      /planted|unavailable|outcome of COMMIT|COMMIT answered ROLLBACK|killed at|ProviderUnreachable/.test(
        `${err.message} ${err.stack ?? ''}`,
      );
    if (!isPlanted) note(world, 'crashed', `${msg}: ${err.message}`);
    else if (world.faults.isHealed() && world.counts.steps > world.counts.healedAt) {
      note(world, 'crashed', `in a healthy world: ${msg}: ${err.message}`);
    }
  };
  return pino({ level: 'error' }, { write });
}
