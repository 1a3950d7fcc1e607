/** Cancelling a session: from then on its page cannot be paid. */
import { recordEvent } from './notifications/record-event.ts';
import { findSession, moveSession } from './session.ts';
import type { Session } from './session.ts';
import type { World } from './world.ts';

/** Safe to repeat. @returns the session as it is now, which is `succeeded` when money moved before */
export function cancelSession(world: World, session: Session): Session {
  return world.store.transaction(() => {
    const payable = session.status === 'open' || session.status === 'authenticating';
    if (payable && moveSession(world, session, 'cancelled')) {
      recordEvent(world, { type: 'session.cancelled', session });
    }
    return findSession(world, session.id) ?? session;
  });
}
