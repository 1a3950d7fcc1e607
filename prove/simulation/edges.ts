/** Which legal edges of the state machines a schedule took. */
import { legalEdges } from '../legal-edges.ts';
import { note, type World } from './world.ts';

export type EdgeWatch = {
  /** Looks at the refunds, which keep no history; called whenever a transaction touched them. */
  readonly lookAtRefunds: () => Promise<void>;
  /** All edges taken in the schedule. */
  readonly count: () => Promise<Map<string, number>>;
};

export function watchEdges(world: World): EdgeWatch {
  const taken = new Map<string, number>();
  const states = new Map<string, string>();
  const take = (edge: string, times = 1): void => {
    if (!legalEdges.includes(edge)) note(world, 'illegal_edge', edge);
    taken.set(edge, (taken.get(edge) ?? 0) + times);
  };
  return {
    lookAtRefunds: async () => {
      const { rows } = await world.lane.owner.query<{ id: string; state: string }>(
        'select refund_id as id, state from refunds order by 1',
      );
      for (const { id, state } of rows) {
        const from = states.get(id) ?? 'requested';
        states.set(id, state);
        if (from === state) continue;
        // No two events lead from one state of a refund to the same other.
        const edge = legalEdges.find(
          (each) => each.startsWith(`refund:${from}:`) && each.endsWith(`:${state}`),
        );
        take(edge ?? `refund:${from}:none:${state}`);
      }
    },
    count: async () => {
      const { rows } = await world.lane.owner.query<{ edge: string; n: number }>(
        `select concat_ws(':', 'attempt', from_state, event, to_state) as edge, count(*)::integer as n
         from attempt_events where from_state is not null group by 1 order by 1`,
      );
      for (const { edge, n } of rows) take(edge, n);
      return taken;
    },
  };
}
