/** Who of the processes that answer pages can be asked now. */
import type { PortalProcess } from './portal-process.ts';
import type { World } from './world.ts';

/** Asked anew for each try: those that lived a moment ago may be dead. */
export type Webs = () => readonly PortalProcess[];

/** @returns null when none of them lives */
export function livingOf({ random }: World, webs: Webs): PortalProcess | null {
  const living = webs().filter(({ process }) => !process.isDead);
  return living.length === 0 ? null : random.pick(living);
}
