/** Makes the plan of a failure smaller by leaving things out as long as it still fails in the same way. */
import type { Lane } from './lane.ts';
import { removable, type Plan } from './plan.ts';
import { runSchedule, type ScheduleResult } from './run-schedule.ts';

const mostRuns = 80;

export type Shrunk = { readonly plan: Plan; readonly result: ScheduleResult };

export async function shrink(lane: Lane, plan: Plan, result: ScheduleResult): Promise<Shrunk> {
  const kind = result.findings[0]?.kind;
  let smallest: Shrunk = { plan, result };
  let runsLeft = mostRuns;
  /** @returns whether the smaller plan fails in the same way */
  const attempt = async (smaller: Plan): Promise<boolean> => {
    if (runsLeft === 0) return false;
    runsLeft -= 1;
    const again = await runSchedule(lane, smaller);
    if (!again.findings.some((finding) => finding.kind === kind)) return false;
    smallest = { plan: smaller, result: again };
    return true;
  };
  for (const part of removable) {
    if (smallest.plan[part].length === 0 || (await attempt(without(smallest.plan, part)))) continue;
    for (let index = smallest.plan[part].length - 1; index >= 0; index -= 1) {
      await attempt(without(smallest.plan, part, index));
    }
  }
  return smallest;
}

/** Without one item of a part, or without all of them. */
function without(plan: Plan, part: (typeof removable)[number], index?: number): Plan {
  return { ...plan, [part]: index === undefined ? [] : plan[part].toSpliced(index, 1) };
}

/** What is left of a plan, in one line. */
export function describePlan(plan: Plan): string {
  const parts = removable.filter((part) => plan[part].length > 0);
  return parts.map((part) => `${part} ${JSON.stringify(plan[part])}`).join('; ');
}
