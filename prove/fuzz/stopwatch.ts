/** How long something took, by the clock of the machine. */
import { systemClock } from '../../src/core/clock.ts';

/** @returns the milliseconds since then, each time it is asked */
export function startStopwatch(): () => number {
  const started = systemClock.now().getTime();
  return () => systemClock.now().getTime() - started;
}
