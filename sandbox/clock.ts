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

export function createClock(store: Store, machineNow: () => number = Date.now): SandboxClock {
  let offset = readSetting(store, 'clock_offset_ms');
  return {
    now: () => machineNow() + offset,
    machineNow,
    moveTo: (now) => {
      offset = now - machineNow();
      writeSetting(store, 'clock_offset_ms', offset);
    },
  };
}
