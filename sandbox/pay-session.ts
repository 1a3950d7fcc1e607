/** Paying a session: what the card page, the authentication page and the control API all run. */
import { behaviourOf, brandOf } from './card.ts';
import type { CardBehaviour, DeclineReason } from './card.ts';
import { recordEvent } from './notifications/record-event.ts';
import { takeFault } from './fault.ts';
import { moveMoney } from './movement.ts';
import { planFor } from './plan.ts';
import { findSession, insertSession, moveSession, rememberCard, silence } from './session.ts';
import type { Session } from './session.ts';
import { readSetting } from './settings.ts';
import type { World } from './world.ts';

/** `over`: somebody or something ended the session before; nothing was done now. */
export type PayResult = 'done' | 'authenticate' | 'brand_not_accepted' | 'over';

/** @param number a valid card number; it is used here and never kept */
export function payByCard(world: World, sessionId: string, number: string): PayResult {
  return world.store.transaction(() => {
    const session = findSession(world, sessionId);
    if (session?.status === 'authenticating') return 'authenticate';
    if (session?.status !== 'open') return 'over';
    const brand = brandOf(number);
    if (!brand || !session.acceptedBrands.includes(brand)) return 'brand_not_accepted';
    rememberCard(world, sessionId, { brand, lastFour: number.slice(-4) });
    const behaviour = behaviourOf(number);
    if (behaviour.kind === 'authenticate') {
      moveSession(world, session, 'authenticating');
      return 'authenticate';
    }
    settle(world, session, behaviour);
    return 'done';
  });
}

/** The payer's answer on the strong-authentication page. */
export function answerAuthentication(
  world: World,
  sessionId: string,
  approved: boolean,
): PayResult {
  return world.store.transaction(() => {
    const session = findSession(world, sessionId);
    if (session?.status !== 'authenticating') return 'over';
    if (approved) succeed(world, session);
    else fail(world, session, 'authentication_refused');
    return 'done';
  });
}

type Settled = Exclude<CardBehaviour, { kind: 'authenticate' }>;

function settle(world: World, session: Session, behaviour: Settled): void {
  const now = world.clock.now();
  switch (behaviour.kind) {
    case 'succeed':
      succeed(world, session);
      return;
    case 'decline':
      fail(world, session, behaviour.reason);
      return;
    case 'succeed_then_dispute':
      succeed(world, session);
      planFor(
        world,
        session.id,
        'open_dispute',
        now + readSetting(world.store, 'dispute_delay_ms'),
      );
      return;
    case 'stay_silent': {
      const until = now + readSetting(world.store, 'silence_ms');
      moveSession(world, session, 'processing');
      silence(world, session.id, until);
      planFor(
        world,
        session.id,
        behaviour.outcome === 'succeed' ? 'reveal_success' : 'reveal_failure',
        until,
      );
      return;
    }
    default:
      throw behaviour satisfies never;
  }
}

/** Charges the session, from whatever state it is in; at most once each. */
export function succeed(world: World, session: Session): void {
  const fault = takeFault(world, {
    affects: 'pay',
    accountId: session.accountId,
    references: [session.id, session.reference],
  });
  if (!moveSession(world, session, 'succeeded')) return;
  const amount = fault?.fault === 'wrong_amount' ? session.amount + 1n : session.amount;
  moveMoney(world, {
    kind: 'charge',
    session,
    sourceId: session.id,
    reference: session.reference,
    amount,
  });
  recordEvent(world, { type: 'session.succeeded', session });
  if (fault?.fault === 'charge_twice') chargeAgain(world, session);
}

export function fail(world: World, session: Session, reason: DeclineReason): void {
  if (moveSession(world, session, 'failed', reason))
    recordEvent(world, { type: 'session.failed', session });
}

/** Ends an unpaid session because its time is up. */
export function expire(world: World, session: Session): void {
  if (session.status !== 'open' && session.status !== 'authenticating') return;
  if (moveSession(world, session, 'expired'))
    recordEvent(world, { type: 'session.expired', session });
}

/** A second charge under the same merchant reference: a session of its own, as a real provider's mistake would be. */
export function chargeAgain(world: World, session: Session): Session {
  return world.store.transaction(() => {
    const paid = findSession(world, session.id) ?? session;
    const again: Session = {
      ...paid,
      id: world.nextId('ses'),
      status: 'succeeded',
      declineReason: null,
      createdAt: world.clock.now(),
    };
    insertSession(world, again);
    moveMoney(world, {
      kind: 'charge',
      session: again,
      sourceId: again.id,
      reference: again.reference,
      amount: again.amount,
    });
    recordEvent(world, { type: 'session.succeeded', session: again });
    return again;
  });
}
