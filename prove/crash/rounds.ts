/** Which flow is played with which deaths, in an order whose every beginning is as wide as it can be. */
import type { Dice } from './dice.ts';
import { flows, type Fate, type Flow } from './flows.ts';

/** Every point is met so often in a whole run. */
export const often = 5;

/** More rounds than there ever are of one flow. */
const mostOfOneFlow = 1000;

/** One flow, and where portal, worker and the command of staff are killed in it; null for one that lives. */
export type Round = {
  readonly flow: Flow;
  readonly portalDies: Fate | null;
  readonly workerDies: Fate | null;
  readonly staffDies: Fate | null;
};

/** Every crash point times every flow that reaches it, at least once each. */
export function planRounds(dice: Dice): Round[] {
  const rounds = flows.flatMap((flow) => roundsOf(flow, dice));
  return spread(dice.shuffled(rounds));
}

function roundsOf(flow: Flow, dice: Dice): Round[] {
  const portal = dice.shuffled(flow.portalDies.flatMap(oftenEnough));
  const worker = dice.shuffled(flow.workerDies.flatMap(oftenEnough));
  const staff = dice.shuffled((flow.staffDies ?? []).flatMap(oftenEnough));
  const count = Math.max(portal.length, worker.length, staff.length);
  return Array.from({ length: count }, (_, index) => ({
    flow,
    portalDies: around(portal, index),
    workerDies: around(worker, index),
    staffDies: around(staff, index),
  }));
}

/** A point that few flows reach comes in each of them so often that it comes often in all. */
function oftenEnough(fate: Fate): Fate[] {
  const point = pointOf(fate);
  const reaching = flows.filter(({ portalDies, workerDies, staffDies = [] }) =>
    [...portalDies, ...workerDies, ...staffDies].some((other) => pointOf(other) === point),
  );
  return Array.from({ length: Math.ceil(often / reaching.length) }, () => fate);
}

export function pointOf(fate: Fate): string {
  return fate.split(':')[0] ?? '';
}

function around(list: readonly Fate[], index: number): Fate | null {
  return list[index % list.length] ?? null;
}

/** Takes next whichever round is needed most, and of those the flow that was played least. */
function spread(rounds: readonly Round[]): Round[] {
  const met = new Map<string, number>();
  const left = [...rounds];
  const ordered: Round[] = [];
  while (left.length > 0) {
    const needs = left.map((round) => needOf(round, met));
    const [round] = left.splice(needs.indexOf(Math.max(...needs)), 1);
    if (!round) break;
    for (const name of [round.flow.name, ...pointsOf(round)]) {
      met.set(name, (met.get(name) ?? 0) + 1);
    }
    ordered.push(round);
  }
  return ordered;
}

function pointsOf({ portalDies, workerDies, staffDies }: Round): string[] {
  const fates = [portalDies, workerDies, staffDies].filter((fate) => fate !== null);
  return fates.map(pointOf);
}

/** How far its points are from having been met often, on average; flows count only among equals. */
function needOf(round: Round, met: ReadonlyMap<string, number>): number {
  const points = pointsOf(round);
  const lacks = points.map((point) => Math.max(0, often - (met.get(point) ?? 0)));
  const lack = lacks.reduce((sum, each) => sum + each, 0) / points.length;
  return lack - (met.get(round.flow.name) ?? 0) / mostOfOneFlow;
}
