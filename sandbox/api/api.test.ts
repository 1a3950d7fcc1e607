/** The merchant API: idempotency, refunds, movements, faults and the truth behind them. */
import { strict as assert } from 'node:assert';
import { suite, test } from 'node:test';
import { openTestSandbox, request } from '../test-sandbox.ts';

const visa = '4242424242424242';
const dayMs = 24 * 3_600_000;

suite('the merchant API', () => {
  test('the same key and request get the same answer', async (t) => {
    const sandbox = await openTestSandbox(t);
    const first = await sandbox.api('/sessions', request('one'), 'key');
    await sandbox.control('/sessions/one/pay', { card: visa });
    const again = await sandbox.api('/sessions', request('one'), 'key');
    assert.deepEqual([again.status, again.body], [first.status, first.body]);
    assert.equal(again.headers.get('idempotent-replayed'), 'true');
  });

  test('the same key with another request is refused', async (t) => {
    const sandbox = await openTestSandbox(t);
    await sandbox.api('/sessions', request('one'), 'key');
    const other = await sandbox.api('/sessions', { ...request('one'), amount: 1 }, 'key');
    assert.equal(other.status, 422);
    assert.deepEqual(codeOf(other.body), 'idempotency_key_reused');
  });

  test('a key is remembered for a day and is then a new request', async (t) => {
    const sandbox = await openTestSandbox(t);
    const first = await sandbox.start('one');
    await sandbox.control('/clock', { advance_ms: dayMs - 60_000 });
    assert.equal((await sandbox.start('one')).id, first.id);
    await sandbox.control('/clock', { advance_ms: 120_000 });
    assert.notEqual((await sandbox.start('one')).id, first.id);
  });

  test('a request that is wrong is not remembered', async (t) => {
    const sandbox = await openTestSandbox(t);
    const wrong = { ...request('one'), currency: 'XXY' };
    assert.equal((await sandbox.api('/sessions', wrong, 'one')).status, 422);
    assert.equal((await sandbox.start('one')).status, 'open');
  });

  test('without a key nothing is started', async (t) => {
    const sandbox = await openTestSandbox(t);
    const answer = await sandbox.api('/sessions', request('one'));
    assert.deepEqual([answer.status, codeOf(answer.body)], [400, 'idempotency_key_missing']);
  });

  test('another merchant can neither see nor cancel a session', async (t) => {
    const sandbox = await openTestSandbox(t);
    const { id } = await sandbox.start('mine');
    const other = await sandbox.control('/accounts', { name: 'Other' });
    const headers = { authorization: `Bearer ${String(other.body['api_key'])}` };
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/cancel'],
    ] as const) {
      const answer = await fetch(`${sandbox.url}/v1/sessions/${id}${path}`, { method, headers });
      assert.equal(answer.status, 404);
      await answer.body?.cancel();
    }
    assert.equal((await fetch(`${sandbox.url}/v1/sessions/${id}`)).status, 401);
    assert.equal((await sandbox.session(id)).status, 'open');
  });

  test('refunds add up to the charge and not a cent more', async (t) => {
    const sandbox = await openTestSandbox(t);
    const { id } = await sandbox.start('one');
    const refund = async (reference: string, amount: number) => {
      const body = { reference, amount, currency: 'EUR' };
      return sandbox.api(`/sessions/${id}/refunds`, body, reference);
    };
    assert.equal(codeOf((await refund('early', 1)).body), 'not_charged');
    await sandbox.control(`/sessions/${id}/pay`, { card: visa });
    assert.equal((await refund('r1', 1000)).status, 201);
    assert.equal((await refund('r1', 1000)).headers.get('idempotent-replayed'), 'true');
    assert.equal(codeOf((await refund('r2', 251)).body), 'exceeds_charge');
    assert.equal((await refund('r3', 250)).status, 201);
    assert.equal((await sandbox.session(id)).refunded, 1250);
  });

  test('a disputed charge cannot be refunded until the dispute is won', async (t) => {
    const sandbox = await openTestSandbox(t);
    const { id } = await sandbox.start('one');
    await sandbox.control(`/sessions/${id}/pay`, { card: visa });
    const dispute = await sandbox.control(`/sessions/${id}/dispute`, {});
    const body = { reference: 'r', amount: 1250, currency: 'EUR' };
    assert.equal((await sandbox.api(`/sessions/${id}/refunds`, body, 'r1')).status, 422);
    await sandbox.control(`/disputes/${String(dispute.body['dispute_id'])}/win`, {});
    assert.equal((await sandbox.session(id)).disputed, 0);
    assert.equal((await sandbox.api(`/sessions/${id}/refunds`, body, 'r2')).status, 201);
    const truth = JSON.stringify((await sandbox.control('/truth?reference=one')).body);
    assert(truth.includes('"net":0'), truth);
  });

  test('a charge made twice, a late one and a wrong amount all stand in the truth table', async (t) => {
    const sandbox = await openTestSandbox(t);
    const twice = await sandbox.start('twice');
    await sandbox.control('/faults', { on: 'pay', fault: 'charge_twice', reference: 'twice' });
    await sandbox.control(`/sessions/${twice.id}/pay`, { card: visa });
    assert.deepEqual(await truthOf(sandbox, 'twice'), { charges: 2, net: 2500 });
    const late = await sandbox.start('late');
    await sandbox.control(`/sessions/${late.id}/pay`, { card: '4000000000000002' });
    await sandbox.control('/sessions/late/charge-late', {});
    assert.equal((await sandbox.session(late.id)).status, 'succeeded');
    assert.deepEqual(await truthOf(sandbox, 'late'), { charges: 1, net: 1250 });
    await sandbox.start('wrong');
    await sandbox.control('/faults', { on: 'pay', fault: 'wrong_amount', reference: 'wrong' });
    await sandbox.control('/sessions/wrong/pay', { card: visa });
    assert.deepEqual(await truthOf(sandbox, 'wrong'), { charges: 1, net: 1251 });
  });

  test('the list of movements comes in pages and misses nothing', async (t) => {
    const sandbox = await openTestSandbox(t);
    for (const reference of ['a', 'b', 'c']) {
      await sandbox.start(reference);
      await sandbox.control(`/sessions/${reference}/pay`, { card: visa });
    }
    const period = 'from=2020-01-01T00:00:00Z&to=2120-01-01T00:00:00Z&limit=2';
    const first = await sandbox.api(`/movements?${period}`);
    const next = String(first.body['next']);
    const second = await sandbox.api(`/movements?${period}&cursor=${next}`);
    assert.deepEqual([...references(first.body), ...references(second.body)], ['a', 'b', 'c']);
    assert.equal(second.body['next'], null);
  });

  test('an answer lost after the effect leaves the effect', async (t) => {
    const sandbox = await openTestSandbox(t);
    for (const fault of ['cut_after_effect', 'error_500_after_effect', 'error_500_replayed']) {
      await sandbox.control('/faults', { on: 'start', fault, reference: fault });
      const lost = sandbox.api('/sessions', request(fault), fault);
      if (fault === 'cut_after_effect') await assert.rejects(lost);
      else assert.equal((await lost).status, 500);
      const found = await sandbox.api(`/sessions?reference=${fault}`);
      assert.deepEqual(references(found.body), [fault]);
      const again = await sandbox.api('/sessions', request(fault), fault);
      assert.equal(again.status, fault === 'error_500_replayed' ? 500 : 201);
    }
  });

  test('an answer lost before the effect leaves nothing', async (t) => {
    const sandbox = await openTestSandbox(t);
    await sandbox.control('/settings', { hang_ms: 10 });
    for (const fault of ['cut_before_effect', 'hang_before_effect']) {
      await sandbox.control('/faults', { on: 'start', fault });
      await assert.rejects(sandbox.api('/sessions', request(fault), fault));
      assert.deepEqual(references((await sandbox.api(`/sessions?reference=${fault}`)).body), []);
    }
  });

  test('closed for a while it answers 503, then works again', async (t) => {
    const sandbox = await openTestSandbox(t);
    await sandbox.control('/closed', { for_ms: 60_000 });
    const closed = await sandbox.api('/sessions', request('one'), 'one');
    assert.equal(closed.status, 503);
    assert.equal(closed.headers.get('retry-after'), '60');
    await sandbox.control('/clock', { advance_ms: 60_001 });
    assert.equal((await sandbox.start('one')).status, 'open');
  });

  test('the control API does not answer web pages', async (t) => {
    const sandbox = await openTestSandbox(t);
    const answer = await fetch(`${sandbox.url}/control/truth`, {
      headers: { origin: 'http://evil.example' },
    });
    assert.equal(answer.status, 403);
    await answer.body?.cancel();
  });
});

type Sandbox = Awaited<ReturnType<typeof openTestSandbox>>;

async function truthOf(sandbox: Sandbox, reference: string) {
  const { body } = await sandbox.control(`/truth?reference=${reference}`);
  const [row] = listed(body['items']);
  assert(typeof row === 'object' && row !== null && 'charges' in row && 'net' in row);
  return { charges: listed(row.charges).length, net: row.net };
}

function references(body: Record<string, unknown>): unknown[] {
  return listed(body['items']).map((item) =>
    typeof item === 'object' && item !== null && 'reference' in item ? item.reference : null,
  );
}

function listed(value: unknown): unknown[] {
  assert(Array.isArray(value));
  return value;
}

function codeOf(body: Record<string, unknown>): unknown {
  const { error } = body;
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
}
