/** Which notifications the adapter believes. */
import { strict as assert } from 'node:assert';
import { createHmac } from 'node:crypto';
import { suite, test } from 'node:test';
import { NotificationRejected } from '../provider.ts';
import { readNotification } from './notifications.ts';

const secret = 'whsec_1';
const receivedAt = new Date('2026-11-22T10:00:00Z');
const seconds = receivedAt.getTime() / 1000;

const event = {
  id: 'evt_1',
  mode: 'test',
  type: 'session.succeeded',
  session: { id: 'ses_1', reference: 'att_1' },
  refund: null,
};

function signature(body: string, timestamp = seconds, key = secret): string {
  return createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex');
}

function request(header: string, body = JSON.stringify(event)) {
  return { headers: { 'sandbox-signature': header }, body: Buffer.from(body), receivedAt };
}

function signed(content: unknown) {
  const body = typeof content === 'string' ? content : JSON.stringify(content);
  return request(`t=${seconds},v1=${signature(body)}`, body);
}

function rejected(given: ReturnType<typeof request>, why: RegExp): void {
  assert.throws(
    () => readNotification(secret, given),
    (error) => error instanceof NotificationRejected && why.test(error.message),
  );
}

suite('notifications of the sandbox provider', () => {
  test('one of a session names the attempt, one of a refund the refund', () => {
    assert.deepEqual(readNotification(secret, signed(event)), {
      eventId: 'evt_1',
      type: 'session.succeeded',
      ourReference: 'att_1',
      providerReference: 'ses_1',
    });
    const refund = { id: 'rfd_1', reference: 'ref_1' };
    const returned = readNotification(secret, signed({ ...event, refund }));
    assert.equal(returned.ourReference, 'ref_1');
    assert.equal(returned.providerReference, 'rfd_1');
  });

  test('references that somebody typed are kept as far as the database can hold them', () => {
    const session = { id: 'ses_1', reference: `Órden\0 \ud800${'x'.repeat(5000)}` };
    const { ourReference } = readNotification(secret, signed({ ...event, session }));
    assert.equal(ourReference?.length, 255);
    assert(ourReference?.startsWith('Órden\ufffd \ufffdx'));
  });

  test('of several signatures one has to be right', () => {
    const body = JSON.stringify(event);
    const [wrong, right] = [signature(body, seconds, 'whsec_0'), signature(body)];
    readNotification(secret, request(`t=${seconds},v1=${wrong},v1=${right}`));
    rejected(request(`t=${seconds},v1=${wrong},v1=${wrong}`), /wrong signature/);
  });

  test('five minutes either way are allowed and no second more', () => {
    const body = JSON.stringify(event);
    for (const offset of [300, -300]) {
      const at = seconds + offset;
      readNotification(secret, request(`t=${at},v1=${signature(body, at)}`));
    }
    for (const offset of [301, -301]) {
      const at = seconds + offset;
      rejected(request(`t=${at},v1=${signature(body, at)}`), /too old/);
    }
  });

  test('the timestamp is signed too', () => {
    const body = JSON.stringify(event);
    rejected(request(`t=${seconds + 1},v1=${signature(body)}`), /wrong signature/);
  });

  test('missing, short, oddly written and other schemes of signature count for nothing', () => {
    const right = signature(JSON.stringify(event));
    rejected(request(''), /no signature/);
    rejected(request(`v1=${right}`), /no signature/);
    rejected(request(`t=1e3,v1=${right}`), /no signature/);
    rejected(request(`t=${seconds}`), /wrong signature/);
    rejected(request(`t=${seconds},v0=${right}`), /wrong signature/);
    rejected(request(`t=${seconds},v1=${right.slice(0, 32)}`), /wrong signature/);
    rejected(request(`t=${seconds},v1=`), /wrong signature/);
  });

  test('what is signed but of no known shape, of live mode or too large is rejected', () => {
    rejected(signed('not json'), /no known shape/);
    rejected(signed({ ...event, id: 7 }), /no known shape/);
    rejected(signed({ ...event, mode: 'live' }), /no known shape/);
    rejected(signed('['.repeat(60_000)), /no known shape/);
    rejected(signed({ ...event, id: 'evt\0' }), /no known shape/);
    rejected(signed({ ...event, id: 'x'.repeat(5000) }), /no known shape/);
    rejected(signed({ ...event, padding: 'x'.repeat(70_000) }), /too large/);
  });
});
