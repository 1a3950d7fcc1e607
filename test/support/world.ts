/** The domain with everything real around it: a database, a sandbox process, an organisation, dues. */
import type { TestContext } from 'node:test';
import { pino } from 'pino';
import type { Context } from '../../src/context.ts';
import { fakeClock, type FakeClock } from '../../src/core/clock.ts';
import type { CrashPoint } from '../../src/core/crash-points.ts';
import { createIds } from '../../src/core/id.ts';
import { createTogether } from '../../src/core/together.ts';
import { money } from '../../src/core/money.ts';
import { insertDue } from '../../src/dues/index.ts';
import { checkInvariants } from '../../src/invariants/index.ts';
import {
  addOrganisation,
  setOrganisation,
  useProviderAccount,
  type Organisation,
} from '../../src/organisations/index.ts';
import {
  createPayment,
  findAttempts,
  startAttempt,
  type Attempt,
  type Payment,
} from '../../src/payments/index.ts';
import { createProviders } from '../../src/providers/registry.ts';
import { testDatabase, type TestDatabase } from './database.ts';
import { startTestSandbox, type Sandbox, type TruthRow } from './sandbox.ts';

export const cards = {
  good: '4242424242424242',
  declined: '4000000000000002',
  silentThenSuccess: '4000000000001976',
  silentThenFailure: '4000000000001984',
  disputed: '4000000000000259',
} as const;

export type World = {
  readonly context: Context;
  readonly clock: FakeClock;
  readonly database: TestDatabase;
  readonly sandbox: Sandbox;
  readonly organisation: Organisation;
  readonly accountId: string;
  /** A new due of so many cents. */
  readonly due: (cents?: bigint) => Promise<string>;
  /** Begins and starts a payment as a payer with that browser would. */
  readonly begin: (
    dueId: string,
    visitor?: string,
  ) => Promise<{ payment: Payment; attempt: Attempt }>;
  /** Types a card into the hosted page. */
  readonly pay: (attempt: Attempt, card: string) => Promise<void>;
  readonly truth: () => Promise<readonly TruthRow[]>;
  /** The names of the invariants that do not hold. */
  readonly broken: () => Promise<string[]>;
};

export async function createWorld(test: TestContext): Promise<World> {
  const [database, sandbox] = await Promise.all([testDatabase(test), startTestSandbox(test)]);
  const clock = fakeClock(new Date());
  const context = worldContext(database, sandbox, clock);
  const organisation = await addTestOrganisation(context, 'valdorata');
  const accountId = 'acc_test';
  const account = await sandbox.control<Record<string, string>>('POST', '/accounts', {
    name: 'Valdorata',
  });
  const secrets = {
    api_key: account['api_key'] ?? '',
    notification_secret: account['notification_secret'] ?? '',
  };
  await useProviderAccount(
    context,
    organisation,
    { id: accountId, provider: 'sandbox', secrets },
    'test',
  );
  return {
    context,
    clock,
    database,
    sandbox,
    organisation,
    accountId,
    due: (cents = 4200n) => addDue(context, organisation, cents),
    begin: (dueId, visitor = 'one') => begin(context, organisation, dueId, visitor),
    pay: async (attempt, card) => {
      await sandbox.control('POST', `/sessions/${attempt.providerReference}/pay`, { card });
    },
    truth: async () => (await sandbox.control<{ items: TruthRow[] }>('GET', '/truth')).items,
    broken: async () => {
      const results = await checkInvariants(context);
      return results.filter((result) => result.violations > 0).map((result) => result.name);
    },
  };
}

/** A context over real parts; a crash point that is set throws instead of killing the process. */
export function worldContext(
  database: TestDatabase,
  sandbox: Sandbox,
  clock: FakeClock,
  reach: (point: CrashPoint) => void = () => {},
): Context {
  return {
    database: database.database,
    clock,
    ids: createIds(clock),
    log: pino({ level: 'silent' }),
    key: new Uint8Array(32).fill(7),
    providers: createProviders({ sandboxUrl: sandbox.url }),
    publicUrl: 'http://localhost:3000',
    mailFrom: 'receipts@saldo.invalid',
    leaseSeconds: 30,
    reach,
    together: createTogether(64),
    wake: () => {},
  };
}

export async function addTestOrganisation(context: Context, slug: string): Promise<Organisation> {
  const input = {
    slug,
    name: 'Comune di Valdorata',
    taxIds: ['IT01234567890'],
    mode: 'test' as const,
  };
  const added = await addOrganisation(context, input, 'test');
  const changes = {
    methods: { card: { provider: 'sandbox' } },
    mail_address: 'ragioneria@valdorata.example',
  };
  return setOrganisation(context, added, changes, 'test');
}

async function addDue(
  context: Context,
  organisation: Organisation,
  cents: bigint,
): Promise<string> {
  const id = context.ids.next('due');
  await context.database.transaction((transaction) =>
    insertDue(
      transaction,
      organisation.id,
      {
        id,
        invoiceId: null,
        position: 1,
        service: 'invoices',
        reason: 'Invoice 2026/1042',
        amount: money(cents, 'EUR'),
        dueOn: null,
        collectable: 'by_payer',
      },
      context.clock.now(),
    ),
  );
  return id;
}

async function begin(
  context: Context,
  organisation: Organisation,
  dueId: string,
  visitor: string,
): Promise<{ payment: Payment; attempt: Attempt }> {
  const begun = await createPayment(context, organisation, {
    dueIds: [dueId],
    visitor,
    language: 'it',
  });
  const attempt = await startAttempt(context, organisation, begun.payment, {
    method: 'card',
    email: 'maria.rossi@example.com',
    language: 'it',
    termsAccepted: true,
  });
  return { payment: begun.payment, attempt };
}

export async function newestAttempt(world: World, payment: Payment): Promise<Attempt> {
  const attempts = await findAttempts(world.context.database, world.organisation.id, [payment.id]);
  const newest = attempts.at(-1);
  if (!newest) throw new Error('the payment has no attempt');
  return newest;
}
