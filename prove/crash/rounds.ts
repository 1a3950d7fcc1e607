/** Which flow is played with which deaths, in an order whose every beginning is as wide as it can be. */
import type { Dice } from './dice.ts';
import { flows, type Fate, type Flow } from './flows.ts';

/** One flow, and where portal, worker and the command of staff are killed in it. */
export type Round = {
  readonly flow: Flow;
  readonly portalDies: Fate;
  readonly workerDies: Fate;
  readonly staffDies: Fate | null;
};

/** Every crash point times every flow that reaches it, at least once each. */
export function planRounds(dice: Dice): Round[] {
  const rounds = flows.flatMap((flow) => roundsOf(flow, dice));
  return spread(dice.shuffled(rounds));
}

function roundsOf(flow: Flow, dice: Dice): Round[] {
  const portal = dice.shuffled(flow.portalDies);
  const worker = dice.shuffled(flow.workerDies);
  const staff = dice.shuffled(flow.staffDies ?? []);
  // So many that each of the points of commands, which few flows reach, comes five times.
  const count = Math.max(portal.length, worker.length, staff.length * 5);
  return Array.from({ length: count }, (_, index) => ({
    flow,
    portalDies: around(portal, index),
    workerDies: around(worker, index),
    staffDies: staff.length === 0 ? null : around(staff, index),
  }));
}

function around(list: readonly Fate[], index: number): Fate {
  return list[index % list.length] ?? '';
}

/** Takes next whichever round has met its points and its flow least so far. */
function spread(rounds: readonly Round[]): Round[] {
  const met = new Map<string, number>();
  const left = [...rounds];
  const ordered: Round[] = [];
  while (left.length > 0) {
    const weights = left.map((round) => weightOf(round, met));
    const [round] = left.splice(weights.indexOf(Math.min(...weights)), 1);
    if (!round) break;
    for (const name of namesOf(round)) met.set(name, (met.get(name) ?? 0) + 1);
    ordered.push(round);
  }
  return ordered;
}

function namesOf({ flow, portalDies, workerDies, staffDies }: Round): string[] {
  const points = [portalDies, workerDies, staffDies].filter((fate) => fate !== null);
  return [flow.name, ...points.map((fate) => fate.split(':')[0] ?? '')];
}

/** Counts seldom points most: the square of how often each was met. */
function weightOf(round: Round, met: ReadonlyMap<string, number>): number {
  return namesOf(round).reduce((sum, name) => sum + (met.get(name) ?? 0) ** 2, 0);
}
