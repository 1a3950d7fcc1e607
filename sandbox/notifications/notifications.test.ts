/** Notifications as a merchant receives them, in order and out of it. */
import { strict as assert } from 'node:assert';
import { createHmac } from 'node:crypto';
import { suite, test } from 'node:test';
import { machineNow } from '../clock.ts';
import { openTestSandbox } from '../test-sandbox.ts';
import type { Arrived, TestSandbox } from '../test-sandbox.ts';

const visa = '4242424242424242';
const disputed = '4000000000000259';
const silent = '4000000000001976';

/** Shorter than the sandbox would ever sleep. */
const limited = { timeout: 20_000 };

suite('notifications', () => {
  test('each step of a session is told once, signed over its timestamp and body', async (t) => {
    const sandbox = await openTestSandbox(t);
    const { id } = await payOne(sandbox);
    const arrived = await sandbox.merchant.waitFor(2);
    assert.deepEqual(types(arrived), ['session.created', 'session.succeeded']);
    assert.notEqual(arrived[0]?.body['id'], arrived[1]?.body['id']);
    for (const one of arrived) {
      assert(isSignedWith(one, sandbox.account.notification_secret));
      assert.deepEqual(one.body['session'], { id, reference: 'one' });
    }
  });

  test('the next event of a session waits for the one before, others do not', async (t) => {
    const sandbox = await openTestSandbox(t);
    const release = sandbox.merchant.hold();
    await payOne(sandbox);
    await sandbox.merchant.waitFor(1);
    const account_id = sandbox.account.account_id;
    await sandbox.control('/notifications', { account_id, body: { type: 'another' } });
    assert.deepEqual(types(await sandbox.merchant.waitFor(2)), ['session.created', 'another']);
    release();
    assert.deepEqual(types(await sandbox.merchant.waitFor(3)).at(-1), 'session.succeeded');
  });

  test("notifications carry the machine's time unless the own clock is asked for", async (t) => {
    const sandbox = await openTestSandbox(t);
    await sandbox.control('/clock', { advance_ms: 86_400_000 });
    await sandbox.start('machine');
    const [machine] = await sandbox.merchant.waitFor(1);
    assert(Math.abs(stamp(machine) - machineNow() / 1000) < 300);
    await sandbox.control('/clock', { signatures: 'own' });
    await sandbox.start('own');
    const [, own] = await sandbox.merchant.waitFor(2);
    assert(stamp(own) - machineNow() / 1000 > 86_000);
  });

  test('what is not acknowledged is told again, later and later, with the same event id', async (t) => {
    const sandbox = await openTestSandbox(t);
    sandbox.merchant.answerWith(500);
    await sandbox.start('one');
    await sandbox.merchant.waitFor(1);
    await untilState(sandbox, (delivery) => delivery.tries === 1);
    await sandbox.control('/clock', { advance_ms: 1001 });
    await sandbox.merchant.waitFor(2);
    await untilState(sandbox, (delivery) => delivery.tries === 2);
    sandbox.merchant.answerWith(204);
    await sandbox.control('/clock', { advance_ms: 5001 });
    const arrived = await sandbox.merchant.waitFor(3);
    assert.equal(new Set(arrived.map(({ body }) => body['id'])).size, 1);
    await untilState(sandbox, (delivery) => delivery.state === 'delivered');
  });

  test('dropped: it never arrives; doubled: it arrives twice', async (t) => {
    const sandbox = await openTestSandbox(t);
    await sandbox.control('/faults', { on: 'notification', fault: 'drop' });
    await sandbox.control('/faults', { on: 'notification', fault: 'double' });
    await payOne(sandbox);
    const arrived = await sandbox.merchant.waitFor(2);
    assert.deepEqual(types(arrived), ['session.succeeded', 'session.succeeded']);
    assert.equal(arrived[0]?.body['id'], arrived[1]?.body['id']);
    assert((await deliveries(sandbox)).some(({ state }) => state === 'dropped'));
  });

  test('delayed: it arrives when its time has come', async (t) => {
    const sandbox = await openTestSandbox(t);
    const fault = { on: 'notification', fault: 'delay', delay_ms: 3_600_000 };
    await sandbox.control('/faults', fault);
    await payOne(sandbox);
    assert.deepEqual(types(await sandbox.merchant.waitFor(1)), ['session.succeeded']);
    await sandbox.control('/clock', { advance_ms: 3_600_001 });
    const late = await sandbox.merchant.waitFor(2);
    assert.deepEqual(types(late), ['session.succeeded', 'session.created']);
    assert(isSignedWith(late[1], sandbox.account.notification_secret));
  });

  test('reordered: a later one overtakes it', async (t) => {
    const sandbox = await openTestSandbox(t);
    await sandbox.control('/faults', { on: 'notification', fault: 'reorder', delay_ms: 3_600_000 });
    await payOne(sandbox);
    const arrived = await sandbox.merchant.waitFor(2);
    assert.deepEqual(types(arrived), ['session.succeeded', 'session.created']);
  });

  for (const fault of ['wrong_secret', 'no_signature', 'old_timestamp', 'changed_body'] as const) {
    test(`forged by ${fault}: it arrives beside the genuine one and does not verify`, async (t) => {
      const sandbox = await openTestSandbox(t);
      await sandbox.control('/faults', { on: 'notification', fault });
      await sandbox.start('one');
      const arrived = await sandbox.merchant.waitFor(2);
      const now = machineNow() / 1000;
      const genuine = arrived.filter(
        (one) => isSignedWith(one, sandbox.account.notification_secret) && now - stamp(one) < 300,
      );
      assert.equal(genuine.length, 1);
    });
  }

  test('while the secret is rotated both secrets sign, afterwards only the new one', async (t) => {
    const sandbox = await openTestSandbox(t);
    const path = `/accounts/${sandbox.account.account_id}/rotate-secret`;
    const rotated = await sandbox.control(path, { overlap_ms: 60_000 });
    const [old, fresh] = [sandbox.account.notification_secret, rotated.body['notification_secret']];
    assert(typeof fresh === 'string');
    await sandbox.start('during');
    const [during] = await sandbox.merchant.waitFor(1);
    assert(isSignedWith(during, old) && isSignedWith(during, fresh));
    await sandbox.control('/clock', { advance_ms: 60_001 });
    await sandbox.start('afterwards');
    const [, afterwards] = await sandbox.merchant.waitFor(2);
    assert(!isSignedWith(afterwards, old) && isSignedWith(afterwards, fresh));
  });

  test(
    'what the clock itself brings about holds nothing up that comes after it',
    limited,
    async (t) => {
      const sandbox = await openTestSandbox(t);
      await sandbox.control('/settings', { dispute_delay_ms: 50 });
      await sandbox.start('one');
      await sandbox.control('/sessions/one/pay', { card: disputed });
      // Nobody asks the sandbox anything meanwhile: its own timer opens the dispute.
      assert.deepEqual(types(await sandbox.merchant.waitFor(3)).at(-1), 'dispute.opened');
      await sandbox.start('two');
      assert.deepEqual(types(await sandbox.merchant.waitFor(4)).at(-1), 'session.created');
    },
  );

  test('silence ends by itself, and what is known then is told', limited, async (t) => {
    const sandbox = await openTestSandbox(t);
    await sandbox.control('/settings', { silence_ms: 200 });
    await sandbox.start('one');
    await untilState(sandbox, ({ state }) => state === 'delivered');
    await sandbox.control('/sessions/one/pay', { card: silent });
    assert.deepEqual(types(await sandbox.merchant.waitFor(2)).at(-1), 'session.succeeded');
  });

  test('an event is told again on demand, and anything at all can be sent', async (t) => {
    const sandbox = await openTestSandbox(t);
    await sandbox.start('one');
    const [first] = await sandbox.merchant.waitFor(1);
    await sandbox.control(`/events/${String(first?.body['id'])}/redeliver`, { times: 10 });
    const arrived = await sandbox.merchant.waitFor(11);
    assert.equal(new Set(arrived.map(({ text }) => text)).size, 1);
    const body = { id: 'evt_x', type: 'session.succeeded' };
    const account_id = sandbox.account.account_id;
    await sandbox.control('/notifications', { account_id, body });
    const all = await sandbox.merchant.waitFor(12);
    assert.deepEqual(all.at(-1)?.body, body);
    assert(isSignedWith(all.at(-1), sandbox.account.notification_secret));
  });
});

