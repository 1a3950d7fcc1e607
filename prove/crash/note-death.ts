/** Adds up a process that killed itself at a crash point, and complains of one that ended otherwise. */
import { crashPoints } from '../../src/core/crash-points.ts';
import { faultsOfPoint } from './faults-of-points.ts';
import type { Fate } from './flows.ts';
import type { Ended } from './program.ts';
import type { Tally } from './tally.ts';

/** @param fate where it was to kill itself */
export function noteDeath(tally: Tally, fate: Fate, { signal, status, said }: Ended): void {
  const point = crashPoints.find((known) => fate.startsWith(`${known}:`));
  if (signal !== 'SIGKILL' || !point) {
    tally.wrong('ended_by_itself', fate, `a process ended with ${status ?? signal}: ${said}`);
    return;
  }
  tally.effort('process_kills');
  tally.reached(point);
  const fault = faultsOfPoint[point];
  if (fault !== null) tally.fault(fault);
}
