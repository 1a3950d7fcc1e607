/** Which legal edges of the state machines a schedule took, and how the tables of transitions name them. */
import { attemptTransitions } from '../../src/payments/attempt-states.ts';
import { refundTransitions } from '../../src/payments/refund-states.ts';
import { note, type World } from './world.ts';

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>;

const machines: Readonly<Record<string, Table>> = {
  attempt: attemptTransitions,
  refund: refundTransitions,
};

/** Every legal edge: `attempt:created:confirm:succeeded`. */
export const legalEdges: readonly string[] = Object.entries(machines).flatMap(([machine, table]) =>
  Object.entries(table).flatMap(([from, events]) =>
    Object.entries(events).map(([event, to]) => `${machine}:${from}:${event}:${to}`),
  ),
);

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
        const events = Object.entries(machines['refund']?.[from] ?? {});
        const event = events.find(([, to]) => to === state)?.[0];
        take(`refund:${from}:${event ?? 'none'}:${state}`);
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
