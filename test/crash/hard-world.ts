/** A world in which things go wrong on demand: planted faults, notifications by hand, jobs by hand, time by hand. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { TestContext } from 'node:test';
import { z } from 'zod';
import { sealAudit } from '../../src/audit/index.ts';
import type { Context } from '../../src/context.ts';
import { sql } from '../../src/database/sql.ts';
import { sealLedger } from '../../src/ledger/index.ts';
import { openAccount } from '../../src/organisations/index.ts';
import {
  askDueAttempts,
  askDueRefunds,
  findAttempt,
  processInbox,
  receiveNotification,
  sweepMovements,
  type Attempt,
} from '../../src/payments/index.ts';
import { sandboxProvider } from '../../src/providers/sandbox/index.ts';
import { issueReceipts } from '../../src/receipts/index.ts';
import { createWorld, type World } from '../support/world.ts';

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;

const eventList = z.object({
  items: z.array(z.object({ id: z.string(), type: z.string(), body: z.unknown() })),
});
export type SandboxEvent = z.infer<typeof eventList>['items'][number];

const sessionList = z.object({
  items: z.array(z.object({ id: z.string(), reference: z.string() })),
});
const movements = z.array(z.object({ amount: z.number() }));
export const truthRows = z.object({
  items: z.array(
    z.object({ reference: z.string(), net: z.number(), charges: movements, refunds: movements }),
  ),
});
export type Truth = z.infer<typeof truthRows>['items'];

export type HardWorld = World & {
  /** Plants a fault at the provider; once when `times` is absent. */
  readonly plant: (on: string, fault: string, times?: number) => Promise<void>;
  readonly heal: () => Promise<void>;
  /** Does every job until nothing is due. */
  readonly work: () => Promise<void>;
  /** Lets time pass and then does the jobs. */
  readonly later: (ms: number) => Promise<void>;
  readonly now: (attempt: Attempt) => Promise<Attempt>;
  readonly events: (attempt: Attempt) => Promise<SandboxEvent[]>;
  readonly allEvents: () => Promise<SandboxEvent[]>;
  /** Takes an attempt and its payment out of our tables, as a database that lost its last minutes would. */
  readonly forget: (attempt: Attempt) => Promise<void>;
  /** Delivers what the provider would send, signed by its secret unless another is given. */
  readonly notify: (event: Pick<SandboxEvent, 'body'>, given?: Signing) => Promise<'new' | 'known'>;
  readonly sessions: (attempt: Attempt) => Promise<number>;
  readonly facts: () => Promise<Truth>;
  readonly isHeld: (dueId: string) => Promise<boolean>;
  /** No invariant is broken, and the ledger says of the provider what the provider says of us. */
  readonly assertRight: () => Promise<void>;
};

export type Signing = {
  readonly secret?: string;
  readonly ageMs?: number;
  readonly header?: string | null;
};

export async function createHardWorld(test: TestContext): Promise<HardWorld> {
  const plain = await createWorld(test);
  // Where no answer will come, a payer's patience is not a test's; elsewhere a busy machine is no fault.
  const patient = sandboxProvider({ baseUrl: plain.sandbox.url });
  const impatient = sandboxProvider({ baseUrl: plain.sandbox.url, timeoutMs: 400 });
  const providers = new Map([['sandbox', patient]]);
  const context: Context = { ...plain.context, providers };
  const world: World = { ...plain, context };
  const { organisation, accountId, sandbox, clock } = world;
  const work = () => workOff(context, world);
  return {
    ...world,
    plant: async (on, fault, times = 1) => {
      providers.set('sandbox', fault.startsWith('hang') ? impatient : patient);
      await sandbox.control('POST', '/faults', { on, fault, times, delay_ms: 1500 });
    },
    heal: async () => {
      await sandbox.control('DELETE', '/faults');
      providers.set('sandbox', patient);
    },
    work,
    later: async (ms) => {
      clock.advance(ms);
      await work();
    },
    now: async (attempt) => {
      const found = await findAttempt(context.database, organisation.id, attempt.id);
      assert(found);
      return found;
    },
    events: async (attempt) => {
      const path = `/events?session_id=${attempt.providerReference}`;
      return eventList.parse(await sandbox.control('GET', path)).items;
    },
    allEvents: async () => eventList.parse(await sandbox.control('GET', '/events')).items,
    forget: (attempt) => forget(world, attempt),
    notify: (event, given = {}) => notify(world, accountId, event, given),
    sessions: async (attempt) => {
      const path = `/sessions?reference=${attempt.id}`;
      return sessionList.parse(await sandbox.control('GET', path)).items.length;
    },
    facts: () => factsOf(world),
    isHeld: async (dueId) => {
      const rows = await world.database.owner.query(
        sql`select 1 as one from holds where due_id = ${dueId} and released_at is null`,
      );
      return rows.length > 0;
    },
    assertRight: () => assertRight(world),
  };
}

async function workOff(context: Context, { organisation }: World): Promise<void> {
  const jobs = [
    processInbox,
    askDueAttempts,
    askDueRefunds,
    sweepMovements,
    issueReceipts,
    sealAudit,
    sealLedger,
  ];
  for (let round = 0; round < 50; round += 1) {
    let found = 0;
    for (const job of jobs) found += await job(context, organisation);
    if (found === 0) return;
  }
  throw new Error('the jobs find no end');
}

async function forget({ database }: World, { id, paymentId }: Attempt): Promise<void> {
  await database.owner.query(sql`delete from holds where attempt_id = ${id}`);
  await database.owner.query(sql`delete from attempt_events where attempt_id = ${id}`);
  await database.owner.query(sql`delete from attempts where attempt_id = ${id}`);
  await database.owner.query(sql`delete from allocations where payment_id = ${paymentId}`);
  await database.owner.query(sql`delete from payments where payment_id = ${paymentId}`);
}

async function notify(
  { context, organisation, clock }: World,
  accountId: string,
  event: Pick<SandboxEvent, 'body'>,
  given: Signing,
): Promise<'new' | 'known'> {
  const opened = await openAccount(context, organisation.id, accountId);
  const secret = given.secret ?? opened?.account.secrets['notification_secret'] ?? '';
  const body = Buffer.from(
    typeof event.body === 'string' ? event.body : JSON.stringify(event.body),
  );
  const receivedAt = clock.now();
  const time = Math.floor((receivedAt.getTime() - (given.ageMs ?? 0)) / 1000);
  const signature = createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex');
  const header = given.header === undefined ? `t=${time},v1=${signature}` : given.header;
  const headers = header === null ? {} : { 'sandbox-signature': header };
  return receiveNotification(context, organisation, accountId, { headers, body, receivedAt });
}

async function factsOf({ sandbox }: World): Promise<Truth> {
  return truthRows.parse(await sandbox.control('GET', '/truth')).items;
}

async function assertRight(world: World): Promise<void> {
  assert.deepEqual(await world.broken(), []);
  const net = (await factsOf(world)).reduce((sum, row) => sum + row.net, 0);
  const account = `provider:${world.accountId}`;
  const [row] = await world.database.owner.query<{ balance: bigint }>(sql`
    select coalesce(sum(case when debit_account = ${account} then amount else -amount end), 0)::bigint as balance
    from ledger_postings where debit_account = ${account} or credit_account = ${account}`);
  assert.equal(row?.balance, BigInt(net), 'the clearing account is what the provider says');
}
