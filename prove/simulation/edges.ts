/** Which legal edges of the state machines a schedule took. */
import { legalEdges } from '../legal-edges.ts';
import { note, type World } from './world.ts';

export type EdgeWatch = {
  /** Looks at refunds and disputes, which keep no history; called whenever a transaction touched them. */
  readonly lookAtStates: () => Promise<void>;
  /** All edges taken in the schedule. */
  readonly count: () => Promise<Map<string, number>>;
};

const firstStates = { refund: 'requested', dispute: 'opened' } as const;

type Seen = {
  readonly machine: keyof typeof firstStates;
  readonly id: string;
  readonly state: string;
};

export function watchEdges(world: World): EdgeWatch {
  const taken = new Map<string, number>();
  const states = new Map<string, string>();
  const take = (edge: string, times = 1): void => {
    if (!legalEdges.includes(edge)) note(world, 'illegal_edge', edge);
    taken.set(edge, (taken.get(edge) ?? 0) + times);
  };
  return {
    lookAtStates: async () => {
      const { rows } = await world.lane.owner.query<Seen>({
        name: 'states',
        text: `select 'refund' as machine, refund_id as id, state from refunds
          union all select 'dispute', dispute_id, state from disputes order by 2`,
      });
      for (const { machine, id, state } of rows) {
        const from = states.get(id) ?? firstStates[machine];
        states.set(id, state);
        if (from === state) continue;
        // No two events lead from one state of these machines to the same other.
        const edge = legalEdges.find(
          (each) => each.startsWith(`${machine}:${from}:`) && each.endsWith(`:${state}`),
        );
        take(edge ?? `${machine}:${from}:none:${state}`);
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
