/** Adds the schedules up to what a part of the proof hands over. */
import type { CrashPoint } from '../../src/core/crash-points.ts';
import { wrongs, type Failure, type PartOptions, type PartReport } from '../part.ts';
import { legalEdges } from '../legal-edges.ts';
import { crashNumbers, faultNumbers } from './fault-numbers.ts';
import type { LaneMessage } from './lane-worker.ts';
import type { ScheduleResult } from './run-schedule.ts';

export type Report = {
  /** @returns how many schedules are done */
  readonly take: (message: LaneMessage) => number;
  readonly finish: () => PartReport;
};

/** Each of these is looked for, so that its zero says something. */
const lookedFor = wrongs.filter((wrong) => !wrong.startsWith('fuzz'));

type Counts<Key extends string> = Map<Key, number>;

function add<Key extends string>(to: Counts<Key>, key: Key, times = 1): void {
  to.set(key, (to.get(key) ?? 0) + times);
}

export function createReport(options: PartOptions): Report {
  const efforts: Counts<string> = new Map();
  const found: Counts<string> = new Map(lookedFor.map((wrong) => [wrong, 0]));
  const faults: Counts<string> = new Map();
  const points: Counts<CrashPoint> = new Map();
  const edges: Counts<string> = new Map(legalEdges.map((edge) => [edge, 0]));
  const failures: Failure[] = [];
  let schedules = 0;

  const fail = (kind: string, message: string, seed: number): void => {
    const repeat = `npm run prove -- --simulation --seed ${seed} --schedules 1`;
    failures.push({ part: 'simulation', kind, message, repeat });
  };
  const takeResult = (result: Omit<ScheduleResult, 'lines'>, shrunk: string | null): void => {
    schedules += 1;
    countEfforts(efforts, result);
    for (const [edge, times] of result.edges) add(edges, edge, times);
    for (const [name, times] of result.faults) {
      for (const number of faultNumbers(name)) add(faults, number, times);
    }
    for (const [point, times] of result.crashPoints) {
      add(points, point, times);
      for (const number of crashNumbers[point] ?? []) add(faults, number, times);
    }
    for (const kind of new Set(result.findings.map((finding) => finding.kind))) {
      add(found, kind);
      const messages = result.findings.filter((finding) => finding.kind === kind);
      const left = shrunk === null ? '' : `; enough for it: ${shrunk}`;
      fail(kind, `${messages.map(({ message }) => message).join(', ')}${left}`, result.seed);
    }
  };
  return {
    take: (message) => {
      if (message.kind === 'done') takeResult(message.result, message.shrunk);
      if (message.kind === 'differs') {
        fail('not_repeatable', 'the same seed went another way', message.seed);
      }
      if (message.kind === 'broken') fail('broken', message.message, message.seed);
      return schedules;
    },
    finish: () => {
      efforts.set('schedules', schedules);
      if (schedules < options.schedules) fail('broken', 'a lane ended too early', options.seed);
      return {
        part: 'simulation',
        efforts: Object.fromEntries(efforts),
        wrongs: Object.fromEntries(lookedFor.map((wrong) => [wrong, found.get(wrong) ?? 0])),
        faults: Object.fromEntries(faults),
        crashPoints: Object.fromEntries(points),
        edges: Object.fromEntries(edges),
        failures,
      };
    },
  };
}

function countEfforts(efforts: Counts<string>, result: Omit<ScheduleResult, 'lines'>): void {
  const { notifications, sums } = result;
  add(efforts, 'steps', result.steps);
  add(efforts, 'payments', sums.payments);
  // An effort is a number: what it would be too large for is not reached by schedules.
  add(efforts, 'money_minor', Number(sums.moneyMinor));
  add(efforts, 'psp_calls', result.providerCalls);
  add(efforts, 'webhooks_sent', notifications.sent);
  add(efforts, 'webhooks_dropped', notifications.dropped);
  add(efforts, 'webhooks_duplicated', notifications.duplicated);
  add(efforts, 'webhooks_reordered', notifications.reordered);
  add(efforts, 'webhooks_late', notifications.late);
  add(efforts, 'webhooks_forged', notifications.forged);
}
