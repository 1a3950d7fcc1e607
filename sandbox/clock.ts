/** The sandbox's own clock: the machine's time plus an offset that the control API sets and the store keeps. */
import type { Store } from './store.ts';
import { readSetting, writeSetting } from './settings.ts';

export type SandboxClock = {
  /** Milliseconds since 1970 in the sandbox's world. */
  readonly now: () => number;
  /** What the machine says; timers and, unless told otherwise, signatures go by it. */
  readonly machineNow: () => number;
  readonly moveTo: (now: number) => void;
};

/** Milliseconds since 1970 by the machine. */
export const machineNow = (): number => Date.now();

export function createClock(store: Store, machine: () => number = machineNow): SandboxClock {
  let offset = readSetting(store, 'clock_offset_ms');
  return {
    now: () => machine() + offset,
    machineNow: machine,
    moveTo: (now) => {
      offset = now - machine();
      writeSetting(store, 'clock_offset_ms', offset);
    },
  };
}
