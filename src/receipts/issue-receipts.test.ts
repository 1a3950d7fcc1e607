import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHardWorld, type HardWorld } from '../../test/crash/hard-world.ts';
import { cards } from '../../test/support/world.ts';
import { sql } from '../database/sql.ts';
import { askProvider } from '../payments/index.ts';
import { issueReceipts, receiptComposers, resendReceipt } from './index.ts';

type Row = { year: number; number: number; document: { payer: unknown } };

const receipts = (world: HardWorld): Promise<Row[]> =>
  world.database.owner.query<Row>(
    sql`select year, number, document from receipts order by year, number`,
  );

async function pay(world: HardWorld, visitor: string): Promise<string> {
  const { payment, attempt } = await world.begin(await world.due(), visitor);
  await world.pay(attempt, cards.good);
  await askProvider(world.context, world.organisation, attempt, 'payer');
  return payment.id;
}

test("a payment belongs to the year in which it was made in the organisation's time zone", async (t) => {
  const world = await createHardWorld(t);
  world.clock.set(new Date('2026-12-31T22:59:59.999Z'));
  await pay(world, 'last of the year');
  world.clock.set(new Date('2026-12-31T23:00:00.000Z'));
  await pay(world, 'first of the year');
  world.clock.set(new Date('2027-01-02T08:00:00Z'));
  await pay(world, 'later');
  await world.work();
  const numbers = (await receipts(world)).map((row) => `${row.year}/${row.number}`);
  assert.deepEqual(numbers, ['2026/1', '2027/1', '2027/2']);
  const days = await world.database.owner.query<{ day: string }>(
    sql`select paid_on::text as day from payments order by paid_at`,
  );
  assert.deepEqual(
    days.map((row) => row.day),
    ['2026-12-31', '2027-01-01', '2027-01-02'],
  );
  await world.assertRight();
});

test('a number that was taken and not kept is given to the next receipt', async (t) => {
  const world = await createHardWorld(t);
  await pay(world, 'one');
  const dies = {
    ...world.context,
    reach: (point: string) => {
      if (point === 'receipt.before_commit') throw new Error('killed');
    },
  };
  for (let time = 0; time < 3; time += 1) {
    assert.equal(await issueReceipts(dies, world.organisation), 0);
  }
  assert.deepEqual(await receipts(world), []);
  await pay(world, 'two');
  await world.work();
  assert.deepEqual(
    (await receipts(world)).map((row) => row.number),
    [1, 2],
  );
  await world.assertRight();
});

test('a payment whose receipt cannot be given does not keep the others waiting', async (t) => {
  const world = await createHardWorld(t);
  await pay(world, 'one');
  await pay(world, 'two');
  let tries = 0;
  const stumbles = {
    ...world.context,
    reach: (point: string) => {
      if (point !== 'receipt.before_commit') return;
      tries += 1;
      if (tries === 1) throw new Error('cannot be given');
    },
  };
  assert.equal(await issueReceipts(stumbles, world.organisation), 1);
  assert.equal(await issueReceipts(stumbles, world.organisation), 1);
  await world.assertRight();
});

test('a payment gets one receipt, however often it is asked for', async (t) => {
  const world = await createHardWorld(t);
  await pay(world, 'one');
  const given = await Promise.all(
    Array.from({ length: 6 }, () => issueReceipts(world.context, world.organisation)),
  );
  assert.equal(
    given.reduce((sum, count) => sum + count, 0),
    1,
  );
  await world.assertRight();
});

test('a receipt that is sent to a corrected address stays as it was issued', async (t) => {
  const world = await createHardWorld(t);
  const paymentId = await pay(world, 'one');
  await assert.rejects(
    resendReceipt(world.context, world.organisation, paymentId, { email: null, actor: 'payer' }),
    { code: 'not_found' },
  );
  await world.work();
  const before = await receipts(world);
  const order = { email: 'maria@example.org', actor: 'payer' };
  const sent = await Promise.allSettled(
    Array.from({ length: 14 }, () =>
      resendReceipt(world.context, world.organisation, paymentId, order),
    ),
  );
  assert(sent.some((one) => one.status === 'fulfilled'));
  for (let each = 0; each < 12; each += 1) {
    await resendReceipt(world.context, world.organisation, paymentId, order).catch(
      (error: unknown) => {
        assert.equal((error as { code: string }).code, 'too_many_tries');
      },
    );
  }
  const copies = await world.database.owner.query(
    sql`select 1 as one from messages where template = 'receipt-for-payer'`,
  );
  assert.equal(copies.length, 10);
  assert.deepEqual(await receipts(world), before);
  await world.assertRight();
});

test('the mails of a payment carry one document, drawn once in each language', async (t) => {
  const world = await createHardWorld(t);
  const paymentIds = [await pay(world, 'one'), await pay(world, 'two')];
  await world.work();
  const composers = receiptComposers(world.context);
  const drawn = async (template: string, paymentId: string, language: 'it' | 'en') => {
    const message = {
      id: 'msg_test',
      source: template,
      template,
      recipient: 'payer@example.org',
      language,
      payload: { paymentId },
      state: 'queued',
      createdAt: world.clock.now(),
      sentAt: null,
      tries: 0,
    } as const;
    const mail = await composers.get(template)?.(world.organisation, message);
    return mail?.attachments[0]?.content;
  };
  const [one = '', two = ''] = paymentIds;
  const [payers, staffs] = await Promise.all([
    drawn('receipt-for-payer', one, 'it'),
    drawn('notice-for-organisation', one, 'it'),
  ]);
  assert(payers !== undefined && payers.length > 1000);
  assert.equal(payers, staffs);
  assert.notDeepEqual(await drawn('receipt-for-payer', one, 'en'), payers);
  assert.notDeepEqual(await drawn('receipt-for-payer', two, 'it'), payers);
});
