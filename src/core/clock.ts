/** What time it is: the only place that asks the machine. */
export type Clock = { readonly now: () => Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is told to move; for tests and simulations. */
export type FakeClock = Clock & { advance: (ms: number) => void; set: (instant: Date) => void };

export function fakeClock(start: Date): FakeClock {
  let current = start.getTime();
  return {
    now: () => new Date(current),
    advance: (ms) => {
      current += ms;
    },
    set: (instant) => {
      current = instant.getTime();
    },
  };
}

/** Starts measuring. @returns how many seconds have passed since, whatever is done to the clock */
export function startStopwatch(): () => number {
  const start = performance.now();
  return () => (performance.now() - start) / 1000;
}
