/** Everything of one schedule: the portal's processes, the provider, the mail server, and what was seen to be wrong. */
import type { CrashPoint } from '../../src/core/crash-points.ts';
import type { Organisation } from '../../src/organisations/index.ts';
import type { Wrong } from '../part.ts';
import type { DatabasePort } from './database-port.ts';
import type { Lane } from './lane.ts';
import { createMailPort, type MailPort } from './mail-port.ts';
import { Notifications } from './notifications.ts';
import { PlannedFaults } from './plan-faults.ts';
import type { Plan } from './plan.ts';
import { ProviderActs } from './provider-acts.ts';
import { ProviderTruth } from './provider-truth.ts';
import { createRandom, type Random } from './random.ts';
import type { Process } from './port-call.ts';
import { Scheduler } from './scheduler.ts';
import { createSealsPort, type SealsPort } from './seals-port.ts';
import { createTrace, type Trace } from './trace.ts';
import { beginning } from './lane.ts';

export type Finding = { readonly kind: Wrong | (string & {}); readonly message: string };

/** Something that a process was asked to do, and who waits for the answer. */
export type Request = { readonly process: Process; readonly onDeath: () => void };

export type PlannedDiscount = {
  readonly organisation: Organisation;
  readonly id: string;
  readonly endsAtStep: number | null;
};

/** What people and the provider were told, and may rely on. */
export type Told = {
  readonly payments: Set<string>;
  readonly attempts: Set<string>;
  readonly refunds: Set<string>;
  readonly paid: Set<string>;
};

export type World = {
  readonly plan: Plan;
  readonly lane: Lane;
  readonly trace: Trace;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: PlannedFaults;
  readonly truth: ProviderTruth;
  readonly acts: ProviderActs;
  readonly notifications: Notifications;
  readonly mail: MailPort;
  readonly seals: SealsPort;
  readonly database: DatabasePort;
  /** Those whose dues are in the plan; nobody does anything at the others. */
  readonly organisations: readonly Organisation[];
  readonly dueIds: string[];
  readonly discounts: PlannedDiscount[];
  readonly requests: Set<Request>;
  /** When the provider first heard of each attempt. */
  readonly firstCalls: Map<string, number>;
  readonly told: Told;
  /** Money that clerks took and were told is recorded, in minor units, by the reason they gave. */
  readonly cash: Map<string, bigint>;
  /** A name for an order of staff that no other has. */
  readonly nextOrder: () => string;
  readonly findings: Finding[];
  readonly crashed: Map<CrashPoint, number>;
  readonly counts: { steps: number; providerCalls: number; healedAt: number };
  /** The true time, in milliseconds. */
  readonly now: () => number;
  readonly setNow: (ms: number) => void;
  /** Since the last look: sessions that ended a transaction, and whether any touched refunds or disputes, or left work. */
  readonly since: { readonly ended: Set<number>; refunds: boolean; mayWork: boolean };
  /** Jobs that would find something if they began now, with the organisations where they would. */
  readonly dueJobs: Map<string, Set<string>>;
};

export function createWorld(lane: Lane, plan: Plan): World {
  const trace = createTrace();
  const scheduler = new Scheduler(trace);
  const faults = new PlannedFaults(plan);
  const random = createRandom(plan.seed ^ 0x5a1d0);
  let ms = beginning.getTime();
  let orders = 0;
  const now = (): number => ms;
  const notifications = new Notifications({
    now,
    secretOf: lane.secretOf,
    faultAt: (made) => faults.notification(made),
  });
  const truth = new ProviderTruth(now, (news) => notifications.tell(news));
  const late = createRandom(plan.seed ^ 0x1a7e);
  const acts = new ProviderActs({
    truth,
    now,
    pageManner: (made) => faults.page(made),
    refundManner: (made) => faults.refund(made),
    lateMs: () => late.pick([20_000, 20 * 60_000, 3 * 24 * 3_600_000]),
  });
  const since = { ended: new Set<number>(), refunds: false, mayWork: true };
  const database: DatabasePort = {
    scheduler,
    sessions: lane.sessions,
    faultAt: (moment) => faults.database(moment),
    clients: new Map(),
    onEnd: (text, session) => {
      since.ended.add(session);
      since.refunds ||= /\b(?:into|update) (?:refunds|disputes)\b/.test(text);
    },
  };
  return {
    plan,
    lane,
    trace,
    scheduler,
    random,
    faults,
    truth,
    acts,
    notifications,
    mail: createMailPort(scheduler, () => faults.mail()),
    seals: createSealsPort(scheduler),
    database,
    organisations: lane.organisations.filter((_, position) =>
      plan.dues.some(({ organisation }) => organisation === position),
    ),
    dueIds: [],
    discounts: [],
    requests: new Set(),
    firstCalls: new Map(),
    told: { payments: new Set(), attempts: new Set(), refunds: new Set(), paid: new Set() },
    cash: new Map(),
    nextOrder: () => {
      orders += 1;
      return `order ${orders}`;
    },
    findings: [],
    crashed: new Map(),
    counts: { steps: 0, providerCalls: 0, healedAt: Number.MAX_SAFE_INTEGER },
    now,
    setNow: (instant) => {
      ms = instant;
    },
    since,
    dueJobs: new Map(),
  };
}

/** Notes once what must never be. */
export function note(world: World, kind: Finding['kind'], message: string): void {
  if (world.findings.some((each) => each.kind === kind && each.message === message)) return;
  world.findings.push({ kind, message });
  world.trace.note('WRONG', kind, message);
}
