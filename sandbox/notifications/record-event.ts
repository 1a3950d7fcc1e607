/** Records what happened as an event and puts its deliveries on the list, disturbed as planted faults say. */
import type { Dispute } from '../dispute.ts';
import { takeFault } from '../fault.ts';
import type { PlantedFault } from '../fault.ts';
import type { Refund } from '../refund.ts';
import type { Session } from '../session.ts';
import type { World } from '../world.ts';
import { addDelivery } from './delivery.ts';
import type { Delivery } from './delivery.ts';

export type EventType =
  | 'session.created'
  | 'session.succeeded'
  | 'session.failed'
  | 'session.cancelled'
  | 'session.expired'
  | 'refund.succeeded'
  | 'dispute.opened'
  | 'dispute.evidence_sent'
  | 'dispute.won'
  | 'dispute.lost';

/** Called inside the transaction that makes the event true. */
export function recordEvent(
  world: World,
  happened: {
    readonly type: EventType;
    readonly session: Session;
    readonly refund?: Refund;
    readonly dispute?: Dispute;
  },
): void {
  const { type, session, refund, dispute } = happened;
  const id = world.nextId('evt');
  const at = world.clock.now();
  const body = JSON.stringify({
    id,
    object: 'event',
    mode: 'test',
    type,
    created_at: new Date(at).toISOString(),
    session: { id: session.id, reference: session.reference },
    refund: refund ? { id: refund.id, reference: refund.reference } : null,
    dispute: dispute ? { id: dispute.id } : null,
  });
  world.store.run(
    'insert into events (id, account_id, session_id, type, body, created_at) values (?, ?, ?, ?, ?, ?)',
    id,
    session.accountId,
    session.id,
    type,
    body,
    at,
  );
  const fault = takeFault(world, {
    affects: 'notification',
    accountId: session.accountId,
    references: [session.id, session.reference],
  });
  putOnList(
    world,
    { eventId: id, sessionId: session.id, accountId: session.accountId, body },
    fault,
  );
  world.wake();
}

type News = Pick<Delivery, 'eventId' | 'sessionId' | 'accountId' | 'body'>;

function putOnList(world: World, news: News, fault: PlantedFault | null): void {
  switch (fault?.fault) {
    case 'drop':
      addDelivery(world, { ...news, state: 'dropped' });
      return;
    case 'double':
      addDelivery(world, news);
      addDelivery(world, news);
      return;
    case 'delay':
      addDelivery(world, { ...news, delayMs: fault.delay_ms });
      return;
    case 'reorder':
      addDelivery(world, { ...news, state: 'held', delayMs: fault.delay_ms });
      return;
    case 'wrong_secret':
    case 'no_signature':
    case 'old_timestamp':
    case 'changed_body':
      addDelivery(world, { ...news, signature: fault.fault });
      addDelivery(world, news);
      return;
    default:
      addDelivery(world, news);
  }
}
