/** Which edges of the state table the payments of a town took. */
import { sql } from '../../src/database/sql.ts';
import type { Scene } from './scene.ts';

export async function countEdges({ town, tally }: Scene): Promise<void> {
  const rows = await town.database.query<{ edge: string; count: number }>(sql`
    select concat_ws(':', 'attempt', from_state, event, to_state) as edge, count(*)::integer as count
    from attempt_events where from_state is not null group by 1`);
  for (const { edge, count } of rows) tally.edge(edge, count);
}
