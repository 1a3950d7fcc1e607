/** A world without a provider: a database, a clock by hand and an organisation; quick to make. */
import type { TestContext } from 'node:test';
import type { Context } from '../../src/context.ts';
import { fakeClock, type FakeClock } from '../../src/core/clock.ts';
import { money } from '../../src/core/money.ts';
import { insertDue } from '../../src/dues/index.ts';
import { checkInvariants } from '../../src/invariants/index.ts';
import type { Organisation } from '../../src/organisations/index.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { addTestOrganisation, worldContext } from '../support/world.ts';

export type QuietWorld = {
  readonly context: Context;
  readonly clock: FakeClock;
  readonly database: TestDatabase;
  readonly organisation: Organisation;
  readonly due: (cents: bigint) => Promise<string>;
  readonly broken: () => Promise<string[]>;
};

export async function createQuietWorld(test: Pick<TestContext, 'after'>): Promise<QuietWorld> {
  const database = await testDatabase(test);
  const clock = fakeClock(new Date('2026-11-22T10:00:00Z'));
  const nobody = {
    url: 'http://127.0.0.1:9',
    control: () => Promise.reject(new Error('there is no sandbox in a quiet world')),
    stop: () => Promise.resolve(),
  };
  const context = worldContext(database, nobody, clock);
  const organisation = await addTestOrganisation(context, 'valdorata');
  return {
    context,
    clock,
    database,
    organisation,
    due: async (cents) => {
      const id = context.ids.next('due');
      const due = {
        id,
        invoiceId: null,
        position: 1,
        service: 'invoices',
        reason: 'Mensa',
      } as const;
      const more = { amount: money(cents, 'EUR'), dueOn: null, collectable: 'by_payer' } as const;
      await context.database.transaction((transaction) =>
        insertDue(transaction, organisation.id, { ...due, ...more }, clock.now()),
      );
      return id;
    },
    broken: async () => {
      const results = await checkInvariants(context);
      return results.filter((result) => result.violations > 0).map((result) => result.name);
    },
  };
}
