/** Carries out what is due by the sandbox's clock; called before every question and by the scheduler. */
import { openDispute } from './dispute.ts';
import { expire, fail, succeed } from './pay-session.ts';
import { takeDuePlan } from './plan.ts';
import type { Plan } from './plan.ts';
import { findSession } from './session.ts';
import type { World } from './world.ts';

export function runDuePlans(world: World): void {
  while (world.store.transaction(() => runOne(world)));
}

function runOne(world: World): boolean {
  const plan = takeDuePlan(world);
  if (plan) carryOut(world, plan);
  return plan !== null;
}

function carryOut(world: World, plan: Plan): void {
  const session = findSession(world, plan.session_id);
  if (!session) return;
  switch (plan.action) {
    case 'expire':
      expire(world, session);
      return;
    case 'reveal_success':
      if (session.status === 'processing') succeed(world, session);
      return;
    case 'reveal_failure':
      if (session.status === 'processing') fail(world, session, 'card_declined');
      return;
    case 'open_dispute':
      openDispute(world, session, null);
      return;
    default:
      throw plan.action satisfies never;
  }
}
