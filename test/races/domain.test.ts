/** The same thing done at once by several hands, in every pair that can happen. */
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { Refusal } from '../../src/core/errors.ts';
import { testInvoice } from '../../src/invoices/formats/test-invoice.ts';
import { importInvoices } from '../../src/invoices/index.ts';
import { sql } from '../../src/database/sql.ts';
import {
  askDueAttempts,
  askProvider,
  cancelAttempt,
  findSuspenseOfAttempts,
  processInbox,
  returnSuspense,
} from '../../src/payments/index.ts';
import { issueReceipts } from '../../src/receipts/index.ts';
import { until } from '../support/until.ts';
import { cards } from '../support/world.ts';
import { createHardWorld, minute } from '../crash/hard-world.ts';

test('cancelling against paying ends paid or free, never both and never neither', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  for (let round = 0; round < 12; round += 1) {
    const dueId = await world.due();
    const { attempt } = await world.begin(dueId, `visitor ${round}`);
    await Promise.all([
      cancelAttempt(context, organisation, attempt, 'payer'),
      world.pay(attempt, cards.good),
      askProvider(context, organisation, attempt, 'payer'),
      cancelAttempt(context, organisation, attempt, 'worker'),
    ]);
    await world.later(2 * minute);
    const { state } = await world.now(attempt);
    const charges = (await world.facts()).filter((row) => row.reference === attempt.id);
    assert.equal(state, charges.length === 1 ? 'succeeded' : 'cancelled');
    assert(!(await world.isHeld(dueId)));
  }
  await world.assertRight();
});

test('return, notification, poll and staff at once settle once', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  for (let round = 0; round < 5; round += 1) {
    const { attempt } = await world.begin(await world.due(), `visitor ${round}`);
    await world.pay(attempt, cards.good);
    for (const event of await world.events(attempt)) await world.notify(event);
    world.clock.advance(minute);
    await Promise.all([
      askProvider(context, organisation, attempt, 'payer'),
      askProvider(context, organisation, attempt, 'staff:test'),
      processInbox(context, organisation),
      processInbox(context, organisation),
      askDueAttempts(context, organisation),
      askDueAttempts(context, organisation),
      issueReceipts(context, organisation),
    ]);
    await world.work();
    assert.equal((await world.now(attempt)).state, 'succeeded');
  }
  await world.assertRight();
});

test('two workers that issue receipts at once give each payment one, without a gap', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  for (let each = 0; each < 30; each += 1) {
    const { attempt } = await world.begin(await world.due(), `visitor ${each}`);
    await world.pay(attempt, cards.good);
    await askProvider(context, organisation, attempt, 'payer');
  }
  const given = await Promise.all(
    Array.from({ length: 4 }, () => issueReceipts(context, organisation)),
  );
  await world.work();
  assert(given.reduce((sum, count) => sum + count, 0) >= 20);
  const rows = await world.database.owner.query<{ number: number }>(
    sql`select number from receipts order by number`,
  );
  assert.deepEqual(
    rows.map((row) => row.number),
    Array.from({ length: 30 }, (_, index) => index + 1),
  );
  await world.assertRight();
});

test('money is given back once although two members of staff order it at once', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const dueId = await world.due();
  const { attempt } = await world.begin(dueId);
  await world.plant('pay', 'wrong_amount');
  await world.pay(attempt, cards.good);
  await askProvider(context, organisation, attempt, 'payer');
  const [item] = await findSuspenseOfAttempts(context.database, organisation.id, [attempt.id]);
  const orders = await Promise.allSettled(
    ['one', 'two', 'three'].map((actor) =>
      returnSuspense(context, organisation, item?.id ?? '', { reason: 'wrong', actor }),
    ),
  );
  assert.equal(orders.filter((order) => order.status === 'fulfilled').length, 1);
  assert.equal((await world.facts()).flatMap((row) => row.refunds).length, 1);
  await world.assertRight();
});

test('a file that is loaded twice at once, and an invoice that is in two files, are loaded once', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const invoice = { number: '7/2026', issuedOn: '2026-03-01' };
  const supplier = { vatNumber: 'IT01234567890' };
  const files = [
    testInvoice(invoice, { supplier }),
    testInvoice(invoice, { supplier }),
    testInvoice(invoice, { supplier, encoding: 'utf-8' }),
    testInvoice([invoice, { number: '8/2026', issuedOn: '2026-03-01' }], { supplier }),
  ];
  const load = async (bytes: Uint8Array, index: number): Promise<string[]> => {
    const source = { name: `file-${index}.xml`, open: () => Readable.from([bytes]) };
    const options = { organisation, dryRun: false, replace: false, actor: 'test' };
    const statuses: string[] = [];
    for await (const file of importInvoices(context, source, options)) statuses.push(file.status);
    return statuses;
  };
  const statuses = (await Promise.all(files.map(load))).flat();
  assert(!statuses.includes('rejected'), statuses.join(', '));
  const rows = await world.database.owner.query<{ number: string }>(
    sql`select number from invoices order by number`,
  );
  assert.deepEqual(
    rows.map((row) => row.number),
    ['7/2026', '8/2026'],
  );
  assert.deepEqual(await world.broken(), []);
});

test('five hundred notifications at once are all kept, and followed up without doubles', async (t) => {
  const world = await createHardWorld(t);
  const { attempt } = await world.begin(await world.due());
  await world.pay(attempt, cards.good);
  const body = (id: string) => ({
    id,
    mode: 'test',
    type: 'session.succeeded',
    session: { id: attempt.providerReference, reference: attempt.id },
    refund: null,
  });
  const ids = Array.from({ length: 250 }, (_, index) => `evt_${index}`);
  const started = performance.now();
  // A portal that is too busy says so, and the provider sends again.
  const insist = async (id: string): Promise<'new' | 'known'> => {
    try {
      return await world.notify({ body: body(id) });
    } catch (error) {
      if (error instanceof Refusal && error.code === 'unavailable') return insist(id);
      throw error;
    }
  };
  const answers = await Promise.all([...ids, ...ids].map(insist));
  t.diagnostic(`kept in ${Math.round(performance.now() - started)} ms`);
  assert.equal(answers.filter((answer) => answer === 'new').length, 250);
  // A provider that is asked so much at once answers some of it too late for who asked.
  await until('each to be followed up', async () => {
    await world.later(minute);
    const rows = await world.database.owner.query(
      sql`select 1 as one from inbox_events where processed_at is not null`,
    );
    return rows.length === 250;
  });
  await world.assertRight();
});
