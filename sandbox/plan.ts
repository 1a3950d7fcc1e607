/** Plans: what the sandbox itself will do to a session when its clock gets there. */
import { z } from 'zod';
import type { World } from './world.ts';

export type PlannedAction = 'expire' | 'reveal_success' | 'reveal_failure' | 'open_dispute';

const planRow = z.object({
  sequence: z.bigint(),
  session_id: z.string(),
  action: z.enum(['expire', 'reveal_success', 'reveal_failure', 'open_dispute']),
  at: z.bigint(),
});

export type Plan = z.infer<typeof planRow>;

export function planFor(world: World, sessionId: string, action: PlannedAction, at: number): void {
  const statement = 'insert into plans (session_id, action, at) values (?, ?, ?)';
  world.store.run(statement, sessionId, action, at);
  world.wake();
}

/** Takes the oldest plan that is due off the list. */
export function takeDuePlan(world: World): Plan | null {
  const statement = 'select * from plans where at <= ? order by at, sequence limit 1';
  const row = world.store.one(statement, world.clock.now());
  if (!row) return null;
  const plan = planRow.parse(row);
  world.store.run('delete from plans where sequence = ?', plan.sequence);
  return plan;
}

/** When the next plan is due, in the sandbox's time. */
export function nextPlanAt(world: World): number | null {
  const at = world.store.one('select min(at) as at from plans')?.['at'];
  return typeof at === 'bigint' ? Number(at) : null;
}
