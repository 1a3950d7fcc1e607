/** What every part of the sandbox works with: its store, its clock, its ids and a way to say that work may be due. */
import { createClock } from './clock.ts';
import type { SandboxClock } from './clock.ts';
import { createIds } from './id.ts';
import type { NextId } from './id.ts';
import { openStore } from './store.ts';
import type { Store } from './store.ts';

export type World = {
  readonly store: Store;
  readonly clock: SandboxClock;
  readonly nextId: NextId;
  /** Where pages are; known once the port is. */
  origin: string;
  /** Called when a plan or a delivery may have become due; replaced when the scheduler starts. */
  wake: () => void;
};

export function createWorld(dataFolder: string): World {
  const store = openStore(dataFolder);
  return {
    store,
    clock: createClock(store),
    nextId: createIds(),
    origin: '',
    wake: () => undefined,
  };
}