async function payOne(sandbox: TestSandbox) {
  const session = await sandbox.start('one');
  await sandbox.control('/sessions/one/pay', { card: visa });
  return session;
}

function types(arrived: readonly Arrived[]): unknown[] {
  return arrived.map(({ body }) => body['type']);
}

function header(one: Arrived | undefined): string {
  return String(one?.headers['sandbox-signature'] ?? '');
}

function stamp(one: Arrived | undefined): number {
  return Number(/t=(\d+)/.exec(header(one))?.[1] ?? 0);
}

function isSignedWith(one: Arrived | undefined, secret: string): boolean {
  const hmac = createHmac('sha256', secret)
    .update(`${stamp(one)}.${one?.text}`)
    .digest('hex');
  return header(one).includes(`v1=${hmac}`);
}

type Delivery = { state: unknown; tries: unknown };

async function deliveries(sandbox: TestSandbox): Promise<Delivery[]> {
  const { items } = (await sandbox.control('/deliveries')).body;
  assert(Array.isArray(items));
  return items.map((item: unknown) => {
    assert(typeof item === 'object' && item !== null && 'state' in item && 'tries' in item);
    return { state: item.state, tries: item.tries };
  });
}

/** The sandbox writes down what came of a delivery just after its answer. */
async function untilState(
  sandbox: TestSandbox,
  fits: (delivery: Delivery) => boolean,
): Promise<void> {
  while (!(await deliveries(sandbox)).some(fits));
}
