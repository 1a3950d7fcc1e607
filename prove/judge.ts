/** Decides whether a run proves what it claims: what is wrong, and what was too little to tell. */
import { sizesInCi, type Asked, type Sizes } from './arguments.ts';
import { coveredFaults } from './faults/index.ts';
import { reachedOften, type Totals } from './figures.ts';
import { legalEdges } from './legal-edges.ts';
import { wrongs, type Effort, type PartId } from './part.ts';

export type Judgement = {
  /** Each makes the run red. */
  readonly wrong: readonly string[];
  /** What a smaller run cannot tell; said, and no more. */
  readonly untold: readonly string[];
};

/** By which figure a part shows that it has done as much as it was asked for. */
const efforts = {
  simulation: [['schedules', 'schedules']],
  crash: [
    ['kills', 'process_kills'],
    ['databaseCrashes', 'db_crashes'],
  ],
  fuzz: [
    ['importerInputs', 'importer_inputs'],
    ['httpInputs', 'http_inputs'],
  ],
  attack: [],
  sabotage: [],
} as const satisfies Record<PartId, readonly (readonly [keyof Sizes, Effort])[]>;

type Reachable = {
  readonly what: string;
  readonly counts: (totals: Totals) => Readonly<Record<string, number>>;
  /** The parts that reach all of them when they run at full size. */
  readonly by: readonly PartId[];
};

const reachable: readonly Reachable[] = [
  { what: 'crash points', counts: (totals) => totals.crashPoints, by: ['crash'] },
  { what: 'state edges', counts: (totals) => totals.edges, by: ['simulation', 'crash'] },
];

/** What a part must have reached counts from the size on that every change has to pass. */
export function judge(
  totals: Totals,
  { parts, sizes, only }: Pick<Asked, 'parts' | 'sizes' | 'only'>,
): Judgement {
  const isFull = (part: PartId) =>
    only.length === 0 &&
    parts.includes(part) &&
    efforts[part].every(([size]) => sizes[size] >= sizesInCi[size]);
  const mayReach = parts.includes('simulation') || parts.includes('crash');
  const seldom = (mayReach ? reachable : []).flatMap(({ what, counts, by }) =>
    seldomReached(what, counts(totals)).map((sentence) => ({ sentence, must: by.every(isFull) })),
  );
  const idle = Map.groupBy(
    coveredFaults().filter(({ part, id }) => parts.includes(part) && !totals.faults[id]),
    ({ part }) => part,
  );
  const idleSentences = [...idle].map(([part, faults]) => ({
    part,
    sentence: `faults that ${part} covers were never at work: ${faults.map(({ id }) => id).join(', ')}`,
  }));
  return {
    wrong: [
      ...wrongs.filter((name) => totals.wrongs[name] > 0).map((name) => `${name} is not 0`),
      ...totals.failures.map(({ part, kind }) => `${part}: ${kind}`),
      ...parts.flatMap((part) => doneTooLittle(part, totals, only.length === 0 ? sizes : null)),
      ...notAll('attacks', totals.efforts.attacks_passed, totals.efforts.attacks_run),
      ...notAll('sabotages', totals.efforts.sabotages_caught, totals.efforts.sabotages_planted),
      ...illegalEdges(totals.edges),
      ...seldom.filter(({ must }) => must).map(({ sentence }) => sentence),
      ...idleSentences.filter(({ part }) => isFull(part)).map(({ sentence }) => sentence),
    ],
    untold: [
      ...seldom.filter(({ must }) => !must).map(({ sentence }) => sentence),
      ...idleSentences.filter(({ part }) => !isFull(part)).map(({ sentence }) => sentence),
    ],
  };
}

/** @param sizes null when single things were named: then there is no size to reach */
function doneTooLittle(part: PartId, totals: Totals, sizes: Sizes | null): string[] {
  const tried = { attack: totals.efforts.attacks_run, sabotage: totals.efforts.sabotages_planted };
  if (part === 'attack' || part === 'sabotage') {
    return tried[part] > 0 ? [] : [`${part} has tried nothing`];
  }
  if (sizes === null) return [];
  return efforts[part]
    .filter(([size, effort]) => totals.efforts[effort] < sizes[size])
    .map(([size, effort]) => `${effort} is ${totals.efforts[effort]}, not ${sizes[size]}`);
}

function illegalEdges(edges: Totals['edges']): string[] {
  const illegal = Object.keys(edges).filter((edge) => !legalEdges.includes(edge));
  return illegal.map((edge) => `${edge} is no edge of the state tables`);
}

function seldomReached(what: string, counts: Readonly<Record<string, number>>): string[] {
  const seldom = Object.entries(counts).filter(([, count]) => count < reachedOften);
  if (seldom.length === 0) return [];
  const names = seldom.map(([name, count]) => `${name} ${count}`).join(', ');
  return [`${what} reached fewer than ${reachedOften} times: ${names}`];
}

function notAll(what: string, good: number, all: number): string[] {
  return good === all ? [] : [`${all - good} of ${all} ${what} did not end as they must`];
}
