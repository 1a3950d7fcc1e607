/** Starting a hosted session. */
import { recordEvent } from './notifications/record-event.ts';
import { planFor } from './plan.ts';
import { insertSession, pageLifeMs } from './session.ts';
import type { Session } from './session.ts';
import type { World } from './world.ts';

export type SessionRequest = Pick<
  Session,
  | 'accountId'
  | 'reference'
  | 'amount'
  | 'currency'
  | 'description'
  | 'acceptedBrands'
  | 'language'
  | 'email'
  | 'returnUrl'
>;

export function startSession(world: World, request: SessionRequest): Session {
  const now = world.clock.now();
  const session: Session = {
    ...request,
    id: world.nextId('ses'),
    status: 'open',
    declineReason: null,
    brand: null,
    lastFour: null,
    silentUntil: null,
    createdAt: now,
    expiresAt: now + pageLifeMs,
  };
  return world.store.transaction(() => {
    insertSession(world, session);
    planFor(world, session.id, 'expire', session.expiresAt);
    recordEvent(world, { type: 'session.created', session });
    return session;
  });
}
